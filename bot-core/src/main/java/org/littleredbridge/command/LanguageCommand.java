package org.littleredbridge.command;

import java.util.Locale;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Settings;

/// `language [tag]`
final class LanguageCommand implements Command {
  private final Settings settings;
  private final ChannelLanguage languages;

  LanguageCommand(Settings settings, ChannelLanguage languages) {
    this.settings = settings;
    this.languages = languages;
  }

  @Override
  public String name() {
    return "language";
  }

  @Override
  public boolean changesThings(String argument) {
    return !argument.isEmpty();
  }

  @Override
  public String run(Call call) {
    if (call.argument().isEmpty()) {
      return call.say("language.is", name(languages.of(call.channel()), call));
    }
    var chosen = Locale.forLanguageTag(call.argument().replace('_', '-'));
    if (!call.wording().speaks(chosen)) {
      return call.say("language.unknown");
    }
    settings.set(
        call.channel(), Settings.LANGUAGE, chosen.toLanguageTag(), call.member().id(), call.now());
    return call.wording().say(chosen, "language.set", chosen.getDisplayName(chosen));
  }

  private static String name(Locale language, Call call) {
    return language.getDisplayName(call.language());
  }
}
