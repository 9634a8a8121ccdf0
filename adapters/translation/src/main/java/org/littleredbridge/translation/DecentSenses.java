package org.littleredbridge.translation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Chooses what to show of a dictionary's senses: none that is obscene, none that only points
/// elsewhere. Words are matched whole, so that Matsushita stays.
final class DecentSenses {
  private static final Pattern OBSCENE =
      Pattern.compile(
          "(?i)\\b(?:(?:mother)?fuck\\w*|shit\\w*|bullshit|cunt\\w*|dicks?|cocks?(?!tail|roach)|pussy|pussies"
              + "|whores?|sluts?|bitch\\w*|bastards?|pricks?|twats?|wank\\w*|arse\\w*|ass(?:es|hole\\w*)?"
              + "|tits?|titties|boobs?|jizz|cum|piss\\w*|turds?|farts?|penis\\w*|vagina\\w*|vulva\\w*"
              + "|clitori\\w*|testic\\w*|scrotum|semen|sperm\\w*|ejaculat\\w*|masturbat\\w*|orgasm\\w*"
              + "|sex(?:ual\\w*|y)?|coitus|coit\\w*|copulat\\w*|intercourse|fellatio|cunnilingus|blowjobs?"
              + "|anal|anus|sodom\\w*|incest\\w*|rape[ds]?|rapist\\w*|prostitut\\w*|hookers?|brothels?"
              + "|porn\\w*|erotic\\w*|erection\\w*|horny|nipples?|genital\\w*|vulgar|obscen\\w*|nigg\\w+"
              + "|chinks?|faggots?|retards?)\\b");

  private static final Pattern POINTER =
      Pattern.compile(
          "(?i)^(?:surname |CL:|(?:old |archaic |erhua )?variant of |see (?:also )?|used in |abbr\\. (?:for|to) [\\p{IsHan}]"
              + "|Taiwan pr\\.|also (?:written|pr\\.)|\\(bound form\\)$).*");

  /// `[pin1 yin1]` and `台|台` of references.
  private static final Pattern REFERENCE =
      Pattern.compile("\\[[^\\]]*\\]|[\\p{IsHan}]+\\|(?=[\\p{IsHan}])");

  private static final Pattern PARTS = Pattern.compile("; ");
  private static final int SENSES = 2;
  private static final int LONGEST = 60;

  private DecentSenses() {}

  /// At most two, in the dictionary's order; empty when none is left.
  static List<String> of(String senses) {
    return Arrays.stream(senses.split("/"))
        .map(String::strip)
        .filter(sense -> !sense.isEmpty())
        .filter(sense -> !OBSCENE.matcher(sense).find())
        .filter(sense -> !POINTER.matcher(sense).matches())
        .map(sense -> REFERENCE.matcher(sense).replaceAll(""))
        .flatMap(PARTS::splitAsStream)
        .map(DecentSenses::limited)
        .limit(SENSES)
        .toList();
  }

  private static String limited(String sense) {
    if (sense.length() <= LONGEST) {
      return sense;
    }
    int space = sense.lastIndexOf(' ', LONGEST);
    return sense.substring(0, space > 0 ? space : LONGEST) + "…";
  }
}
