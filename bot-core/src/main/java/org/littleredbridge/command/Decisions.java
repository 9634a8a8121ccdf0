package org.littleredbridge.command;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Member;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Communities;
import org.littleredbridge.follow.Communities.State;
import org.littleredbridge.follow.CommunityPlaces;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an operator decides about a community, by button or by command. Each may run again after a
/// crash: the same is then decided and told once.
final class Decisions {
  private static final Logger log = LoggerFactory.getLogger(Decisions.class);

  private final Communities communities;
  private final CommunityPlaces places;
  private final Subscriptions subscriptions;
  private final Outbox outbox;
  private final Rights rights;
  private final ChannelLanguage languages;
  private final Wording wording;
  private final Answers answers;
  private final Clock clock;

  Decisions(Desk desk) {
    this.communities = desk.kept().communities();
    this.places = desk.kept().places();
    this.subscriptions = desk.kept().subscriptions();
    this.outbox = desk.kept().outbox();
    this.rights = desk.people().rights();
    this.languages = desk.languages();
    this.wording = desk.wording();
    this.answers = desk.answers();
    this.clock = desk.clock();
  }

  /// Who decides, where, and in which language that person is answered.
  record Decider(ChannelId channel, Member member, Locale language) {
    String name() {
      return channel.messenger() + ":" + member.id();
    }
  }

  String admit(String key, Decider decider) {
    return decide(key, State.APPROVED, decider);
  }

  /// A button below an old question does not end what goes on since: that takes the command.
  String decline(String key, Decider decider) {
    return rights.runsTheBridge(decider.channel(), decider.member())
            && stateOf(key).equals(Optional.of(State.APPROVED))
        ? wording.say(decider.language(), "admission.goes-on", name(key), key)
        : turnAway(key, decider);
  }

  /// Ends all that the community follows, too.
  String turnAway(String key, Decider decider) {
    return decide(key, State.DECLINED, decider);
  }

  private String decide(String key, State state, Decider decider) {
    var language = decider.language();
    if (!rights.runsTheBridge(decider.channel(), decider.member())) {
      log.atWarn()
          .addKeyValue("community", key.length() > 100 ? "…" : key)
          .addKeyValue("by", decider.name())
          .log("somebody who is no operator tried to decide about a community");
      return wording.say(language, "admission.not-operator");
    }
    var known = communities.find(key);
    if (known.isEmpty()) {
      return wording.say(language, "admission.unknown");
    }
    var before = known.get().state();
    if (before != state) {
      communities.decide(key, state, decider.name(), clock.instant());
      log.atInfo()
          .addKeyValue("community", key)
          .addKeyValue("state", state)
          .addKeyValue("by", decider.name())
          .log("community decided");
    }
    // Also when it was decided before: a crash may have come between.
    carryOut(communities.find(key).orElse(known.get()));
    return wording.say(language, sentence(state, before), name(key));
  }

  private static String sentence(State state, State before) {
    var admitted = state == State.APPROVED;
    if (before == state) {
      return admitted ? "admission.was-admitted" : "admission.was-declined";
    }
    return admitted ? "admission.you-admitted" : "admission.you-declined";
  }

  private void carryOut(Communities.Known known) {
    var community = known.community();
    if (known.state() == State.APPROVED) {
      tell(community, "admission.admitted", "admitted:" + community.key() + ":" + known.since());
      return;
    }
    places.channels(community).forEach(this::end);
    tell(community, "admission.declined", Entrance.declinedKey(known));
  }

  /// Ends what a channel follows, and what is on its way there: each note still costs a
  /// translation.
  void end(ChannelId channel) {
    subscriptions.of(channel).forEach(s -> subscriptions.remove(channel, s.feed()));
    outbox.abandonAll(
        channel, wording.say(languages.of(channel), "admission.declined"), clock.instant());
  }

  private void tell(Community community, String sentence, String key) {
    places
        .home(community)
        .ifPresent(home ->
            answers.say(home, Optional.empty(), wording.say(languages.of(home), sentence), key));
  }

  private Optional<State> stateOf(String key) {
    return communities.find(key).map(Communities.Known::state);
  }

  private String name(String key) {
    return communities.find(key).map(k -> Entrance.name(k.community())).orElse(key);
  }
}
