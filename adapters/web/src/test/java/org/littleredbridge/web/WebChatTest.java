package org.littleredbridge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part;

class WebChatTest {
  private static final String LOBBY = "/api/channels/lobby/messages";

  private final Browser browser = Browser.open();

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void givenACard_whenSent_thenItIsReadWithEveryField() {
    var file = new Part.Attachment("a/b c", java.nio.file.Path.of("x"), "image/png", 1, 3, 4);
    var ref = browser.send(Rooms.id("lobby"), Browser.card("Milk tea", List.of(file)), "d1.0");

    var message = browser.get(LOBBY).json().get(0);

    assertThat(message.path("id").asText()).isEqualTo(ref.id());
    assertThat(message.path("author").asText()).isEqualTo("小鹿");
    assertThat(message.path("from").asText()).isEqualTo("rednote");
    assertThat(message.path("text").asText())
        .isEqualTo("Milk tea\n\nThe queue was long, @everyone, and <b>worth it</b>.");
    assertThat(message.path("replyTo").isNull()).isTrue();
    assertThat(message.path("note").path("url").asText())
        .isEqualTo("https://www.rednote.com/explore/64f1c2");
    assertThat(message.path("note").path("type").asText()).isEqualTo("slideshow");
    assertThat(message.path("media").get(0).path("url").asText()).isEqualTo("/media/a%2Fb%20c");
    assertThat(message.path("sentAt").asText()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(message.path("original").path("title").asText()).isEqualTo("奶茶");
    assertThat(message.path("footnotes").get(0).path("reading").asText()).isEqualTo("zhòng cǎo");
    assertThat(message.path("tags").get(0).asText()).isEqualTo("tea");
    assertThat(message.path("label").asText()).isEqualTo("phrasebook");
    assertThat(message.path("outcome").isNull()).isTrue();
    assertThat(message.path("command").asBoolean()).isFalse();
  }

  @Test
  void givenMarkup_whenRead_thenItIsJsonTextAndNoPage() {
    browser.note("<script>alert(1)</script>", "k");

    var answer = browser.get(LOBBY);

    assertThat(answer.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.json().get(0).path("title").asText()).isEqualTo("<script>alert(1)</script>");
  }

  @Test
  void givenTheSameKey_whenSentTwice_thenThereIsOneMessage() throws Exception {
    try (var stream = Stream.open(browser, "?after=0")) {
      var first = browser.note("one", "same");
      var second = browser.note("one", "same");
      var other = browser.note("two", "other");

      assertThat(second).isEqualTo(first);
      assertThat(browser.get(LOBBY).json()).hasSize(2);
      assertThat(stream.nextId()).isEqualTo(first.id());
      assertThat(stream.nextId()).isEqualTo(other.id());
    }
  }

  @Test
  void givenQuoteSayAndOutcome_whenSent_thenEachTellsWhoSpeaksAndWhatItAnswers() {
    var note = browser.note("note", "n");
    var channel = Rooms.id("lobby");
    browser.send(
        channel,
        new Part.Quote(
            "阿花", "Nice!", Optional.of("好看！"), List.of(), "", List.of(), Optional.of(note)),
        "q");
    browser.send(channel, new Part.Say("Paused.", Optional.empty()), "s");
    browser.send(channel, new Part.Outcome(note, Part.ReplyState.REFUSED, "RedNote said no."), "o");

    var list = browser.get(LOBBY).json();

    assertThat(list.get(1).path("from").asText()).isEqualTo("rednote");
    assertThat(list.get(1).path("replyTo").asText()).isEqualTo(note.id());
    assertThat(list.get(1).path("original").path("text").asText()).isEqualTo("好看！");
    assertThat(list.get(2).path("author").asText()).isEqualTo("Little Red Bridge");
    assertThat(list.get(2).path("from").asText()).isEqualTo("bridge");
    assertThat(list.get(3).path("outcome").asText()).isEqualTo("refused");
    assertThat(list.get(3).path("replyTo").asText()).isEqualTo(note.id());
  }

  @Test
  void givenANote_whenSomebodyReplies_thenTheReplyIsStoredAndHandedOver() {
    var note = browser.note("note", "n");

    var answer = browser.post(LOBBY, "{\"text\":\"So good\",\"replyTo\":\"" + note.id() + "\"}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("author").asText()).isEqualTo("guest");
    var id = answer.json().path("id").asText();
    assertThat(browser.get(LOBBY).json().get(1)).isEqualTo(answer.json());
    assertThat(browser.events).singleElement().isInstanceOf(Event.Reply.class);
    var reply = (Event.Reply) browser.events.getFirst();
    assertThat(reply.id()).isEqualTo("web:lobby:" + id);
    assertThat(reply.to()).isEqualTo(note);
    assertThat(reply.message()).isEqualTo(new MessageRef(Rooms.id("lobby"), id));
    assertThat(reply.text()).isEqualTo("So good");
    assertThat(reply.member().standing()).isEqualTo(Member.Standing.MANAGES);
  }

  @Test
  void givenACommandUnderANote_whenPosted_thenItIsACommandAndNeverAComment() {
    var note = browser.note("note", "n");

    browser.post(LOBBY, Browser.body("/why this", note.id()));

    assertThat(browser.events).singleElement().isInstanceOf(Event.Command.class);
    assertThat(((Event.Command) browser.events.getFirst()).words()).isEqualTo("why this");
  }

  @Test
  void givenALink_whenPosted_thenItIsHandedOver() {
    var note = browser.note("note", "n");
    var text = "look https://www.rednote.com/explore/64f1c2";
    var id = browser.post(LOBBY, Browser.body(text, null)).json().path("id").asText();

    assertThat(browser.events).singleElement().isInstanceOf(Event.Link.class);
    var link = (Event.Link) browser.events.getFirst();
    assertThat(link.id()).isEqualTo("web:lobby:" + id);
    assertThat(link.message()).isEqualTo(new MessageRef(Rooms.id("lobby"), id));
    assertThat(link.text()).isEqualTo(text);
    browser.post(LOBBY, Browser.body(text, note.id()));
    assertThat(browser.events.getLast()).isInstanceOf(Event.Reply.class);
    browser.post(LOBBY, Browser.body("/note " + text, null));
    assertThat(browser.events.getLast()).isInstanceOf(Event.Command.class);
  }

  @Test
  void givenChat_whenPosted_thenItIsOnlyStored() {
    assertThat(browser.say("hello").status()).isEqualTo(201);
    assertThat(browser.events).isEmpty();
    assertThat(browser.get(LOBBY).json()).hasSize(1);
  }

  @Test
  void givenAKey_whenPostedTwice_thenThereIsOneMessageAndOneEventId() {
    var first = browser.post(LOBBY, Browser.body("/list", null), "Idempotency-Key", "abc");
    var second = browser.post(LOBBY, Browser.body("/list", null), "Idempotency-Key", "abc");

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(browser.get(LOBBY).json()).hasSize(1);
    assertThat(browser.events).extracting(Event::id).containsOnly("web:lobby:1");
  }

  @Test
  void givenAListenerThatFails_whenRetriedWithTheKey_thenTheEventIsHandedOverAgain() {
    browser.listenerFails = true;
    var failed = browser.post(LOBBY, Browser.body("/list", null), "Idempotency-Key", "k1");
    browser.listenerFails = false;
    var retried = browser.post(LOBBY, Browser.body("/list", null), "Idempotency-Key", "k1");

    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.error()).contains("Send it again");
    assertThat(retried.status()).isEqualTo(201);
    assertThat(browser.events).hasSize(1);
    assertThat(browser.get(LOBBY).json()).hasSize(1);
  }

  @Test
  void givenNobodyListensYet_whenPosted_then503AndNothingIsStored() {
    try (var early = Browser.closedYet(Browser.config(Optional.empty(), true))) {
      var answer = early.say("hello");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error()).contains("still starting");
      assertThat(early.get(LOBBY).json()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "null",
        "\"text\"",
        "{\"text\":\"a\"} {",
        "{\"text\":",
        "{\"text\":{\"a\":1}}",
        "{\"text\":[\"a\"]}",
        "{}",
        "{\"text\":\"   \"}",
        "{\"text\":\"\\u0000\\u0007\"}",
        "{\"text\":\"/\"}",
        "{\"text\":\"a\",\"replyTo\":\"99\"}",
        "{\"text\":\"a\",\"replyTo\":\"../1\"}",
        "{\"text\":\"a\",\"author\":\"12345678901234567890123456789012345678901\"}"
      })
  void givenAPostThatMakesNoSense_whenSent_then400WithASentence(String body) {
    var answer = browser.post(LOBBY, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).endsWith(".");
    assertThat(browser.get(LOBBY).json()).isEmpty();
  }

  @Test
  void givenDeeplyNestedJson_whenPosted_then400() {
    assertThat(browser.post(LOBBY, "{\"a\":" + "[".repeat(30_000)).status()).isEqualTo(400);
  }

  @Test
  void givenTextsAtTheLimits_whenPosted_thenOneMoreIsTooMuch() {
    var note = browser.note("note", "n");

    assertThat(browser.say("好".repeat(4_000)).status()).isEqualTo(201);
    assertThat(browser.say("好".repeat(4_001)).status()).isEqualTo(400);
    assertThat(browser.post(LOBBY, Browser.body("好".repeat(20_000), note.id())).status())
        .isEqualTo(201);
    assertThat(browser.post(LOBBY, Browser.body("a".repeat(20_001), note.id())).status())
        .isEqualTo(400);
  }

  @Test
  void givenAHugeBody_whenPosted_then413() {
    var answer = browser.say("a".repeat(70_000));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).contains("64 KiB");
  }

  @Test
  void givenNoJson_whenPosted_then415() {
    var form =
        browser.call(
            LOBBY,
            r -> r.post(RequestBody.create("text=hello", okhttp3.MediaType.get("text/plain"))));

    assertThat(form.status()).isEqualTo(415);
    assertThat(browser.get(LOBBY).json()).isEmpty();
  }

  @Test
  void givenHiddenSigns_whenPosted_thenTheyAreTakenOut() {
    var answer =
        browser.post(
            LOBBY, "{\"text\":\"a\\u0000b\\r\\nc\\u202ed\\ud800\",\"author\":\"\\u202eL\\nee\"}");

    assertThat(answer.json().path("text").asText()).isEqualTo("ab\ncd");
    assertThat(answer.json().path("author").asText()).isEqualTo("Lee");
  }

  @Test
  void givenMessages_whenReadAfterAnIdWithALimit_thenTheNewestComeOldestFirst() {
    for (int i = 0; i < 5; i++) {
      browser.say("m" + i);
    }

    var list = browser.get(LOBBY + "?after=1&limit=2").json();

    assertThat(list.findValuesAsText("text")).containsExactly("m3", "m4");
    assertThat(browser.get(LOBBY + "?after=x").status()).isEqualTo(400);
    assertThat(browser.get(LOBBY + "?limit=-1").status()).isEqualTo(400);
    assertThat(browser.get(LOBBY + "?limit=9999").json()).hasSize(5);
  }

  @Test
  void givenANewName_whenWrittenTo_thenTheChannelIsThere() {
    assertThat(browser.get("/api/channels/tea/messages").status()).isEqualTo(404);
    assertThat(browser.post("/api/channels/tea/messages", Browser.body("hi", null)).status())
        .isEqualTo(201);

    assertThat(browser.get("/api/channels").json().toString())
        .isEqualTo("[{\"id\":\"lobby\",\"name\":\"lobby\"},{\"id\":\"tea\",\"name\":\"tea\"}]");
    assertThat(browser.get("/api/channels/tea/messages").json()).hasSize(1);
    assertThat(browser.get(LOBBY).json()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPPER", "a_b", "a:b", "..%2f..", "%00", "a%20b", "%E5%A5%BD"})
  void givenABadChannelName_whenUsed_then404AndNoChannel(String name) {
    for (var path : List.of("/messages", "/events")) {
      assertThat(browser.get("/api/channels/" + name + path).status()).isBetween(400, 404);
    }
    assertThat(
            browser.post("/api/channels/" + name + "/messages", Browser.body("hi", null)).status())
        .isBetween(400, 404);
    assertThat(browser.get("/api/channels").json()).hasSize(1);
  }

  @Test
  void given200Channels_whenAnotherIsWrittenTo_then409() {
    for (int i = 1; i < 200; i++) {
      browser.send(Rooms.id("c" + i), new Part.Say("hi", Optional.empty()), "k");
    }

    var answer = browser.post("/api/channels/onemore/messages", Browser.body("hi", null));

    assertThat(answer.status()).isEqualTo(409);
    assertThatThrownBy(
            () -> browser.send(Rooms.id("onemore"), new Part.Say("hi", Optional.empty()), "k"))
        .isInstanceOf(ChatException.class);
    assertThat(browser.say("the lobby goes on").status()).isEqualTo(201);
  }

  @Test
  void givenAForeignChannel_whenSentTo_thenItIsGone() {
    for (var channel : List.of(ChannelId.of("discord", "1"), ChannelId.of("web", "NO"))) {
      assertThatThrownBy(() -> browser.send(channel, new Part.Say("x", Optional.empty()), "k"))
          .isInstanceOf(ChatException.class)
          .hasMessageContaining("Closed");
    }
  }

  @Test
  void givenManyMessages_whenSent_thenOnlyTheNewestThousandStay() {
    for (int i = 0; i < 1_150; i++) {
      browser.send(Rooms.id("lobby"), new Part.Say("m" + i, Optional.empty()), "k" + i);
    }

    assertThat(browser.transcript.newest(Rooms.id("lobby"), 0, 5_000))
        .hasSizeBetween(1_000, 1_100)
        .last()
        .satisfies(line -> assertThat(line.payload()).contains("m1149"));
  }

  @Test
  void givenARestart_whenReadAgain_thenChannelsAndMessagesAreThere() {
    browser.note("kept", "k1");
    browser.post("/api/channels/tea/messages", Browser.body("hi", null));
    try (var again = Browser.open(browser.transcript)) {
      assertThat(again.get(LOBBY).json()).hasSize(1);
      assertThat(again.get("/api/channels").json()).hasSize(2);
      assertThat(again.note("kept", "k1").id()).isEqualTo("1");
    }
  }

  @Test
  void givenOpenStreams_whenClosed_thenItTakesAboutASecond() throws Exception {
    var other = Browser.open();
    try (var one = Stream.open(other, "");
        var two = Stream.open(other, "?after=0")) {
      one.block();
      two.block();
      long start = System.nanoTime();
      other.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }
}
