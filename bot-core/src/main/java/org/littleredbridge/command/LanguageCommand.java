package org.littleredbridge.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
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
  public Argument takes() {
    return Argument.OPTIONAL;
  }

  @Override
  public boolean suggests() {
    return true;
  }

  @Override
  public List<Suggestion> suggest(ChannelId channel, String begun, Locale language) {
    return Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
        .map(one ->
            new Suggestion(
                one.getDisplayLanguage(one) + " (" + one.toLanguageTag() + ")",
                one.toLanguageTag()))
        .filter(
            one -> one.label().toLowerCase(Locale.ROOT).contains(begun.toLowerCase(Locale.ROOT)))
        .toList();
  }

  @Override
  public String run(Call call) {
    if (call.argument().isEmpty()) {
      return call.say("language.is", name(languages.of(call.channel()), call));
    }
    var wanted = Locale.forLanguageTag(call.argument().replace('_', '-'));
    if (!call.wording().speaks(wanted)) {
      return call.say("language.unknown");
    }
    // Only what is spoken is kept: a tag may carry regions, calendars and pages of private words.
    var chosen = wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    settings.set(
        call.channel(), Settings.LANGUAGE, chosen.toLanguageTag(), call.member().id(), call.now());
    return call.wording().say(chosen, "language.set", chosen.getDisplayLanguage(chosen));
  }

  private static String name(Locale language, Call call) {
    return language.getDisplayLanguage(call.language());
  }
}
