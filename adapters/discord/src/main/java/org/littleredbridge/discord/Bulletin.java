package org.littleredbridge.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.MessengerState.Mood;

/// How the connections of this process are, for people: of a single one as it says itself, of
/// several which one is in trouble.
final class Bulletin {
  private final Shards shards;
  private final Earshot earshot;

  Bulletin(Shards shards, Earshot earshot) {
    this.shards = shards;
    this.earshot = earshot;
  }

  /// @param hearings by shard, the first one first
  MessengerState of(List<Hearing> hearings) {
    if (hearings.isEmpty()) {
      return new MessengerState(Mood.TRYING, "The bridge does not listen to Discord.");
    }
    var troubled = hearings.stream().filter(one -> one.state().mood() != Mood.WELL).toList();
    if (troubled.isEmpty()) {
      return well(hearings);
    }
    var sentences = new ArrayList<String>();
    var mood = Mood.TRYING;
    for (var one : troubled) {
      var state = one.state();
      mood = state.mood() == Mood.STOPPED ? Mood.STOPPED : mood;
      sentences.add(shards.count() == 1 ? state.sentence() : label(one) + state.sentence());
    }
    var rest = hearings.stream().filter(one -> !troubled.contains(one)).toList();
    if (!rest.isEmpty()) {
      sentences.add("Connected: " + numbers(rest) + ".");
    }
    return new MessengerState(mood, String.join(" ", sentences));
  }

  private String label(Hearing one) {
    return "Shard " + one.shard() + " of " + shards.count() + ": ";
  }

  private static String numbers(List<Hearing> hearings) {
    return (hearings.size() == 1 ? "shard " : "shards ")
        + hearings.stream()
            .map(one -> String.valueOf(one.shard()))
            .collect(Collectors.joining(", "));
  }

  private MessengerState well(List<Hearing> hearings) {
    var words = new StringBuilder(MessengerState.WELL.sentence());
    var all = hearings.size() >= shards.count();
    if (!all) {
      words.append(": ").append(numbers(hearings)).append(" of ").append(shards.count());
      words.append("; the rest is for other nodes");
    }
    if (all && hearings.stream().allMatch(Hearing::inNoServer)) {
      words
          .append(". The bot is in no server yet; invite it: ")
          .append(hearings.getFirst().invitation());
    }
    if (earshot.refused()) {
      words.append(
          ". Discord does not let the bot read all messages, so replies are heard only when they"
              + " mention it, as replies usually do. To change that, switch on “Message Content"
              + " Intent” on the page “Bot” of https://discord.com/developers/applications and"
              + " restart the bridge, or set discord.message-content to false");
    }
    hearings.forEach(one -> one.problem().ifPresent(why -> words.append(". ").append(why)));
    return new MessengerState(Mood.WELL, words.toString());
  }
}
