package org.littleredbridge.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Each error text as the real server words it.
class RefusalTest extends TelegramTest {
  @Test
  void givenAWrongTokenPathOrMethod_whenCalled_thenTheStatusTellsWhich() {
    refused(bot.post("/bot1:wrong/getMe", "{}"), 401, "Unauthorized");
    refused(bot.post("/botwrong/getMe", "{}"), 404, "Not Found");
    refused(bot.post("/bot", "{}"), 404, "Not Found");
    refused(bot.get("/elsewhere"), 404, "Not Found");
    refused(bot.bot("sendCarrierPigeon", "{}"), 404, "Not Found: method not found");
    telegram.revokeToken(true);
    refused(bot.bot("getMe", "{}"), 401, "Unauthorized");
    telegram.revokeToken(false);
    var me = bot.bot("GETME", "{}").result();
    assertThat(me.path("username").asText()).isEqualTo("little_red_bridge_bot");
    assertThat(me.path("is_bot").asBoolean()).isTrue();
  }

  @Test
  void givenTexts_whenTooShortOrTooLong_thenTheyAreRefused() {
    bad("message text is empty", "sendMessage", "{'chat_id':%d}", group);
    bad("message text is empty", "sendMessage", "{'chat_id':%d,'text':''}", group);
    bad("text must be non-empty", "sendMessage", "{'chat_id':%d,'text':' \\n '}", group);
    bad(
        "text must be non-empty",
        "sendMessage",
        "{'chat_id':%d,'text':'<b></b>','parse_mode':'HTML'}",
        group);
    bad(
        "message is too long",
        "sendMessage",
        "{'chat_id':%d,'text':'%s'}",
        group,
        "x".repeat(4097));
    bad(
        "message is too long",
        "sendMessage",
        "{'chat_id':%d,'text':'%s'}",
        group,
        "😀".repeat(2049));
    assertThat(sent("😀".repeat(2048))).isPositive();
    // Only what is left without markup counts.
    bot.call(
            "sendMessage",
            "{'chat_id':%d,'text':'<b>%s</b>','parse_mode':'html'}",
            group,
            "&amp;".repeat(4096))
        .result();
    bad(
        "unsupported parse_mode",
        "sendMessage",
        "{'chat_id':%d,'text':'x','parse_mode':'x'}",
        group);
  }

  @Test
  void givenWrongMarkup_whenSent_thenTheErrorNamesThePlace() {
    for (var wrong :
        Map.of(
                "<p>x</p>", "Unsupported start tag \"p\" at byte offset 0",
                "红<br/>", "Unsupported start tag \"br/\" at byte offset 3",
                "a < b", "Unsupported start tag \"\" at byte offset 2",
                "<b>x", "Can't find end tag corresponding to start tag \"b\"",
                "x</b>", "Unexpected end tag at byte offset 1",
                "<b><i>x</b></i>",
                    "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"",
                "<b", "Unclosed start tag at byte offset 0",
                "<b>x</b", "Unclosed end tag at byte offset 4",
                "<a href='x", "Unclosed start tag \"a\" at byte offset 0",
                "<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0")
            .entrySet()) {
      var answer =
          bot.bot(
              "sendMessage",
              Json.object()
                  .put("chat_id", group)
                  .put("parse_mode", "HTML")
                  .put("text", wrong.getKey())
                  .toString());
      refused(answer, 400, "Bad Request: can't parse entities: " + wrong.getValue());
    }
  }

  @Test
  void givenGoodMarkup_whenSent_thenPeopleSeePlainTextAndWhatItSays() {
    bot.bot(
            "sendMessage",
            Json.object()
                .put("chat_id", group)
                .put("parse_mode", "HTML")
                .put(
                    "text",
                    " <b>B<i>I</i></b> <a href=\"https://a.b/?x=1&amp;y=2\">L</a> <tg-spoiler>S</tg-spoiler>"
                        + " <blockquote expandable>Q</blockquote> &lt;&#128512;&nope; @someone #tag www.a.com <code>@code</code>")
                .toString())
        .result();
    var seen = telegram.messages(group).getLast();
    assertThat(seen.text()).isEqualTo("BI L S Q <😀&nope; @someone #tag www.a.com @code");
    assertThat(seen.entities().stream().map(e -> e.type() + "@" + e.offset() + "+" + e.length()))
        .containsExactlyInAnyOrder(
            "bold@0+2",
            "italic@1+1",
            "text_link@3+1",
            "spoiler@5+1",
            "expandable_blockquote@7+1",
            "mention@19+8",
            "hashtag@28+4",
            "url@33+9",
            "code@43+5");
    assertThat(seen.entities().stream().flatMap(e -> e.url().stream()))
        .containsExactly("https://a.b/?x=1&y=2");
  }

  @Test
  void givenSignsThatTheServerDrops_whenTheyStandInAName_thenItRingsAllTheSame() {
    for (var sign :
        List.of("\r", "\u2028", "\u2029", "\u202A", "\u202E", "\u030A", "\u0333", "\u033F")) {
      bot.bot(
              "sendMessage",
              Json.object()
                  .put("chat_id", group)
                  .put("parse_mode", "HTML")
                  .put("text", "a" + sign + " <b>@" + sign + "someone</b>")
                  .toString())
          .result();
      var seen = telegram.messages(group).getLast();
      assertThat(seen.text()).isEqualTo("a @someone");
      assertThat(seen.entities().stream().map(e -> e.type() + "@" + e.offset() + "+" + e.length()))
          .containsExactlyInAnyOrder("bold@2+8", "mention@2+8");
    }
  }

  @Test
  void givenButtons_whenTheyBreakARule_thenTheyAreRefused() {
    button("BUTTON_DATA_INVALID", "{'text':'x','callback_data':'%s'}".formatted("红".repeat(22)));
    button("BUTTON_DATA_INVALID", "{'text':'x','callback_data':''}");
    button(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        "{'text':'x'}");
    button(
        "can't parse inline keyboard button: Button text must be non-empty",
        "{'text':' ','callback_data':'x'}");
    button(
        "inline keyboard button URL 'javascript:x' is invalid: Wrong HTTP URL",
        "{'text':'x','url':'javascript:x'}");
    bad(
        "can't parse reply markup JSON object",
        "sendMessage",
        "{'chat_id':%d,'text':'x','reply_markup':'{'}",
        group);
    var many = String.join(",", Collections.nCopies(101, "{'text':'x','callback_data':'x'}"));
    bad(
        "reply markup is too long",
        "sendMessage",
        "{'chat_id':%d,'text':'x','reply_markup':{'inline_keyboard':[[%s]]}}",
        group,
        many);
    bot.call(
            "sendMessage",
            "{'chat_id':%d,'text':'x','reply_markup':{'inline_keyboard':[[{'text':'x','callback_data':'%s'}]]}}",
            group,
            "x".repeat(64))
        .result();
  }

  private void button(String words, String button) {
    bad(
        words,
        "sendMessage",
        "{'chat_id':%d,'text':'x','reply_markup':{'inline_keyboard':[[%s]]}}",
        group,
        button);
  }

  @Test
  void givenPlaces_whenTheBotCannotWriteThere_thenItIsToldWhy() {
    bad("chat not found", "sendMessage", "{'chat_id':-42,'text':'x'}");
    bad("chat not found", "sendMessage", "{'chat_id':'@nowhere','text':'x'}");
    bad("chat_id is empty", "sendMessage", "{'text':'x'}");
    telegram.say(group, ANN, "hello");
    forbidden("bot can't initiate conversation with a user", ANN.id());
    telegram.say(ANN.id(), ANN, "/start");
    bot.call("sendMessage", "{'chat_id':%d,'text':'x'}", ANN.id()).result();
    telegram.bot(ANN.id(), ANN, Standing.KICKED);
    forbidden("bot was blocked by the user", ANN.id());
    telegram.bot(group, ANN, Standing.KICKED);
    forbidden("bot was kicked from the supergroup chat", group);
    telegram.bot(group, ANN, Standing.LEFT);
    forbidden("bot is not a member of the supergroup chat", group);
    telegram.bot(group, ANN, Standing.RESTRICTED);
    bad(
        "not enough rights to send text messages to the chat",
        "sendMessage",
        "{'chat_id':%d,'text':'x'}",
        group);
    telegram.bot(group, ANN, Standing.MEMBER, Map.of("can_send_photos", false));
    assertThat(sent("fine")).isPositive();
    bad(
        "not enough rights to send photos to the chat",
        "sendPhoto",
        "{'chat_id':%d,'photo':'x'}",
        group);
    long channel =
        telegram.createChat(
            -100_777, ChatKind.CHANNEL, "C", Optional.of("my_channel"), Standing.ADMINISTRATOR);
    var post = bot.call("sendMessage", "{'chat_id':'@My_Channel','text':'x'}").result();
    assertThat(post.has("from")).isFalse();
    assertThat(post.path("sender_chat").path("id").asLong()).isEqualTo(channel);
    telegram.bot(channel, ANN, Standing.MEMBER);
    bad(
        "need administrator rights in the channel chat",
        "sendMessage",
        "{'chat_id':%d,'text':'x'}",
        channel);
  }

  private void forbidden(String words, long chat) {
    refused(bot.call("sendMessage", "{'chat_id':%d,'text':'x'}", chat), 403, "Forbidden: " + words);
  }

  @Test
  void givenAForum_whenTopicsAreNamed_thenMessagesGoThereOrAreRefused() {
    long forum = telegram.createChat(ChatKind.FORUM, "Forum");
    int topic = telegram.createTopic(forum, "Tea");
    var message =
        bot.call("sendMessage", "{'chat_id':%d,'text':'x','message_thread_id':%d}", forum, topic)
            .result();
    assertThat(message.path("is_topic_message").asBoolean()).isTrue();
    assertThat(message.path("message_thread_id").asInt()).isEqualTo(topic);
    assertThat(message.path("chat").path("is_forum").asBoolean()).isTrue();
    assertThat(message.path("reply_to_message").has("forum_topic_created")).isTrue();
    assertThat(telegram.messages(forum).getLast().replyTo()).isEmpty();
    assertThat(telegram.messages(forum).getLast().topic()).hasValue(topic);
    var general = bot.call("sendMessage", "{'chat_id':%d,'text':'x'}", forum).result();
    assertThat(general.has("message_thread_id")).isFalse();
    for (int wrong : List.of(1, 999)) {
      bad(
          "message thread not found",
          "sendMessage",
          "{'chat_id':%d,'text':'x','message_thread_id':%d}",
          forum,
          wrong);
    }
    bad(
        "message thread not found",
        "sendMessage",
        "{'chat_id':%d,'text':'x','message_thread_id':5}",
        group);
    bot.call("sendChatAction", "{'chat_id':%d,'action':'typing','message_thread_id':1}", forum)
        .result();
    telegram.closeTopic(forum, topic);
    bad(
        "TOPIC_CLOSED",
        "sendMessage",
        "{'chat_id':%d,'text':'x','message_thread_id':%d}",
        forum,
        topic);
    telegram.reopenTopic(forum, topic);
    bot.call("sendMessage", "{'chat_id':%d,'text':'x','message_thread_id':%d}", forum, topic)
        .result();
    telegram.deleteTopic(forum, topic);
    bad(
        "message thread not found",
        "sendMessage",
        "{'chat_id':%d,'text':'x','message_thread_id':%d}",
        forum,
        topic);
  }

  @Test
  void givenReplies_whenTheMessageIsGone_thenOnlyThoseThatInsistAreRefused() {
    bad(
        "message to be replied not found",
        "sendMessage",
        "{'chat_id':%d,'text':'x','reply_parameters':{'message_id':99}}",
        group);
    var message =
        bot.call(
                "sendMessage",
                "{'chat_id':%d,'text':'x','reply_parameters':{'message_id':99,'allow_sending_without_reply':true}}",
                group)
            .result();
    assertThat(message.has("reply_to_message")).isFalse();
    // Outside of forums an answer has a thread, but is no topic's message.
    int first = telegram.say(group, ANN, "a");
    telegram.say(Saying.of(group, BO, "b").replyTo(first));
    var update = bot.call("getUpdates", "{'offset':-1}").result().path(0).path("message");
    assertThat(update.path("message_thread_id").asInt()).isEqualTo(first);
    assertThat(update.has("is_topic_message")).isFalse();
  }

  @Test
  void givenAGroup_whenItMoved_thenTheNewIdIsTold() {
    long old = telegram.createChat(ChatKind.GROUP, "Old");
    telegram.member(old, ANN, Standing.CREATOR);
    long young = telegram.migrate(old, ANN);
    var answer = bot.call("sendMessage", "{'chat_id':%d,'text':'x'}", old);
    refused(answer, 400, "Bad Request: group chat was upgraded to a supergroup chat");
    assertThat(answer.json().path("parameters").path("migrate_to_chat_id").asLong())
        .isEqualTo(young);
    bot.call("sendMessage", "{'chat_id':%d,'text':'x'}", young).result();
    var updates = bot.bot("getUpdates", "{}").result();
    assertThat(updates.path(0).path("message").path("migrate_to_chat_id").asLong())
        .isEqualTo(young);
    assertThat(updates.path(1).path("message").path("migrate_from_chat_id").asLong())
        .isEqualTo(old);
    assertThat(
            bot.call("getChatMember", "{'chat_id':%d,'user_id':%d}", young, ANN.id())
                .result()
                .path("status")
                .asText())
        .isEqualTo("creator");
  }

  @Test
  void givenEdits_whenTheyChangeNothingOrAreNotOurs_thenTheyAreRefused() {
    int mine = sent("one");
    int hers = telegram.say(group, ANN, "two");
    bad(
        "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
        "editMessageText",
        "{'chat_id':%d,'message_id':%d,'text':'one'}",
        group,
        mine);
    bad(
        "message to edit not found",
        "editMessageText",
        "{'chat_id':%d,'message_id':999,'text':'x'}",
        group);
    bad(
        "message can't be edited",
        "editMessageText",
        "{'chat_id':%d,'message_id':%d,'text':'x'}",
        group,
        hers);
    bad(
        "there is no caption in the message to edit",
        "editMessageCaption",
        "{'chat_id':%d,'message_id':%d,'caption':'x'}",
        group,
        mine);
    var edited =
        bot.call(
                "editMessageText",
                "{'chat_id':%d,'message_id':%d,'text':'uno','reply_markup':{'inline_keyboard':[[{'text':'x','callback_data':'d'}]]}}",
                group,
                mine)
            .result();
    assertThat(edited.path("edit_date").asLong()).isPositive();
    assertThat(telegram.messages(group).getFirst().text()).isEqualTo("uno");
    assertThat(telegram.messages(group).getFirst().allButtons()).hasSize(1);
    bot.call("editMessageReplyMarkup", "{'chat_id':%d,'message_id':%d}", group, mine).result();
    assertThat(telegram.messages(group).getFirst().buttons()).isEmpty();
    bad("message can't be deleted", "deleteMessage", "{'chat_id':%d,'message_id':%d}", group, hers);
    bot.call("deleteMessage", "{'chat_id':%d,'message_id':%d}", group, mine).result();
    bad(
        "message to delete not found",
        "deleteMessage",
        "{'chat_id':%d,'message_id':%d}",
        group,
        mine);
    bot.call(
            "setMessageReaction",
            "{'chat_id':%d,'message_id':%d,'reaction':[{'type':'emoji','emoji':'👍'}]}",
            group,
            hers)
        .result();
    assertThat(telegram.messages(group).getLast().reactions()).containsExactly("👍");
  }

  @Test
  void givenAPressedButton_whenAnsweredTwiceOrTooLate_thenItIsRefused() {
    var words = "query is too old and response timeout expired or query ID is invalid";
    bad(words, "answerCallbackQuery", "{'callback_query_id':'nonsense'}");
    int message =
        bot.call(
                "sendMessage",
                "{'chat_id':%d,'text':'x','reply_markup':{'inline_keyboard':[[{'text':'x','callback_data':'d'}]]}}",
                group)
            .result()
            .path("message_id")
            .asInt();
    var first = telegram.press(group, message, ANN, "d");
    bot.call("answerCallbackQuery", "{'callback_query_id':'%s'}", first).result();
    bad(words, "answerCallbackQuery", "{'callback_query_id':'%s'}", first);
    var late = telegram.press(group, message, ANN, "d");
    bad(
        "MESSAGE_TOO_LONG",
        "answerCallbackQuery",
        "{'callback_query_id':'%s','text':'%s'}",
        late,
        "x".repeat(201));
    clock.forward(Duration.ofMinutes(1));
    bad(words, "answerCallbackQuery", "{'callback_query_id':'%s'}", late);
    assertThat(telegram.answer(late)).isEmpty();
  }

  @Test
  void givenMembers_whenAsked_thenTheirStandingIsTold() {
    telegram.member(group, ANN, Standing.CREATOR);
    telegram.anonymousAdministrator(group, BO);
    var administrators = bot.call("getChatAdministrators", "{'chat_id':%d}", group).result();
    assertThat(administrators.findValuesAsText("status"))
        .containsExactly("creator", "administrator");
    assertThat(administrators.path(1).path("is_anonymous").asBoolean()).isTrue();
    bad("member not found", "getChatMember", "{'chat_id':%d,'user_id':5}", group);
    assertThat(bot.call("getChat", "{'chat_id':%d}", group).result().path("title").asText())
        .isEqualTo("Group");
    telegram.say(Saying.of(group, BO, "hidden").anonymously());
    var message = bot.call("getUpdates", "{'offset':-1}").result().path(0).path("message");
    assertThat(message.path("sender_chat").path("id").asLong()).isEqualTo(group);
    assertThat(message.path("from").path("username").asText()).isEqualTo("GroupAnonymousBot");
    bot.call("leaveChat", "{'chat_id':%d}", group).result();
    forbidden("bot is not a member of the supergroup chat", group);
  }

  @Test
  void givenCommands_whenSet_thenScopesAndLanguagesStayApart() {
    set("", "");
    set(",'scope':{'type':'all_group_chats'}", "");
    set(",'scope':{'type':'all_group_chats'},'language_code':'zh'", "");
    set(",'scope':{'type':'chat','chat_id':-5}", "");
    assertThat(telegram.commands())
        .containsOnlyKeys("default/", "all_group_chats/", "all_group_chats/zh", "chat:-5/");
    assertThat(telegram.commands().get("default/")).isEqualTo(Map.of("list", "What is followed"));
    assertThat(bot.call("getMyCommands", "{'scope':{'type':'chat','chat_id':-5}}").result())
        .hasSize(1);
    bot.call("deleteMyCommands", "{'scope':{'type':'chat','chat_id':-5}}").result();
    assertThat(bot.call("getMyCommands", "{'scope':{'type':'chat','chat_id':-5}}").result())
        .isEmpty();
    bad(
        "BOT_COMMAND_INVALID",
        "setMyCommands",
        "{'commands':[{'command':'Üben','description':'x'}]}");
    bad(
        "BOT_COMMAND_DESCRIPTION_INVALID",
        "setMyCommands",
        "{'commands':[{'command':'x','description':''}]}");
    bad(
        "invalid language code specified",
        "setMyCommands",
        "{'commands':[],'language_code':'zh-hans'}");
  }

  private void set(String more, String none) {
    bot.call(
            "setMyCommands",
            "{'commands':[{'command':'list','description':'What is followed'}]%s%s}",
            more.replace('\'', '"'),
            none)
        .result();
  }

  private void bad(String words, String method, String json, Object... facts) {
    var quoted =
        Arrays.stream(facts)
            .map(fact -> fact instanceof String text ? text.replace('\'', '"') : fact)
            .toArray();
    refused(bot.call(method, json, quoted), 400, "Bad Request: " + words);
  }

  private static void refused(Caller.Answer answer, int code, String words) {
    assertThat(answer.description()).isEqualTo(words);
    assertThat(answer.status()).isEqualTo(code);
    assertThat(answer.json().path("error_code").asInt()).isEqualTo(code);
    assertThat(answer.json().path("ok").asBoolean(true)).isFalse();
  }
}
