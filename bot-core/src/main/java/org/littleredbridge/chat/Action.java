package org.littleredbridge.chat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a button means. It travels through the service as [#code()] and comes back with the press,
/// also after a restart and years later: nothing about it is kept on our side.
public sealed interface Action {
  /// The longest code in bytes: what Telegram takes as `callback_data`. Source:
  /// https://core.telegram.org/bots/api#inlinekeyboardbutton.
  int LONGEST = 64;

  /// What a member sees: a note, or one comment under it.
  record Subject(String note, Optional<String> comment) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

    public Subject {
      if (!ID.matcher(note).matches()
          || comment.filter(c -> !ID.matcher(c).matches()).isPresent()) {
        throw new IllegalArgumentException("an id of a button is letters, digits, _ and -");
      }
    }

    String code() {
      return note + comment.map(c -> "." + c).orElse("");
    }
  }

  /// Show what the author wrote.
  record Original(Subject subject) implements Action {}

  /// Show it in the reader's own language.
  record Translate(Subject subject) implements Action {}

  /// Say what is meant: slang, allusions, customs.
  record Explain(Subject subject) implements Action {}

  /// Write it word for word with readings, for those who learn the language.
  record Gloss(Subject subject) implements Action {}

  /// Show what people say below the note.
  record Comments(Subject subject) implements Action {}

  /// Say what is written in the note's pictures.
  record Pictures(Subject subject) implements Action {}

  /// Let the member answer.
  record Reply(Subject subject) implements Action {}

  /// An operator admits a community, by its [Community#key()].
  record Approve(String community) implements Action {}

  /// An operator turns a community away.
  record Decline(String community) implements Action {}

  /// An operator wants the code to log an account in, by the account's name.
  record LoginCode(String account) implements Action {}

  /// The form in which a service carries it.
  default String code() {
    return switch (this) {
      case Original(var subject) -> "o." + subject.code();
      case Translate(var subject) -> "t." + subject.code();
      case Explain(var subject) -> "x." + subject.code();
      case Gloss(var subject) -> "g." + subject.code();
      case Comments(var subject) -> "c." + subject.code();
      case Pictures(var subject) -> "p." + subject.code();
      case Reply(var subject) -> "r." + subject.code();
      case Approve(var community) -> "a." + community;
      case Decline(var community) -> "d." + community;
      case LoginCode(var account) -> "l." + account;
    };
  }

  /// Whether every service can carry it.
  default boolean fits() {
    return code().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }

  /// The action of a code; empty when it is none of ours.
  static Optional<Action> of(String code) {
    if (code.length() < 3 || code.charAt(1) != '.') {
      return Optional.empty();
    }
    var rest = code.substring(2);
    try {
      return switch (code.charAt(0)) {
        case 'o' -> Optional.of(new Original(subject(rest)));
        case 't' -> Optional.of(new Translate(subject(rest)));
        case 'x' -> Optional.of(new Explain(subject(rest)));
        case 'g' -> Optional.of(new Gloss(subject(rest)));
        case 'c' -> Optional.of(new Comments(subject(rest)));
        case 'p' -> Optional.of(new Pictures(subject(rest)));
        case 'r' -> Optional.of(new Reply(subject(rest)));
        case 'a' -> Optional.of(new Approve(rest));
        case 'd' -> Optional.of(new Decline(rest));
        case 'l' -> Optional.of(new LoginCode(rest));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      // A code that somebody made up, or of another program with the same bot.
      return Optional.empty();
    }
  }

  private static Subject subject(String code) {
    var dot = code.indexOf('.');
    return dot < 0
        ? new Subject(code, Optional.empty())
        : new Subject(code.substring(0, dot), Optional.of(code.substring(dot + 1)));
  }
}
