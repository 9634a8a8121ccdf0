package org.littleredbridge.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MenuEntry;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.wording.Wording;

/// All commands by their words.
final class Commands {
  private static final Pattern SPACE = Pattern.compile("(?U)\\s");
  private static final int SUGGESTIONS = 25;
  private static final int LABEL = 100;

  private final SequencedMap<String, Command> byName = new LinkedHashMap<>();
  private final Wording wording;

  /// @param commands in the order in which people see them
  Commands(List<Command> commands, Wording wording) {
    commands.forEach(c -> byName.put(c.name(), c));
    this.wording = wording;
  }

  /// What somebody said.
  ///
  /// @param name as they wrote it, in small letters
  /// @param command empty when there is none of this name
  /// @param argument stripped; may be empty
  record Said(String name, Optional<Command> command, String argument) {}

  Said read(String text) {
    var words = text.strip();
    var space = SPACE.matcher(words);
    var end = space.find() ? space.start() : words.length();
    var name = end == 0 ? "help" : words.substring(0, end).toLowerCase(Locale.ROOT);
    return new Said(name, Optional.ofNullable(byName.get(name)), words.substring(end).strip());
  }

  List<MenuEntry> menu() {
    return byName.sequencedValues().stream().map(this::entry).toList();
  }

  private MenuEntry entry(Command command) {
    var key = "menu." + command.name();
    var argument =
        command.takes() == Command.Argument.NONE
            ? Optional.<MenuEntry.Argument>empty()
            : Optional.of(
                new MenuEntry.Argument(
                    inBoth(key + ".argument"),
                    command.takes() == Command.Argument.REQUIRED,
                    command.suggests()));
    return new MenuEntry(
        command.name(),
        inBoth(key),
        argument,
        command.forOperators() || command.changesThings(""),
        command.elsewhere());
  }

  private Map<Locale, String> inBoth(String key) {
    return Map.of(
        Locale.ENGLISH,
        wording.say(Locale.ENGLISH, key),
        Locale.SIMPLIFIED_CHINESE,
        wording.say(Locale.SIMPLIFIED_CHINESE, key));
  }

  List<Suggestion> suggest(ChannelId channel, String typed, Locale language) {
    var said = read(typed);
    return said.command().filter(Command::suggests).stream()
        .flatMap(command -> command.suggest(channel, said.argument(), language).stream())
        // Services refuse the whole answer for one value that is too long.
        .filter(one -> !one.label().isBlank() && one.value().length() <= LABEL)
        .map(one -> new Suggestion(OneLine.of(one.label(), LABEL), one.value()))
        .filter(one -> !one.label().isBlank())
        .limit(SUGGESTIONS)
        .toList();
  }
}
