package org.littleredbridge.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Settings;

/// `tone [casual|polite]`: how a channel's replies sound in Chinese.
final class ToneCommand implements Command {
  private static final String CASUAL = "casual";
  private static final String POLITE = "polite";

  private final Settings settings;
  private final ChannelLanguage languages;

  ToneCommand(Settings settings, ChannelLanguage languages) {
    this.settings = settings;
    this.languages = languages;
  }

  @Override
  public String name() {
    return "tone";
  }

  @Override
  public boolean changesThings(String argument) {
    return !argument.isEmpty();
  }

  @Override
  public Argument takes() {
    return Argument.OPTIONAL;
  }

  @Override
  public boolean suggests() {
    return true;
  }

  @Override
  public List<Suggestion> suggest(ChannelId channel, String begun, Locale language) {
    return Stream.of(CASUAL, POLITE)
        .filter(word -> word.startsWith(begun.toLowerCase(Locale.ROOT)))
        .map(word -> new Suggestion(word, word))
        .toList();
  }

  @Override
  public String run(Call call) {
    var wanted = call.argument().toLowerCase(Locale.ROOT);
    return switch (wanted) {
      case "" -> call.say(languages.isPolite(call.channel()) ? "tone.is-polite" : "tone.is-casual");
      case CASUAL, POLITE -> {
        settings.set(call.channel(), Settings.TONE, wanted, call.member().id(), call.now());
        yield call.say(wanted.equals(POLITE) ? "tone.polite" : "tone.casual");
      }
      default -> call.say("tone.unknown");
    };
  }
}
