package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/// What telegrambots makes of answers to polls.
class WireTest {
  private static final String GOOD =
      "{\"update_id\":8,\"message\":{\"message_id\":1,\"date\":1,\"text\":\"hi\","
          + "\"chat\":{\"id\":-1,\"type\":\"group\",\"title\":\"T\"}}}";

  private final Unread unread = new Unread();

  private Poll poll() {
    return new Poll(1, 0, unread, () -> {});
  }

  private static String answer(String updates) {
    return "{\"ok\":true,\"result\":[" + updates + "]}";
  }

  @Test
  void givenADeepUpdate_whenRead_thenItsNeighboursAreRead() throws Exception {
    var deep =
        "{\"update_id\":7,\"message\":"
            + "{\"reply_to_message\":".repeat(20_000)
            + "{}"
            + "}".repeat(20_001);

    var updates = poll().deserializeResponse(answer(deep + "," + GOOD));

    assertThat(updates).extracting(update -> update.getUpdateId()).containsExactly(7, 8);
    assertThat(updates.get(1).getMessage().getText()).isEqualTo("hi");
  }

  @Test
  void givenUpdatesWithoutNumbers_whenRead_thenTheyAreLeftOut() throws Exception {
    var updates =
        poll()
            .deserializeResponse(
                answer("{},17,null,{\"update_id\":\"x\"},{\"update_id\":1e99}," + GOOD));

    assertThat(updates).hasSize(1);
  }

  @Test
  void givenAnAnswerThatIsNeverJson_whenAskedAgain_thenOneUpdateAloneIsAskedForAndPassedOver()
      throws Exception {
    var broken = "{\"ok\":true,\"result\":[{\"update_id\":2147483647,\"message\":{\"te";
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> poll().deserializeResponse(broken))
          .isInstanceOf(TelegramApiRequestException.class);
    }
    assertThat(poll().getLimit()).isEqualTo(1);

    var passed = poll().deserializeResponse(broken);

    assertThat(passed).singleElement().extracting(u -> u.getUpdateId()).isEqualTo(2147483647);
    assertThat(passed.getFirst().getMessage()).isNull();
    poll().deserializeResponse(answer(GOOD));
    assertThat(poll().getLimit()).isEqualTo(100);
  }
}
