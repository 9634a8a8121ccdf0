package org.littleredbridge.translation;

import java.util.Locale;
import java.util.regex.Pattern;

/// Pinyin with numbers as dictionaries have it (`lu:4 xing2`), written with tone marks (`lǜxíng`).
final class ToneMarks {
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final Pattern SYLLABLE = Pattern.compile("[A-Za-zü]+[1-5]");
  private static final String VOWELS = "aeiouü";
  private static final String[] MARKED = {"āáǎà", "ēéěè", "īíǐì", "ōóǒò", "ūúǔù", "ǖǘǚǜ"};

  private ToneMarks() {}

  static String of(String numbered) {
    var reading = new StringBuilder();
    for (var part : SPACES.split(numbered.strip())) {
      var syllable = part.replace("u:", "ü").replace("U:", "Ü").replace('v', 'ü');
      if (!SYLLABLE.matcher(syllable).matches()) {
        // Letters and signs stand apart: `K gē`.
        apart(reading, syllable);
        continue;
      }
      var marked = marked(syllable);
      if (!reading.isEmpty() && startsWithVowel(syllable)) {
        reading.append('\'');
      }
      reading.append(marked);
    }
    return reading.toString().strip();
  }

  private static void apart(StringBuilder reading, String part) {
    if (!reading.isEmpty()) {
      reading.append(' ');
    }
    reading.append(part).append(' ');
  }

  private static boolean startsWithVowel(String syllable) {
    return "aoe".indexOf(Character.toLowerCase(syllable.charAt(0))) >= 0;
  }

  private static String marked(String syllable) {
    var letters = syllable.substring(0, syllable.length() - 1);
    int tone = syllable.charAt(syllable.length() - 1) - '1';
    if (letters.equals("r")) {
      return "r";
    }
    int place = place(letters.toLowerCase(Locale.ROOT));
    if (tone > 3 || place < 0) {
      return letters;
    }
    char vowel = letters.charAt(place);
    char mark = MARKED[VOWELS.indexOf(Character.toLowerCase(vowel))].charAt(tone);
    return letters.substring(0, place)
        + (Character.isUpperCase(vowel) ? Character.toUpperCase(mark) : mark)
        + letters.substring(place + 1);
  }

  /// On a or e, on the o of ou, else on the last vowel.
  private static int place(String letters) {
    int a = letters.indexOf('a');
    int e = letters.indexOf('e');
    int ou = letters.indexOf("ou");
    if (a >= 0 || e >= 0 || ou >= 0) {
      return a >= 0 ? a : e >= 0 ? e : ou;
    }
    for (int i = letters.length() - 1; i >= 0; i--) {
      if (VOWELS.indexOf(letters.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
