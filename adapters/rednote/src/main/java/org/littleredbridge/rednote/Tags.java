package org.littleredbridge.rednote;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Finds a note's topics in its text, since the gateway drops the platform's own list. Topics
/// chosen from the menu are written `#topic[话题]#`; people also type `#topic` or `＃topic`.
final class Tags {
  private static final Pattern MARK =
      Pattern.compile(
          "[#＃](?<chosen>[^#＃\\[\\]\\r\\n]{1,64})\\[\\p{IsHan}{0,3}话题?\\][#＃]"
              // After a letter, `/` or `&` it is part of a word, an address or an escape: C#, &#39;
              + "|(?<![A-Za-z0-9/&])[#＃](?<typed>(?:[^\\s\\p{P}\\p{Z}\\p{Cc}]|[_·-]){1,64})");

  private Tags() {}

  /// Without repetitions, in the order of the text.
  static List<String> of(String text) {
    var tags = new LinkedHashSet<String>();
    var marks = MARK.matcher(text);
    while (marks.find()) {
      var chosen = marks.group("chosen");
      var tag = (chosen != null ? chosen : marks.group("typed")).strip();
      if (!tag.isEmpty()) {
        tags.add(tag);
      }
    }
    return List.copyOf(tags);
  }
}
