package org.littleredbridge.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.littleredbridge.sandbox.SandboxException;

class DoorTest extends TelegramTest {
  @Test
  void givenAMessageByAPerson_whenPolledAnsweredAndPressed_thenBothSidesSeeIt() {
    int question = telegram.say(group, BO, "/follow@little_red_bridge_bot tea");
    var update = bot.call("getUpdates", "{'timeout':5}").result().path(0);
    var message = update.path("message");
    assertThat(message.path("from").path("language_code").asText()).isEqualTo("zh-hans");
    assertThat(message.path("chat").path("type").asText()).isEqualTo("supergroup");
    assertThat(message.path("entities").path(0).toString())
        .isEqualTo("{\"offset\":0,\"length\":29,\"type\":\"bot_command\"}");

    var answer =
        bot.call(
                "sendmessage",
                "{'chat_id':'%d','text':'<b>ok</b> &amp;','parse_mode':'HTML','reply_parameters':{'message_id':%d},"
                    + "'reply_markup':{'inline_keyboard':[[{'text':'Go','callback_data':'g:1'}]]}}",
                group,
                question)
            .result();
    assertThat(answer.path("text").asText()).isEqualTo("ok &");
    assertThat(answer.path("reply_to_message").path("message_id").asInt()).isEqualTo(question);
    var seen = telegram.messages(group, question).getFirst();
    assertThat(seen.id()).isEqualTo(question + 1);
    assertThat(seen.replyTo()).hasValue(question);
    assertThat(seen.author()).isEqualTo("Little Red Bridge");

    var query = telegram.press(group, seen.id(), ANN, "g:1");
    var pressed =
        bot.call("getUpdates", "{'offset':%d}", update.path("update_id").asLong() + 1)
            .result()
            .path(0)
            .path("callback_query");
    assertThat(pressed.path("id").asText()).isEqualTo(query);
    assertThat(pressed.path("data").asText()).isEqualTo("g:1");
    assertThat(telegram.answer(query)).isEmpty();
    bot.call(
            "answerCallbackQuery",
            "{'callback_query_id':'%s','text':'Done','show_alert':true}",
            query)
        .result();
    assertThat(telegram.answer(query).orElseThrow().text()).contains("Done");
    assertThat(telegram.answer(query).orElseThrow().alert()).isTrue();
  }

  @Test
  void givenATakenPort_whenStarted_thenTheSentenceSaysSo() {
    assertThatThrownBy(
            () -> SandboxTelegram.start(SandboxTelegramConfig.still(telegram.url().getPort())))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("the port is taken");
  }

  @Test
  void givenAClosedServer_whenClosedAgain_thenNothingHappens() {
    telegram.close();
    telegram.close();
    assertThat(telegram.messages(group)).isEmpty();
  }

  @Test
  void givenImpossibleWishes_whenAsked_thenASentenceSaysWhy() {
    int message = sent("no buttons");
    for (var wish :
        List.<Runnable>of(
            () -> telegram.say(-5, ANN, "x"),
            () -> telegram.press(group, message, ANN, "x"),
            () -> telegram.press(group, 999, ANN, "x"),
            () -> telegram.migrate(group, ANN),
            () -> telegram.createTopic(group, "t"),
            () -> telegram.update("[]"),
            () -> telegram.update("{"),
            () -> telegram.edit(group, 999, "x"),
            () -> telegram.delete(group, 999))) {
      assertThatThrownBy(wish::run)
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .isNotBlank();
    }
    assertThat(telegram.toString()).doesNotContain(telegram.token());
    assertThat(SandboxTelegramConfig.still(0).toString()).doesNotContain(telegram.token());
  }
}
