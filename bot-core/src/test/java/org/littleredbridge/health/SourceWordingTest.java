package org.littleredbridge.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.littleredbridge.wording.Wording;

class SourceWordingTest {
  private final Wording wording = new Wording();

  @ParameterizedTest
  @EnumSource
  void givenAState_whenItIsSaid_thenBothLanguagesTellWhatHappenedAndWhatToDo(
      SourceHealth.State state) {
    for (var key : new String[] {"source." + state, "source." + state + ".action"}) {
      var english = wording.say(Locale.ENGLISH, key, "my-gateway");
      var chinese = wording.say(Locale.SIMPLIFIED_CHINESE, key, "my-gateway");
      assertThat(english).contains("my-gateway");
      assertThat(chinese).contains("my-gateway").isNotEqualTo(english);
      assertThat(chinese.codePoints().anyMatch(Character::isIdeographic)).isTrue();
    }
  }
}
