package org.littleredbridge.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is written down for a program that measures.
class ReceivedTest extends TelegramTest {
  private static final Pattern MARK = Pattern.compile("n\\d+");

  @Test
  void givenMessages_whenWrittenDown_thenEachHasItsMarkAndTimeInOrder() {
    send("n1 before");
    assertThat(telegram.received()).isEmpty();
    telegram.record(MARK);
    send("<b>n2</b> and n3");
    send("without");

    assertThat(telegram.recorded()).isEqualTo(2);
    var got = received(group);
    assertThat(got.messages().stream().map(Received.Message::mark)).containsExactly("n2", "");
    assertThat(got.messages().getFirst().micros())
        .isLessThanOrEqualTo(got.messages().getLast().micros());
    assertThat(got.refused()).isZero();

    telegram.record(MARK);
    assertThat(telegram.received()).isEmpty();
    assertThat(telegram.recorded()).isZero();
  }

  @Test
  void givenALimitOfOneChat_whenMoreIsSent_thenItAloneRefusesAndTheRefusalIsCounted() {
    long other = telegram.createChat(ChatKind.SUPERGROUP, "Other");
    telegram.record(MARK);
    telegram.limit(group, 1, Duration.ofMinutes(1));
    assertThat(send("n1").status()).isEqualTo(200);
    var refused = send("n2");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("parameters").path("retry_after").asInt()).isBetween(1, 60);
    for (int i = 0; i < 3; i++) {
      assertThat(bot.call("sendMessage", "{'chat_id':%d,'text':'n%d'}", other, i).status())
          .isEqualTo(200);
    }
    assertThat(received(group).refused()).isEqualTo(1);
    assertThat(received(group).messages()).hasSize(1);
    assertThat(received(other).refused()).isZero();

    telegram.limits(Limits.none());
    assertThat(send("n3").status()).isEqualTo(200);
  }

  @Test
  void givenALimitThatCannotBe_whenSet_thenItIsRefused() {
    assertThatThrownBy(() -> telegram.limit(group, 0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> telegram.limit(group, 1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> telegram.limit(-5, 1, Duration.ofSeconds(1)))
        .hasMessageContaining("There is no chat");
  }

  private Received received(long chat) {
    return Optional.ofNullable(telegram.received().get(chat)).orElseThrow();
  }

  private Caller.Answer send(String text) {
    return bot.call("sendMessage", "{'chat_id':%d,'text':'%s','parse_mode':'HTML'}", group, text);
  }
}
