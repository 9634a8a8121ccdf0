package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Part.Attachment;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.SeenMessage;
import org.littleredbridge.sandbox.telegram.Standing;
import org.littleredbridge.sandbox.telegram.TelegramFault;
import org.littleredbridge.sandbox.telegram.TelegramFault.Way;

class TelegramSpeakingTest {
  private static final URI PAGE = URI.create("https://www.rednote.com/explore/n1?a=1&b=2");
  static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final TelegramStage stage =
      new TelegramStage(SandboxTelegramConfig.still(0), TelegramStage.QUICK, clock);
  @TempDir private Path folder = Path.of("");
  private int keys;

  @AfterEach
  void close() {
    stage.close();
  }

  private Sent send(Part part) {
    return send(stage.channel(), part);
  }

  private Sent send(ChannelId channel, Part part) {
    return stage.messenger().send(channel, part, Optional.empty(), "k" + keys++);
  }

  private SeenMessage seen(MessageRef message) {
    return stage.service.messages(Place.of(message.channel()).chat()).stream()
        .filter(one -> one.id() == Integer.parseInt(message.id()))
        .findFirst()
        .orElseThrow();
  }

  private static Part.Say say(String text) {
    return new Part.Say(text, Optional.empty());
  }

  private static Part.Card card(String body, List<Attachment> files, List<Button> buttons) {
    return new Part.Card(
        new Part.Subject("n1", PAGE, "Lulu <b>", "slideshow"),
        "Milk & tea",
        body,
        List.of("tea", "study notes", "7"),
        Optional.of(new Part.Original("原题", "原文")),
        List.of(new Part.Aside("种草", "zhòng cǎo", "to talk into buying")),
        "Translated by a test",
        files,
        buttons,
        Optional.empty());
  }

  private Attachment picture(int n) {
    return file("p" + n + ".png", "image/png", PNG.length + n, 1, 1);
  }

  private Attachment file(String name, String type, long bytes, int width, int height) {
    var path = folder.resolve(name);
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(PNG);
      file.setLength(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Attachment(name, path, type, bytes, width, height);
  }

  private ChatFailure failure(Part part) {
    return failure(stage.channel(), part);
  }

  private ChatFailure failure(ChannelId channel, Part part) {
    try {
      send(channel, part);
    } catch (ChatException e) {
      return e.failure();
    }
    throw new AssertionError("it was sent");
  }

  private boolean edit(MessageRef message, Part part) {
    return stage.messenger().edit(stage.channel(), message, part);
  }

  private ChatFailure editFailure(MessageRef message, Part part) {
    try {
      edit(message, part);
    } catch (ChatException e) {
      return e.failure();
    }
    throw new AssertionError("it was changed");
  }

  @Test
  void givenAPictureWithACaption_whenItGrowsTooLong_thenItEndsWhereTheCaptionIsFull() {
    var sent = send(card("short", List.of(picture(1)), List.of())).message();

    assertThat(edit(sent, card("字".repeat(3_000), List.of(), List.of()))).isTrue();

    assertThat(seen(sent).words()).contains("字".repeat(500) + "…").hasSizeLessThanOrEqualTo(1_024);
    assertThat(stage.service.callCount("editMessageCaption")).isEqualTo(1);
  }

  @Test
  void givenAButtonThatTelegramDoesNotOpen_whenAMessageIsChanged_thenItCostsTheButtonOnly() {
    var sent = send(say("x")).message();
    var local = new Button.Open("Open", URI.create("http://127.0.0.1/note"));

    assertThat(edit(sent, new Part.Say("y", List.of(local), Optional.empty()))).isTrue();
    assertThat(seen(sent).words()).isEqualTo("y");
  }

  @Test
  void givenMessagesThatCannotBeChanged_whenTried_thenTheyAreLeftAloneQuietly() {
    var sent = send(say("x")).message();
    stage.service.fault(
        TelegramFault.error("editMessageText", 400, "Bad Request: message can't be edited"));
    assertThat(edit(sent, say("y"))).isFalse();
    stage.service.fault(
        TelegramFault.error("editMessageText", 400, "Bad Request: MESSAGE_ID_INVALID"));
    assertThat(edit(sent, say("y"))).isFalse();

    var calls = stage.service.callCount("editMessageText");
    var elsewhere = new MessageRef(ChannelId.of("telegram", "-999"), sent.id());
    assertThat(edit(elsewhere, say("y"))).isFalse();
    assertThat(stage.service.callCount("editMessageText")).isEqualTo(calls);
    assertThat(seen(sent).words()).isEqualTo("x");
  }

  @Test
  void givenTroubleWithAnEdit_whenItIsMade_thenTheFailureIsThatOfASend() {
    var sent = send(say("x")).message();
    stage.service.fault(TelegramFault.tooMany("editMessageText", 7));
    assertThat(editFailure(sent, say("y"))).isInstanceOf(ChatFailure.RateLimited.class);
    // Telegram asked for silence, so nothing is sent meanwhile either.
    assertThat(editFailure(sent, say("y"))).isInstanceOf(ChatFailure.RateLimited.class);
    assertThat(failure(say("z"))).isInstanceOf(ChatFailure.RateLimited.class);
  }

  @Test
  void givenAKickedBot_whenAnEditIsMade_thenTheChannelIsClosed() {
    var sent = send(say("x")).message();
    stage.service.fault(
        TelegramFault.error(
            "editMessageText", 403, "Forbidden: bot was kicked from the supergroup chat"));
    assertThat(editFailure(sent, say("y")))
        .isInstanceOfSatisfying(
            ChatFailure.Closed.class,
            closed -> assertThat(closed.cause()).isEqualTo(ChatFailure.Cause.REMOVED));
  }

  @Test
  void givenACard_whenSent_thenItIsLaidOutAndOnlyTheHostIsALink() {
    var message = seen(send(card("Look at this.", List.of(), List.of())).message());

    assertThat(message.text())
        .isEqualTo(
            """
            Milk & tea

            Look at this.

            #tea study notes 7

            种草 (zhòng cǎo): to talk into buying

            Lulu <b> · www.rednote.com
            Translated by a test
            原题
            原文\
            """);
    assertThat(message.entities())
        .extracting(entity -> entity.type())
        .containsOnly("bold", "hashtag", "text_link", "italic", "expandable_blockquote");
    assertThat(message.entities().stream().flatMap(e -> e.url().stream()))
        .containsExactly(PAGE.toString());
    assertThat(
            stage.service.calls("sendMessage").getLast().parameters().get("link_preview_options"))
        .contains("true");
  }

  @Test
  void givenAnOriginalThatDoesNotFit_whenSent_thenItIsLeftToTheButton() {
    var long1 = "a".repeat(3_900);
    var card =
        new Part.Card(
            new Part.Subject("n1", PAGE, "Lulu", "slideshow"),
            "T",
            long1,
            List.of(),
            Optional.of(new Part.Original("", "原".repeat(300))),
            List.of(),
            "x",
            List.of(),
            List.of(),
            Optional.empty());

    assertThat(seen(send(card).message()).text()).contains(long1).doesNotContain("原");
  }

  @Test
  void givenButtons_whenSent_thenRowsAreShortAndTheWrongAddressCostsOnlyItsButton() {
    var subject = new Action.Subject("n1", Optional.empty());
    var buttons =
        List.<Button>of(
            new Button.Ask("Original", new Action.Original(subject)),
            new Button.Ask("Explain", new Action.Explain(subject)),
            new Button.Ask("Comments", new Action.Comments(subject)),
            new Button.Open("Open", PAGE));
    assertThat(seen(send(card("x", List.of(), buttons)).message()).buttons())
        .extracting(List::size)
        .containsExactly(3, 1);
    stage.service.fault(TelegramFault.error("sendMessage", 400, "Bad Request: BUTTON_URL_INVALID"));

    assertThat(seen(send(card("x", List.of(), buttons)).message()).allButtons()).hasSize(3);
    stage.service.fault(TelegramFault.error("sendPhoto", 400, "Bad Request: BUTTON_URL_INVALID"));
    assertThat(seen(send(card("x", List.of(picture(1)), buttons)).message()).allButtons())
        .hasSize(3);
  }

  @Test
  void givenOnePicture_whenTheCardFits_thenItIsTheCaptionAndTheSecondTimeNothingIsUploaded() {
    var subject = new Action.Subject("n1", Optional.empty());
    var card =
        card(
            "Look.",
            List.of(picture(1)),
            List.of(new Button.Ask("Explain", new Action.Explain(subject))));
    var message = seen(send(card).message());
    assertThat(message.media().orElseThrow().kind()).isEqualTo("photo");
    assertThat(message.caption().orElseThrow()).contains("Look.", "原文");
    assertThat(message.allButtons()).hasSize(1);

    send(card);
    assertThat(stage.service.uploads()).isEqualTo(1);

    stage.service.forgetFiles();
    send(card);
    assertThat(stage.service.uploads()).isEqualTo(2);
  }

  @Test
  void givenACaptionThatDoesNotFit_whenSent_thenTheCardAnswersItsPicture() {
    var sent = send(card("b".repeat(2_000), List.of(picture(1)), List.of()));

    var message = seen(sent.message());
    assertThat(message.text()).contains("b".repeat(2_000));
    assertThat(sent.also()).hasSize(1);
    assertThat(seen(sent.also().getFirst()).media()).isPresent();
    assertThat(message.replyTo()).hasValue(Integer.parseInt(sent.also().getFirst().id()));
  }

  @Test
  void givenMixedFiles_whenSentAsPictures_thenEachGoesInItsForm() {
    var files =
        List.of(
            picture(1),
            file("v.mp4", "video/mp4", 2_000, 640, 360),
            picture(2),
            file("long.png", "image/png", 900, 100, 3_000),
            file("big.png", "image/png", 10 * 1_024 * 1_024 + 1, 10, 10),
            file("g.gif", "image/gif", 700, 5, 5));
    var sent = send(new Part.Pictures(files, "Lulu — Tea", Optional.empty()));

    var kinds =
        IntStream.rangeClosed(0, sent.also().size())
            .mapToObj(i -> i == 0 ? sent.message() : sent.also().get(i - 1))
            .map(message -> seen(message).media().orElseThrow().kind())
            .toList();
    assertThat(kinds)
        .containsExactly("photo", "video", "photo", "document", "document", "animation");
    assertThat(seen(sent.message()).caption()).contains("Lulu — Tea");
    assertThat(seen(sent.also().getFirst()).caption()).isEmpty();
    assertThat(stage.service.calls("sendMediaGroup")).hasSize(2);
    assertThat(stage.service.calls("sendMediaGroup").getFirst().parameters().get("media"))
        .contains("supports_streaming", "640");

    send(new Part.Pictures(files, "again", Optional.empty()));
    assertThat(stage.service.uploads()).isEqualTo(6);
  }

  @Test
  void givenASecret_whenSentInPrivate_thenItIsProtectedAndNothingOfItIsKept() {
    var secret = new Part.Secret(PNG, "Scan <this>");
    stage.service.say(TelegramStage.MAY.id(), TelegramStage.MAY, "/start");
    var alone = ChannelId.person("telegram", Long.toString(TelegramStage.MAY.id()));
    for (var i = 0; i < 2; i++) {
      var seen = seen(stage.messenger().send(alone, secret, Optional.empty(), "s" + i).message());
      assertThat(seen.media().orElseThrow().kind()).isEqualTo("photo");
      assertThat(seen.caption()).contains("Scan <this>");
    }

    assertThat(stage.service.calls("sendPhoto"))
        .hasSize(2)
        .allMatch(call -> "true".equals(call.parameters().get("protect_content")));
    assertThat(stage.service.uploads()).isEqualTo(2);
    assertThat(failure(secret)).isInstanceOf(ChatFailure.Refused.class);
    assertThat(stage.service.calls("sendPhoto")).hasSize(2);
  }

  @Test
  void givenAnAlbumWhoseIdsAreForgotten_whenSent_thenItIsUploadedAgain() {
    var files = List.of(picture(1), picture(2), picture(3));
    send(new Part.Pictures(files, "", Optional.empty()));
    stage.service.forgetFiles();

    var sent = send(new Part.Pictures(files, "", Optional.empty()));

    assertThat(sent.also()).hasSize(2);
    assertThat(stage.service.uploads()).isEqualTo(6);
  }

  @Test
  void givenAPartOfSeveralMessages_whenItBreaksInTheMiddle_thenTheNextTryGoesOnThere() {
    var files = List.of(picture(1), picture(2), file("g.gif", "image/gif", 700, 5, 5));
    var pictures = new Part.Pictures(files, "x", Optional.empty());
    stage.service.fault(TelegramFault.error("sendAnimation", 500, "Internal Server Error"));
    assertThat(failure(pictures)).isInstanceOf(ChatFailure.Unavailable.class);
    keys--;

    var sent = send(pictures);
    assertThat(sent.also()).hasSize(2);
    assertThat(stage.service.callCount("sendMediaGroup")).isEqualTo(1);
    assertThat(stage.shown(stage.channel())).hasSize(3);
  }

  @Test
  void givenAVideoOf60MB_whenSent_thenTheCardComesWithoutIt() {
    var video = file("v.mp4", "video/mp4", 60L << 20, 1_920, 1_080);
    var message = seen(send(card("Look.", List.of(video), List.of())).message());

    assertThat(message.text()).contains("Look.");
    assertThat(message.media()).isEmpty();
    assertThat(stage.service.uploads()).isZero();
    assertThat(send(new Part.Pictures(List.of(video), "", Optional.empty())).message()).isNotNull();
  }

  @Test
  void givenAVideoOf40MB_whenSent_thenItArrivesWhole() {
    var video = file("v.mp4", "video/mp4", 40L << 20, 1_920, 1_080);

    var media = seen(send(card("Look.", List.of(video), List.of())).message()).media();
    assertThat(media.orElseThrow().bytes()).isEqualTo(40L << 20);
  }

  @Test
  void givenAServerThatFindsAFileTooLarge_whenSent_thenTheCardComesWithoutIt() {
    stage.service.fault(TelegramFault.error("sendPhoto", 413, "Request Entity Too Large").times(1));
    assertThat(seen(send(card("Look.", List.of(picture(1)), List.of())).message()).media())
        .isEmpty();
    stage.service.fault(TelegramFault.error("sendMediaGroup", 413, "Request Entity Too Large"));
    stage.service.fault(TelegramFault.error("sendPhoto", 413, "Request Entity Too Large"));

    var sent = send(new Part.Pictures(List.of(picture(1), picture(2)), "", Optional.empty()));
    assertThat(sent.also()).isEmpty();
    assertThat(seen(sent.message()).media()).isPresent();
  }

  @Test
  void givenAPictureThatTelegramCannotRead_whenSent_thenItGoesAsADocument() {
    stage.service.fault(TelegramFault.error("sendPhoto", 400, "Bad Request: IMAGE_PROCESS_FAILED"));

    assertThat(
            seen(send(card("x", List.of(picture(1)), List.of())).message())
                .media()
                .orElseThrow()
                .kind())
        .isEqualTo("document");
  }

  @Test
  void givenAPostedReply_whenTold_thenAThumbIsEnoughUnlessTheChatAllowsNone() {
    var reply = stage.says(stage.channel(), "nice", Optional.empty());
    var outcome = new Part.Outcome(reply, Part.ReplyState.POSTED, "Posted.");
    send(outcome);
    assertThat(seen(reply).reactions()).containsExactly("👍");
    assertThat(stage.shown(stage.channel())).isEmpty();

    stage.service.fault(
        TelegramFault.error("setMessageReaction", 400, "Bad Request: REACTION_INVALID"));
    var told = seen(send(outcome).message());
    assertThat(told.text()).isEqualTo("Posted.");
    assertThat(told.replyTo()).hasValue(Integer.parseInt(reply.id()));
  }

  @Test
  void givenAReplyThatIsGone_whenAnswered_thenTheAnswerComesAllTheSame() {
    var sent = send(new Part.Say("hello", Optional.of(new MessageRef(stage.channel(), "4000"))));

    assertThat(seen(sent.message()).replyTo()).isEmpty();
    var other = new MessageRef(stage.other(), "1");
    assertThat(seen(send(new Part.Say("hi", Optional.of(other))).message()).replyTo()).isEmpty();
  }

  @Test
  void givenRetryAfter_whenSendingOn_thenTheChatIsLeftInPeaceForAsLong() {
    stage.service.fault(TelegramFault.tooMany("sendMessage", 30).in(stage.group));
    assertThat(failure(say("x"))).isEqualTo(new ChatFailure.RateLimited(Duration.ofSeconds(30)));
    clock.advance(Duration.ofSeconds(10));
    assertThat(failure(say("x"))).isEqualTo(new ChatFailure.RateLimited(Duration.ofSeconds(20)));
    assertThat(stage.service.callCount("sendMessage")).isEqualTo(1);
    send(stage.other(), say("others are not"));

    clock.advance(Duration.ofSeconds(20));
    send(say("x"));
  }

  @Test
  void givenTwoChatsInTrouble_whenSendingToAThird_thenAllWait() {
    var third = Place.channel(stage.service.createChat(ChatKind.GROUP, "Third"));
    stage.service.fault(TelegramFault.tooMany("sendMessage", 30).times(2));
    failure(say("x"));
    failure(stage.other(), say("x"));

    assertThat(failure(third, say("x"))).isInstanceOf(ChatFailure.RateLimited.class);
    assertThat(stage.service.callCount("sendMessage")).isEqualTo(2);
  }

  @Test
  void givenEachRefusal_whenSent_thenTheCauseIsNamed() {
    refused(429, "Too Many Requests", new ChatFailure.RateLimited(Duration.ofSeconds(5)));
    clock.advance(Duration.ofMinutes(1));
    closed(403, "Forbidden: bot was kicked from the supergroup chat", "REMOVED", "");
    closed(403, "Forbidden: bot is not a member of the channel chat", "REMOVED", "");
    closed(403, "Forbidden: bot was blocked by the user", "BLOCKED", "");
    closed(403, "Forbidden: bot can't initiate conversation with a user", "BLOCKED", "");
    closed(403, "Forbidden: user is deactivated", "GONE", "Forbidden: user is deactivated");
    closed(400, "Bad Request: chat not found", "GONE", "Bad Request: chat not found");
    closed(400, "Bad Request: TOPIC_CLOSED", "TOPIC_CLOSED", "");
    closed(
        400,
        "Bad Request: message thread not found",
        "GONE",
        "Bad Request: message thread not found");
    closed(
        400,
        "Bad Request: not enough rights to send photos to the chat",
        "NOT_ALLOWED",
        "Send photos");
    closed(
        400,
        "Bad Request: need administrator rights in the channel chat",
        "NOT_ALLOWED",
        "Post messages, as an administrator");
    closed(400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", "NOT_ALLOWED", "Send messages");
    closed(400, "Bad Request: have no rights to send a message", "NOT_ALLOWED", "Send messages");
    refused(
        400,
        "Bad Request: message is too long",
        new ChatFailure.Refused("Bad Request: message is too long"));
    refused(
        500,
        "Internal Server Error",
        new ChatFailure.Unavailable("Telegram: 500 Internal Server Error"));
  }

  private void closed(int code, String words, String cause, String detail) {
    refused(code, words, new ChatFailure.Closed(ChatFailure.Cause.valueOf(cause), detail));
  }

  private void refused(int code, String words, ChatFailure expected) {
    stage.service.fault(TelegramFault.error("sendMessage", code, words));
    assertThat(failure(say("x"))).as(words).isEqualTo(expected);
  }

  @Test
  void givenTheStandInsOwnTroubles_whenSent_thenTheyAreUnderstood() {
    var group = stage.service.createChat(ChatKind.GROUP, "Small");
    var now = stage.service.migrate(group, TelegramStage.ADA);
    assertThat(failure(Place.channel(group), say("x")))
        .isEqualTo(new ChatFailure.Moved(Place.channel(now)));

    stage.service.bot(stage.group, TelegramStage.ADA, Standing.KICKED);
    assertThat(failure(say("x"))).isEqualTo(new ChatFailure.Closed(ChatFailure.Cause.REMOVED, ""));

    var forum = stage.service.createChat(ChatKind.FORUM, "Forum");
    stage.service.say(forum, TelegramStage.MAY, "the number 1 is General's");
    var topic = stage.service.createTopic(forum, "T");
    stage.service.closeTopic(forum, topic);
    assertThat(failure(ChannelId.ofKey("telegram:" + forum + ":" + topic), say("x")))
        .isEqualTo(new ChatFailure.Closed(ChatFailure.Cause.TOPIC_CLOSED, ""));

    assertThat(failure(ChannelId.person("telegram", "777"), say("x")))
        .isInstanceOf(ChatFailure.Closed.class);
    assertThat(failure(ChannelId.of("telegram", "lobby"), say("x")))
        .isInstanceOf(ChatFailure.Closed.class);
    assertThat(failure(stage.other(), say(" "))).isInstanceOf(ChatFailure.Refused.class);
  }

  @Test
  void givenBrokenAnswers_whenSent_thenTheyAreUnavailable() {
    for (var way : Way.values()) {
      if (way == Way.NOTHING || way == Way.ERROR) {
        continue;
      }
      stage.service.fault(TelegramFault.of("sendMessage", way));
      assertThat(failure(say("x"))).as(way.name()).isInstanceOf(ChatFailure.Unavailable.class);
    }
  }

  @Test
  void givenTenThousandTexts_whenShown_thenExactlyThoseStandThere() {
    var seed = Long.getLong("bridge.test.seed", System.nanoTime());
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      var text = HostileTexts.random(random) + odd(random) + HostileTexts.random(random);
      var said = PartText.said(text);
      var quoted =
          PartText.quote(
              new Part.Quote(
                  "a", text, Optional.empty(), List.of(), "", List.of(), Optional.empty()),
              4_096);
      var context = "-Dbridge.test.seed=" + seed + ", text " + i;
      assertThat(plain(said.seen())).as(context).isEqualTo(plain(text));
      assertThat(unescaped(said.html())).as(context).isEqualTo(said.seen());
      assertThat(said.html()).as(context).doesNotContain("<", ">");
      assertThat(plain(quoted.seen())).as(context).isEqualTo(plain("a\n" + plain(text)));
      assertThat(said.seen() + quoted.seen()).as(context).doesNotContainPattern("@[A-Za-z0-9_]");
      assertThat(quoted.seen()).as(context).doesNotContainPattern("(^|\\s)/[A-Za-z0-9_]");
    }
  }

  private static String odd(Random random) {
    return new String(Character.toChars(random.nextInt(0x2100))) + (char) random.nextInt(0x10000);
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  /// Without what is put in, and what no text may carry.
  private static String plain(String text) {
    return text.replace("\u2060", "")
        .replace('\t', ' ')
        .replaceAll("[\u2028\u2029]", "\n")
        .replaceAll("[\\p{Cc}&&[^\\n]]|[\u202A-\u202E\u2066-\u2069\u030A\u0333\u033F]", "")
        .replaceAll(
            "(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])", "\uFFFD")
        .strip();
  }
}
