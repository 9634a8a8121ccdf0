package org.littleredbridge.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.littleredbridge.wording.Wording;

/// What people read about why a note is gone.
final class GoneSentenceTest {
  private final GoneSentence sentence = new GoneSentence(new Wording());

  @ParameterizedTest
  @CsvSource({
    "该笔记已被删除, it was deleted, 已被删除",
    "内容不存在, it was deleted, 已被删除",
    "该内容因违规已被删除, RedNote removed it for breaking its rules, 因违规被小红书移除",
    "因违规无法查看, RedNote removed it for breaking its rules, 因违规被小红书移除",
    "私密笔记, its creator hides it, 作者已将其隐藏",
    "因用户设置，你无法查看, its creator hides it, 作者已将其隐藏",
    "note abnormal, note abnormal, note abnormal"
  })
  void givenThePlatformsWords_whenSaid_thenTheyAreInTheReadersLanguage(
      String reason, String english, String chinese) {
    assertThat(sentence.say(Locale.ENGLISH, reason)).isEqualTo(english);
    assertThat(sentence.say(Locale.SIMPLIFIED_CHINESE, reason)).isEqualTo(chinese);
  }

  @Test
  void givenAPageOfNonsense_whenSaid_thenItIsOneShortLine() {
    var said = sentence.say(Locale.ENGLISH, "a\n\u202e\u0000b ".repeat(1_000));

    assertThat(said).startsWith("a b a b").endsWith("…").hasSizeLessThanOrEqualTo(101);
    assertThat(sentence.say(Locale.ENGLISH, " ")).isEqualTo("it was deleted");
  }
}
