package org.littleredbridge.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// How updates are fetched: https://core.telegram.org/bots/api#getupdates .
class PollTest extends TelegramTest {
  @Test
  void givenUpdates_whenPolledWithoutOffset_thenTheyComeAgainUntilConfirmed() {
    for (int i = 0; i < 3; i++) {
      telegram.say(group, ANN, "m" + i);
    }
    var all = poll("{}");
    assertThat(texts(all)).containsExactly("m0", "m1", "m2");
    assertThat(texts(poll("{'limit':2}"))).containsExactly("m0", "m1");
    long second = all.path(1).path("update_id").asLong();
    assertThat(second).isEqualTo(all.path(0).path("update_id").asLong() + 1);
    assertThat(texts(poll("{'offset':" + second + "}"))).containsExactly("m1", "m2");
    assertThat(telegram.pendingUpdates()).isEqualTo(2);
    // An older offset does not bring back what was confirmed.
    assertThat(texts(poll("{'offset':1}"))).containsExactly("m1", "m2");
    assertThat(poll("{'offset':" + (second + 2) + "}")).isEmpty();
    assertThat(telegram.pendingUpdates()).isZero();
  }

  @Test
  void givenANegativeOffset_whenPolled_thenOnlyTheNewestStay() {
    for (int i = 0; i < 5; i++) {
      telegram.say(group, ANN, "m" + i);
    }
    assertThat(texts(poll("{'offset':-2}"))).containsExactly("m3", "m4");
    assertThat(telegram.pendingUpdates()).isEqualTo(2);
  }

  @Test
  void givenALongPoll_whenSomethingHappens_thenItAnswersAtOnce() throws Exception {
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = CompletableFuture.supplyAsync(() -> poll("{'timeout':15}"), others);
      telegram.say(group, ANN, "now");
      assertThat(texts(waiting.get(10, TimeUnit.SECONDS))).containsExactly("now");
    }
  }

  @Test
  void givenAnEmptyQueue_whenTheTimeoutEnds_thenTheAnswerIsEmpty() {
    long begun = System.nanoTime();
    assertThat(poll("{'timeout':1}")).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
  }

  @Test
  void givenTwoPollers_whenTheSecondComes_thenTheFirstIsRefused() throws Exception {
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var older =
          CompletableFuture.supplyAsync(() -> bot.call("getUpdates", "{'timeout':20}"), others);
      // Short polls until one of them came while the long one was waiting.
      long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (!older.isDone() && System.nanoTime() < deadline) {
        assertThat(bot.call("getUpdates", "{}").status()).isEqualTo(200);
      }
      var refused = older.get(1, TimeUnit.SECONDS);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().path("error_code").asInt()).isEqualTo(409);
      assertThat(refused.description())
          .isEqualTo(
              "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
    }
  }

  @Test
  void givenAllowedUpdates_whenOthersHappen_thenTheyAreNotKept() {
    poll("{'allowed_updates':['callback_query']}");
    telegram.say(group, ANN, "unheard");
    assertThat(poll("{}")).isEmpty();
    poll("{'allowed_updates':'[]'}");
    telegram.member(group, ANN, Standing.ADMINISTRATOR);
    telegram.say(group, ANN, "heard");
    assertThat(texts(poll("{}"))).containsExactly("heard");
  }

  @Test
  void givenChatMemberWasAskedFor_whenTheBotIsAdministrator_thenItHearsOfChanges() {
    poll("{'allowed_updates':['chat_member','my_chat_member']}");
    telegram.bot(group, ANN, Standing.ADMINISTRATOR);
    telegram.member(group, BO, Standing.ADMINISTRATOR);
    var updates = poll("{}");
    var mine = updates.path(0).path("my_chat_member");
    assertThat(mine.path("old_chat_member").path("status").asText()).isEqualTo("member");
    assertThat(mine.path("new_chat_member").path("status").asText()).isEqualTo("administrator");
    assertThat(
            updates
                .path(1)
                .path("chat_member")
                .path("new_chat_member")
                .path("user")
                .path("id")
                .asLong())
        .isEqualTo(BO.id());
  }

  @Test
  void givenPendingUpdates_whenTheWebhookIsDeletedWithThem_thenTheyAreGone() {
    telegram.say(group, ANN, "old");
    assertThat(bot.call("deleteWebhook", "{'drop_pending_updates':false}").result().asBoolean())
        .isTrue();
    assertThat(telegram.pendingUpdates()).isEqualTo(1);
    bot.call("deletewebhook", "{'drop_pending_updates':true}");
    assertThat(telegram.pendingUpdates()).isZero();
  }

  @Test
  void givenARawUpdate_whenPolled_thenItComesAsItWasGiven() {
    long id = telegram.update("{\"message\":{\"new_kind\":[1]}}");
    assertThat(poll("{}").path(0).toString())
        .isEqualTo("{\"update_id\":" + id + ",\"message\":{\"new_kind\":[1]}}");
  }

  @Test
  void givenAWaitingPoll_whenTheServerCloses_thenItEnds() throws Exception {
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting =
          CompletableFuture.runAsync(
              () -> {
                try {
                  poll("{'timeout':50}");
                } catch (RuntimeException | AssertionError e) {
                  assertThat(e).isNotNull();
                }
              },
              others);
      var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!telegram.isPolled() && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      telegram.close();
      waiting.get(10, TimeUnit.SECONDS);
      assertThat(waiting).isDone();
    }
  }

  @Test
  void givenPrivacy_whenPeopleTalk_thenTheBotHearsOnlyWhatIsForIt() {
    try (var shy = SandboxTelegram.start(SandboxTelegramConfig.still(0).withPrivacy(true));
        var caller = new Caller(shy)) {
      long chat = shy.createChat(ChatKind.GROUP, "G");
      int mine =
          caller
              .call("sendMessage", "{'chat_id':%d,'text':'hi'}", chat)
              .result()
              .path("message_id")
              .asInt();
      shy.say(chat, ANN, "just talking");
      shy.say(chat, ANN, "/list");
      shy.say(chat, ANN, "/list@other_bot");
      shy.say(chat, ANN, "hello @little_red_bridge_bot");
      shy.say(Saying.of(chat, ANN, "an answer").replyTo(mine));
      shy.say(ANN.id(), ANN, "in private");
      assertThat(texts(caller.bot("getUpdates", "{}").result()))
          .containsExactly("/list", "hello @little_red_bridge_bot", "an answer", "in private");
    }
  }

  private JsonNode poll(String json) {
    return bot.call("getUpdates", json).result();
  }

  private static List<String> texts(JsonNode updates) {
    return StreamSupport.stream(updates.spliterator(), false)
        .map(update -> update.path("message").path("text").asText())
        .toList();
  }
}
