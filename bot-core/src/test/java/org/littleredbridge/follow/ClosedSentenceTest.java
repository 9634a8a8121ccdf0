package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.wording.Wording;

final class ClosedSentenceTest {
  private final ClosedSentence sentence = new ClosedSentence(new Wording());

  @Test
  void givenEveryCause_whenItIsTold_thenItIsASentenceOfItsOwnInBothLanguages() {
    var told = new HashSet<String>();
    for (var language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      Arrays.stream(Cause.values())
          .forEach(cause ->
              assertThat(told.add(sentence.say(language, new Closed(cause, ""))))
                  .as("%s in %s", cause, language)
                  .isTrue());
    }
    assertThat(told).allSatisfy(text -> assertThat(text).doesNotContain("{").isNotBlank());
  }

  @Test
  void givenMissingPermissions_whenTheyAreNamed_thenTheSentenceNamesThem() {
    assertThat(
            sentence.say(
                Locale.ENGLISH, new Closed(Cause.NOT_ALLOWED, "Embed Links, Attach Files '{0}")))
        .contains("Embed Links, Attach Files '{0}");
  }
}
