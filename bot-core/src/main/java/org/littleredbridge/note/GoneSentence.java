package org.littleredbridge.note;

import java.util.Locale;
import java.util.regex.Pattern;
import org.littleredbridge.wording.Wording;

/// Why a note is gone, in a few words for people. What RedNote says in Chinese is put into the
/// reader's language where it is known.
///
/// The words come from the pages that gateways show for such notes: `该笔记已被删除`, `私密笔记`, `仅作者可见`,
/// `因用户设置，你无法查看`, `该内容因违规已被删除`, `因违规无法查看`.
public final class GoneSentence {
  private static final Pattern VIOLATES = Pattern.compile("违规");
  private static final Pattern DELETED = Pattern.compile("删除|不存在|已失效");
  private static final Pattern PRIVATE = Pattern.compile("私密|仅作者|用户设置");

  private static final int LONGEST = 100;

  private final Wording wording;

  public GoneSentence(Wording wording) {
    this.wording = wording;
  }

  public String say(Locale language, String reason) {
    // First, since such notes are also said to be deleted.
    if (VIOLATES.matcher(reason).find()) {
      return wording.say(language, "gone.violates");
    }
    if (PRIVATE.matcher(reason).find()) {
      return wording.say(language, "gone.private");
    }
    return reason.isBlank() || DELETED.matcher(reason).find()
        ? wording.say(language, "gone.deleted")
        : brief(reason);
  }

  /// Pages may say anything.
  private static String brief(String reason) {
    var line = reason.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
