package org.littleredbridge.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;

/// `/_sandbox/…` and the page for people.
class ControlsTest extends TelegramTest {
  private static final String USER = "{'id':71,'first_name':'Ann'}";

  @Test
  void givenTheControls_whenPeopleActThroughThem_thenBotAndPeopleSeeIt() {
    var made =
        post("chats", "{'type':'forum','title':'F','topics':['Tea','Hats'],'bot':'administrator'}");
    long forum = made.path("id").asLong();
    int tea = made.path("topics").path("Tea").asInt();
    var said =
        post(
            "say",
            "{'chat':%d,'from':%s,'text':'/list now','message_thread_id':%d}"
                .formatted(forum, USER, tea));
    assertThat(said.path("entities").path(0).path("type").asText()).isEqualTo("bot_command");
    var message =
        bot.call(
                "sendMessage",
                "{'chat_id':%d,'message_thread_id':%d,'text':'pick','reply_markup':{'inline_keyboard':[[{'text':'A','callback_data':'a'}]]}}",
                forum,
                tea)
            .result()
            .path("message_id")
            .asInt();
    var query =
        post(
                "press",
                "{'chat':%d,'message':%d,'user':%s,'data':'a'}".formatted(forum, message, USER))
            .path("id")
            .asText();
    assertThat(get("answers?query=" + query).path("answered").asBoolean(true)).isFalse();
    bot.call("answerCallbackQuery", "{'callback_query_id':'%s','text':'ok','url':'t.me/x'}", query)
        .result();
    assertThat(get("answers?query=" + query).path("text").asText()).isEqualTo("ok");
    var shown = get("messages?chat=" + forum + "&after=" + (message - 1)).path(0);
    assertThat(shown.path("buttons").path(0).path(0).path("data").asText()).isEqualTo("a");
    assertThat(shown.path("topic").asInt()).isEqualTo(tea);
    post("topics/close", "{'chat':%d,'topic':%d}".formatted(forum, tea));
    assertThat(
            bot.call("sendMessage", "{'chat_id':%d,'message_thread_id':%d,'text':'x'}", forum, tea)
                .status())
        .isEqualTo(400);
    post("topics/open", "{'chat':%d,'topic':%d}".formatted(forum, tea));
    post(
        "edit",
        "{'chat':%d,'message':%d,'text':'/list later'}"
            .formatted(forum, said.path("message_id").asInt()));
    post("delete", "{'chat':%d,'message':%d}".formatted(forum, message));
    post("topics/delete", "{'chat':%d,'topic':%d}".formatted(forum, tea));
    post("topics", "{'chat':%d,'name':'New'}".formatted(forum));
    post(
        "members",
        "{'chat':%d,'user':%s,'status':'administrator','rights':{'can_pin_messages':false}}"
            .formatted(forum, USER));
    assertThat(
            bot.call("getChatMember", "{'chat_id':%d,'user_id':71}", forum)
                .result()
                .path("can_pin_messages")
                .asBoolean(true))
        .isFalse();
    post("bot", "{'chat':%d,'by':%s,'status':'kicked'}".formatted(forum, USER));
    var kinds = bot.bot("getUpdates", "{}").result().findValuesAsText("status");
    assertThat(kinds).contains("kicked");
    assertThat(get("chats").toString())
        .contains("\"type\":\"forum\"", "\"bot\":\"kicked\"", "\"name\":\"New\"");
  }

  @Test
  void givenSwitches_whenSet_thenTheyWorkAndShow() {
    post(
        "faults",
        "{'method':'getMe','times':2,'error_code':429,'description':'Too Many Requests: retry after 3','parameters':{'retry_after':3}}");
    assertThat(get("faults").path(0).path("times").asInt()).isEqualTo(2);
    assertThat(bot.bot("getMe", "{}").json().path("parameters").path("retry_after").asInt())
        .isEqualTo(3);
    assertThat(bot.delete("/_sandbox/faults").json()).isEmpty();
    post("faults", "{'method':'getMe','way':'garbage','delay_millis':1}");
    assertThat(bot.bot("getMe", "{}").status()).isEqualTo(502);
    assertThat(post("limits", "{'perSecond':1}").path("perSecond").asInt()).isEqualTo(1);
    assertThat(get("limits").path("perGroupPerMinute").asInt(-1)).isZero();
    assertThat(get("calls").path("getme").asInt()).isEqualTo(2);
    assertThat(get("calls?method=getMe").path(1).path("status").asInt()).isEqualTo(502);
    bot.call("setMyCommands", "{'commands':[{'command':'list','description':'x'}]}").result();
    assertThat(get("commands").path("default/").path("list").asText()).isEqualTo("x");
    assertThat(get("files").path("uploads").asInt(-1)).isZero();
    post("files/forget", "{}");
    post("token", "{'revoked':true}");
    assertThat(bot.bot("getMe", "{}").status()).isEqualTo(401);
    post("token", "{'revoked':false}");
    assertThat(post("updates", "{'poll':{}}").path("update_id").asLong()).isPositive();
    long old = post("chats", "{'type':'group','title':'G'}").path("id").asLong();
    assertThat(post("migrate", "{'chat':%d,'by':%s}".formatted(old, USER)).path("id").asLong())
        .isLessThan(-1_000_000_000_000L);
    assertThat(post("chats", "{'type':'private','user':%s}".formatted(USER)).path("id").asLong())
        .isEqualTo(71);
  }

  @Test
  void givenWrongWishes_whenPosted_thenASentenceSaysWhatIsWrong() {
    for (var wrong :
        List.of(
            List.of("chats", "{'type':'pub','title':'x'}", "is no kind of chat"),
            List.of("chats", "{'type':'group'}", "\"title\" is missing"),
            List.of("chats", "{'type':'group','title':'x','id':5}", "all others are below 0"),
            List.of(
                "say",
                "{'chat':-1,'from':{'id':71,'first_name':'A'},'text':'x'}",
                "There is no chat -1"),
            List.of("say", "{'chat':-1,'from':7,'text':'x'}", "must be a user"),
            List.of(
                "say",
                "{'chat':'x','from':{'id':71,'first_name':'A'},'text':'x'}",
                "must be a whole number"),
            List.of("say", "[", "not JSON"),
            List.of("say", "[]", "Send a JSON object"),
            List.of("faults", "{'method':'x','way':'odd'}", "there are:"),
            List.of("faults", "{'method':'x','error_code':1}", "200 to 599"),
            List.of("faults", "{'method':'x','times':0}", "1 call or more"),
            List.of("limits", "{'perSecond':-1}", "0 (none) or more"),
            List.of(
                "members",
                "{'chat':-1,'user':{'id':1,'first_name':'x'},'status':'king'}",
                "is no status"))) {
      var answer = bot.post("/_sandbox/" + wrong.get(0), wrong.get(1).replace('\'', '"'));
      assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
      assertThat(answer.json().path("error").asText()).contains(wrong.get(2));
    }
    assertThat(bot.post("/_sandbox/nothing", "{}").status()).isEqualTo(404);
    assertThat(bot.post("/_sandbox/say", "{\"x\":\"" + "x".repeat(1 << 20) + "\"}").status())
        .isEqualTo(400);
  }

  @Test
  void givenAnotherHostOrOrigin_whenControlsAreCalled_thenTheyAreShut() {
    for (var header :
        List.of(List.of("Host", "evil.example"), List.of("Origin", "http://evil.example"))) {
      var answer =
          bot.send(
              bot.request("/_sandbox/faults")
                  .header(header.get(0), header.get(1))
                  .post(RequestBody.create("{}", null))
                  .build());
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @Test
  void givenWhatPeopleWrote_whenThePageIsOpened_thenItIsEscaped() {
    telegram.createChat(
        -77, ChatKind.GROUP, "<script>alert(1)</script>", Optional.empty(), Standing.MEMBER);
    telegram.say(-77, TelegramUser.of(5, "<b>Eve"), "\"><img src=x onerror=alert(1)>");
    var photo =
        Caller.form("chat_id", -77, "caption", "<u>tea")
            .addFormDataPart(
                "photo", "<p>.jpg", Caller.bytes("<script>".getBytes(StandardCharsets.UTF_8)))
            .build();
    var sent = bot.parts("sendPhoto", photo).result();
    var front = bot.get("/");
    assertThat(front.text()).contains("&lt;script&gt;").doesNotContain("<script");
    var chat = bot.get("/?chat=-77");
    assertThat(chat.headers().get("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(chat.text())
        .contains("&lt;b&gt;Eve", "&lt;u&gt;tea", "/_picture?id=")
        .doesNotContain("<script", "<img src=x", "<b>Eve");
    assertThat(chat.text()).doesNotContain(telegram.token());
    var id = sent.path("photo").path(1).path("file_id").asText();
    assertThat(bot.get("/_picture?id=" + id).headers().get("Content-Type")).startsWith("image/");
    assertThat(bot.get("/_picture?id=x").status()).isEqualTo(404);
    assertThat(bot.get("/?chat=nonsense").status()).isEqualTo(200);
  }

  private JsonNode post(String control, String json) {
    var answer = bot.post("/_sandbox/" + control, json.replace('\'', '"'));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode get(String control) {
    return bot.get("/_sandbox/" + control).json();
  }
}
