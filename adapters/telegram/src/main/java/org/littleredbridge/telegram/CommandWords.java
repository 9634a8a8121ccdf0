package org.littleredbridge.telegram;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A command in words, `/follow@ThisBot somebody`, read by ourselves: telegrambots sees one only
/// after its entities were asked for.
///
/// @param name small letters
/// @param rest what follows, may be empty
/// @param addressed whether it names this bot
record CommandWords(String name, String rest, boolean addressed) {
  private static final Pattern FORM =
      Pattern.compile(
          "/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\\s+(.*))?", Pattern.DOTALL);

  /// Empty for what is no command, and for those of other bots.
  static Optional<CommandWords> of(String text, BotName bot) {
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    var to = Optional.ofNullable(form.group(2));
    if (to.isPresent() && !bot.is(to.get())) {
      return Optional.empty();
    }
    var rest = Optional.ofNullable(form.group(3)).orElse("");
    return Optional.of(
        new CommandWords(form.group(1).toLowerCase(Locale.ROOT), rest.strip(), to.isPresent()));
  }

  /// In a group one bot of several keeps silent at what it does not know, unless it is named.
  boolean isOurs(Set<String> known, boolean alone) {
    return alone || addressed || known.isEmpty() || known.contains(name);
  }

  String words() {
    return rest.isEmpty() ? name : name + " " + rest;
  }
}
