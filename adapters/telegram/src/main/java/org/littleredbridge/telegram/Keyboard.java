package org.littleredbridge.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Button;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;

/// Buttons below a message, https://core.telegram.org/bots/api#inlinekeyboardmarkup : three in a
/// row while their labels are short, else two, so that phones do not cut them.
final class Keyboard {
  private static final int SHORT = 12;

  private Keyboard() {}

  static Optional<InlineKeyboardMarkup> of(List<Button> buttons) {
    var keys = buttons.stream().flatMap(button -> key(button).stream()).toList();
    var width = keys.stream().allMatch(key -> key.getText().length() <= SHORT) ? 3 : 2;
    var rows = new ArrayList<InlineKeyboardRow>();
    for (int i = 0; i < keys.size(); i += width) {
      rows.add(new InlineKeyboardRow(keys.subList(i, Math.min(keys.size(), i + width))));
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(new InlineKeyboardMarkup(rows));
  }

  private static Optional<InlineKeyboardButton> key(Button button) {
    var label = Words.quoted(button.label()).replace('\n', ' ').strip();
    if (label.isEmpty()) {
      return Optional.empty();
    }
    return switch (button) {
      case Button.Ask(var _, var action) when action.fits() ->
          Optional.of(
              InlineKeyboardButton.builder().text(label).callbackData(action.code()).build());
      case Button.Ask _ -> Optional.empty();
      case Button.Open(var _, var link) ->
          Optional.of(InlineKeyboardButton.builder().text(label).url(link.toString()).build());
    };
  }
}
