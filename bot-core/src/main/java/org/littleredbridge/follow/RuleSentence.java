package org.littleredbridge.follow;

import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.wording.Wording;

/// Rules as people read them.
public final class RuleSentence {
  /// Before the number of new notes that one look may bring, in a [Verdict.Capped].
  public static final String LOOK = "look:";

  /// Before the number of days by which a note is older than what was known, in a
  /// [Verdict.Filtered]: it came up in a list as if it were new.
  public static final String OLD = "old:";

  /// Before the number of rules that a [Verdict.Filtered] does not name.
  static final String MORE = "more:";

  private static final int LONGEST = 80;

  private final Wording wording;

  public RuleSentence(Wording wording) {
    this.wording = wording;
  }

  public String say(Locale language, Rule rule) {
    return switch (rule) {
      case Rule.Include(var phrase) -> say(language, "rule.include", phrase.text());
      case Rule.Exclude(var phrase) -> say(language, "rule.exclude", phrase.text());
      case Rule.Regex(var expression) -> say(language, "rule.regex", expression.text());
      case Rule.NotRegex(var expression) -> say(language, "rule.not-regex", expression.text());
      case Rule.OfType(var type) ->
          switch (type) {
            case PICTURES -> wording.say(language, "rule.pictures");
            case VIDEO -> wording.say(language, "rule.video");
          };
      case Rule.Tag(var tag) -> say(language, "rule.tag", tag.text());
      case Rule.NotTag(var tag) -> say(language, "rule.not-tag", tag.text());
      case Rule.Likes(var least) -> wording.say(language, "rule.likes", least);
      case Rule.PerDay(var most) -> wording.say(language, "rule.perday", most);
    };
  }

  private String say(Locale language, String key, String text) {
    var longer = text.codePointCount(0, text.length()) > LONGEST;
    return wording.say(
        language,
        key,
        longer ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…" : text);
  }

  /// What a verdict names; empty when that is no rule, but a reason in words.
  public Optional<String> ofVerdict(Locale language, String code) {
    try {
      return code.lines()
          .map(line -> line(language, line))
          .reduce((a, b) -> wording.say(language, "rule.or", a, b));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String line(Locale language, String code) {
    if (code.startsWith(LOOK)) {
      return wording.say(language, "rule.look", Integer.parseInt(code.substring(LOOK.length())));
    }
    if (code.startsWith(OLD)) {
      return wording.say(language, "rule.old", Integer.parseInt(code.substring(OLD.length())));
    }
    return code.startsWith(MORE)
        ? wording.say(language, "rule.more", Integer.parseInt(code.substring(MORE.length())))
        : say(language, Rule.ofCode(code));
  }
}
