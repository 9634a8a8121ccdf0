package org.littleredbridge.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InsistenceTest {
  private final AtomicInteger tries = new AtomicInteger();

  private void failTwice() {
    if (tries.incrementAndGet() < 3) {
      throw new IllegalStateException("locked");
    }
  }

  @Test
  void givenAStoreThatFailsTwice_whenSomethingHasHappened_thenItIsWrittenOnce() {
    Insistence.write("test", this::failTwice);

    assertThat(tries).hasValue(3);
  }

  @Test
  void givenAStoreThatFails_whenTheBridgeStops_thenItIsGivenUpAndTheThreadKnows() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Insistence.write("test", this::failTwice))
        .isInstanceOf(IllegalStateException.class);

    assertThat(tries).hasValue(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void givenADyingProcess_whenSomethingHasHappened_thenItIsNotTriedAgain() {
    assertThatThrownBy(() ->
            Insistence.write(
                "test",
                () -> {
                  tries.incrementAndGet();
                  throw new StackOverflowError();
                }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(tries).hasValue(1);
  }
}
