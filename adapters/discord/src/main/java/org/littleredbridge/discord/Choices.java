package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.Suggestion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Completes what a member types into a slash command. Thread-safe.
///
/// Source: https://docs.discord.com/developers/interactions/application-commands#autocomplete.
final class Choices {
  private static final Logger log = LoggerFactory.getLogger(Choices.class);
  private static final int MOST = 25;
  private static final int LONGEST = 100;

  private final Asked asked;
  private final Messenger.Listener listener;

  Choices(Asked asked, Messenger.Listener listener) {
    this.asked = asked;
    this.listener = listener;
  }

  /// A command and what was typed after it.
  static String words(Interaction it) {
    return it.command() + " " + it.option(SlashMenu.WHAT).orElse("");
  }

  /// What to offer; nothing when it fails, which costs the member no more than the typing.
  ObjectNode of(Interaction it) {
    var choices = JsonNodeFactory.instance.objectNode();
    var list = choices.putArray("choices");
    for (var suggestion : suggestions(it)) {
      if (list.size() < MOST && fits(suggestion.value())) {
        var label = Markup.plain(suggestion.label(), LONGEST);
        list.addObject()
            .put("name", label.isBlank() ? suggestion.value() : label)
            .put("value", suggestion.value());
      }
    }
    return choices;
  }

  private List<Suggestion> suggestions(Interaction it) {
    try {
      return asked.about(it).map(channel -> listener.suggest(channel, words(it))).orElse(List.of());
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("completing a command failed");
      return List.of();
    }
  }

  private static boolean fits(String value) {
    return !value.isBlank() && value.length() <= LONGEST;
  }
}
