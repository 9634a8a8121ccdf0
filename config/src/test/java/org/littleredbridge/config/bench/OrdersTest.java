package org.littleredbridge.config.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrdersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{\"do\":\"dance\"}",
        "{\"do\":\"count\"}",
        "{\"do\":\"open\",\"page\":-1,\"messenger\":\"telegram\"}",
        "{\"do\":\"open\",\"page\":5,\"messenger\":\"pigeon\"}",
        "{\"do\":7}",
        "\u0000"
      })
  void givenAnOrderThatCannotBeObeyed_whenGiven_thenTheAnswerIsItsReason(String order) {
    try (var orders = new Orders()) {
      assertThat(orders.answer(order)).startsWith("{\"error\":").doesNotContain("\n");
    }
  }

  @Test
  void givenAWorldOfStrangers_whenAskedForIt_thenTheOrdersGoOnAfterAFault() {
    try (var orders = new Orders()) {
      assertThat(orders.answer("{\"do\":\"open\",\"page\":5,\"messenger\":\"telegram\"}"))
          .contains("\"rednote\":\"http://127");
      var wrong = "{\"do\":\"publish\",\"creator\":\"nobody\",\"first\":1,\"count\":1}";
      assertThat(orders.answer(wrong)).contains("There is no creator");
      assertThat(orders.answer("{\"do\":\"limit\",\"chat\":1,\"messages\":0,\"millis\":1}"))
          .contains("error");
      assertThat(orders.answer("{\"do\":\"count\"}")).isEqualTo("{\"arrived\":0,\"looks\":0}");
      assertThat(orders.answer("{\"do\":\"received\"}")).isEqualTo("{}");
      assertThat(orders.answer("{\"do\":\"looks\"}")).isEqualTo("{\"count\":0,\"shown\":{}}");
    }
  }

  @Test
  void givenTheEndOfTheOrders_whenObeyed_thenItEndsWithAnAnswerALine() throws IOException {
    var out = new ByteArrayOutputStream();
    var in =
        "{\"do\":\"open\",\"page\":1,\"messenger\":\"telegram\"}\n{\"do\":\"chats\",\"count\":2}\n";
    Orders.obey(
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), new PrintStream(out, true));
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }
}
