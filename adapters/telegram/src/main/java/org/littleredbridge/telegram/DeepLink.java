package org.littleredbridge.telegram;

import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Action.Subject;

/// Carries an action through `https://t.me/BOT?start=…`, which takes 64 letters, digits, `_` and
/// `-` (https://core.telegram.org/bots/features#deep-linking). An action's code has dots; instead
/// the length of the note's id stands in front of it: `x24` + note + comment.
final class DeepLink {
  private static final Pattern FORM = Pattern.compile("([otxgcpr])([0-9]{2})([A-Za-z0-9_-]{1,61})");

  private DeepLink() {}

  /// Empty for what does not fit, and for actions that are about no note.
  static Optional<String> of(Action action) {
    return switch (action) {
      case Action.Original(var subject) -> of("o", subject);
      case Action.Translate(var subject) -> of("t", subject);
      case Action.Explain(var subject) -> of("x", subject);
      case Action.Gloss(var subject) -> of("g", subject);
      case Action.Comments(var subject) -> of("c", subject);
      case Action.Pictures(var subject) -> of("p", subject);
      case Action.Reply(var subject) -> of("r", subject);
      case Action.Approve _, Action.Decline _, Action.LoginCode _ -> Optional.empty();
    };
  }

  private static Optional<String> of(String kind, Subject subject) {
    var ids = subject.note() + subject.comment().orElse("");
    return ids.length() <= 61
        ? Optional.of("%s%02d%s".formatted(kind, subject.note().length(), ids))
        : Optional.empty();
  }

  /// The action of a start parameter; empty when it is none of ours.
  static Optional<Action> action(String parameter) {
    var form = FORM.matcher(parameter);
    if (!form.matches()) {
      return Optional.empty();
    }
    var length = Integer.parseInt(form.group(2));
    var ids = form.group(3);
    if (length == 0 || length > ids.length()) {
      return Optional.empty();
    }
    var comment = ids.substring(length);
    return Action.of(
        form.group(1) + "." + ids.substring(0, length) + (comment.isEmpty() ? "" : "." + comment));
  }
}
