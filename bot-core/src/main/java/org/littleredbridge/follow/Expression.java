package org.littleredbridge.follow;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression of a rule. It takes time in proportion to the text, whatever it says.
/// Capital and small letters are the same to it; `^` and `$` are the ends of title, text and tags.
///
/// Source: https://github.com/google/re2/wiki/Syntax, which re2j follows.
public final class Expression {
  // A text of 5000 characters against the largest takes some hundredths of a second.
  private static final int STEPS = 500;

  private final String text;
  private final Pattern pattern;

  private Expression(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /// What became of a text that should be an expression.
  public sealed interface Reading {
    record Good(Expression expression) implements Reading {}

    /// @param position of the character where it is broken, from 1
    /// @param near what stands there
    record Broken(Fault fault, int position, String near) implements Reading {}

    /// It would take too many steps for each character of a note.
    record TooLarge() implements Reading {}
  }

  /// What is wrong with an expression.
  public enum Fault {
    EMPTY,
    OPEN_PARENTHESIS,
    STRAY_PARENTHESIS,
    OPEN_BRACKET,
    RANGE,
    ESCAPE,
    TRAILING_BACKSLASH,
    NOTHING_TO_REPEAT,
    REPEATED_TWICE,
    REPEATED_TOO_OFTEN,
    NAME,
    UNKNOWN_GROUP,
    OTHER
  }

  /// @throws IllegalArgumentException when it is no good expression
  static Expression of(String text) {
    return switch (read(text)) {
      case Reading.Good(var expression) -> expression;
      case Reading.Broken broken -> throw new IllegalArgumentException(broken.toString());
      case Reading.TooLarge() -> throw new IllegalArgumentException("the expression is too large");
    };
  }

  /// Reads what somebody typed, of any length.
  public static Reading read(String typed) {
    var text = FoldedText.typed(typed);
    if (Phrase.length(text) > Phrase.LONGEST) {
      return new Reading.TooLarge();
    }
    if (text.isEmpty()) {
      return broken(Fault.EMPTY, text, 0);
    }
    var folded = FoldedExpression.of(text);
    var outline = Outline.of(folded.text());
    if (outline.unopened().isPresent()) {
      var place = folded.origin(outline.unopened().getAsInt());
      return broken(Fault.STRAY_PARENTHESIS, text, place);
    }
    if (outline.size() > STEPS) {
      return new Reading.TooLarge();
    }
    try {
      var pattern = Pattern.compile(folded.text(), Pattern.MULTILINE);
      return pattern.programSize() > STEPS * 2
          ? new Reading.TooLarge()
          : new Reading.Good(new Expression(text, pattern));
    } catch (PatternSyntaxException e) {
      return broken(text, folded, outline, e);
    }
  }

  private static Reading broken(
      String text, FoldedExpression folded, Outline outline, PatternSyntaxException e) {
    var fragment = String.valueOf(e.getPattern());
    var found = fragment.isEmpty() ? -1 : folded.text().indexOf(fragment);
    var place = found < 0 ? text.length() : folded.origin(found);
    return switch (String.valueOf(e.getDescription())) {
      case "missing closing )" ->
          broken(
              Fault.OPEN_PARENTHESIS,
              text,
              folded.origin(outline.unclosed().orElse(text.length())));
      case "missing closing ]" -> broken(Fault.OPEN_BRACKET, text, place);
      case "invalid character class range" -> broken(Fault.RANGE, text, place);
      case "invalid escape sequence" -> broken(Fault.ESCAPE, text, place);
      case "trailing backslash at end of expression" ->
          broken(Fault.TRAILING_BACKSLASH, text, text.length() - 1);
      case "missing argument to repetition operator" ->
          broken(Fault.NOTHING_TO_REPEAT, text, place);
      case "invalid nested repetition operator" -> broken(Fault.REPEATED_TWICE, text, place);
      case "invalid repeat count" -> broken(Fault.REPEATED_TOO_OFTEN, text, place);
      case "invalid named capture", "duplicate capture group name" ->
          fragment.startsWith("(?<")
              ? broken(Fault.UNKNOWN_GROUP, text, place)
              : broken(Fault.NAME, text, place);
      case "invalid or unsupported Perl syntax" -> broken(Fault.UNKNOWN_GROUP, text, place);
      default -> broken(Fault.OTHER, text, found < 0 ? 0 : place);
    };
  }

  private static Reading.Broken broken(Fault fault, String text, int place) {
    var begin = Math.clamp(place, 0, Math.max(0, text.length() - 1));
    var far = Math.min(begin + 10, text.length());
    // Not in the middle of a character.
    var end = far < text.length() && Character.isLowSurrogate(text.charAt(far)) ? far - 1 : far;
    return new Reading.Broken(
        fault, text.codePointCount(0, begin) + 1, text.substring(begin, Math.max(begin, end)));
  }

  /// As it was typed.
  public String text() {
    return text;
  }

  boolean isIn(String foldedText) {
    return pattern.matcher(foldedText).find();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expression expression && expression.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
