package org.littleredbridge.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Many at once, and many in all.
class CrowdTest extends TelegramTest {
  @Override
  SandboxTelegramConfig config() {
    return super.config().withKeep(600);
  }

  @Test
  void givenAThousandSendsAtOnce_whenDone_thenEachChatHasEachOnceInItsOrder() throws Exception {
    long other = telegram.createChat(ChatKind.SUPERGROUP, "Other");
    bot.client.dispatcher().setMaxRequestsPerHost(64);
    try (var senders = Executors.newFixedThreadPool(32)) {
      var done = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 1000; i++) {
        long to = i % 2 == 0 ? group : other;
        int number = i;
        done.add(
            senders.submit(() ->
                bot.call("sendMessage", "{'chat_id':%d,'text':'n%d'}", to, number)
                    .result()
                    .path("message_id")
                    .asInt()));
      }
      var ids = new ArrayList<Integer>();
      for (var one : done) {
        ids.add(one.get());
      }
      assertThat(ids.stream().distinct()).hasSize(500);
    }
    for (long chat : new long[] {group, other}) {
      var seen = telegram.messages(chat);
      assertThat(seen.stream().map(SeenMessage::id))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 500).boxed().toList());
      assertThat(seen.stream().map(SeenMessage::text).distinct()).hasSize(500);
    }
    assertThat(telegram.callCount("sendMessage")).isEqualTo(1000);
  }

  @Test
  void givenMoreMessagesThanAreKept_whenListed_thenTheNewestAreThere() {
    for (int i = 0; i < 650; i++) {
      telegram.say(group, ANN, "n" + i);
    }
    assertThat(telegram.messages(group)).hasSize(600);
    assertThat(telegram.messages(group).getLast().text()).isEqualTo("n649");
    assertThat(telegram.messages(group, 649)).hasSize(1);
  }
}
