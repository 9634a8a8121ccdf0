package org.littleredbridge.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.chat.ChatStage.Trouble;
import org.littleredbridge.chat.ChatStage.Visible;

/// What every [Messenger] keeps to, over the wire of its service.
public abstract class MessengerContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final URI PAGE = URI.create("https://www.rednote.com/explore/n1");
  private static final Action.Subject NOTE = new Action.Subject("n1", Optional.empty());

  private final Heard heard = new Heard();
  @TempDir private Path folder = Path.of("");
  private Optional<ChatStage> running = Optional.empty();
  private Optional<Messenger.Listening> listening = Optional.empty();
  private int keys;

  /// A running service and a messenger that was not opened yet.
  protected abstract ChatStage newStage();

  private ChatStage stage() {
    return running.orElseThrow();
  }

  @BeforeEach
  void open() {
    running = Optional.of(newStage());
    listening = Optional.of(heard.on(stage().messenger()));
    await(() -> stage().messenger().state().mood() == MessengerState.Mood.WELL, "it gets well");
  }

  @AfterEach
  void close() {
    stage().close();
  }

  private Sent send(Part part) {
    return send(stage().channel(), part, Optional.empty());
  }

  private Sent send(ChannelId channel, Part part, Optional<MessageRef> after) {
    return sendPatiently(channel, part, after, "k" + keys++);
  }

  private Visible shown(MessageRef message) {
    return stage().shown(message.channel()).stream()
        .filter(one -> one.id().equals(message.id()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(message + " is not shown"));
  }

  private static Part.Say say(String text) {
    return new Part.Say(text, Optional.empty());
  }

  private static Part.Card card(
      String title, String body, List<Part.Attachment> files, List<Button> buttons) {
    return new Part.Card(
        new Part.Subject("n1", PAGE, "Lulu", "slideshow"),
        title,
        body,
        List.of("tea", "study notes"),
        Optional.of(new Part.Original("原题", "原文")),
        List.of(new Part.Aside("种草", "zhòng cǎo", "to talk somebody into buying")),
        "Translated by a test",
        files,
        buttons,
        Optional.empty());
  }

  private List<Part.Attachment> pictures(int count) {
    return IntStream.range(0, count).mapToObj(this::picture).toList();
  }

  private Part.Attachment picture(int n) {
    try {
      var file = folder.resolve("p" + n + ".png");
      // The smallest PNG there is, followed by what makes it another file.
      var png =
          Base64.getDecoder()
              .decode(
                  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
      Files.write(file, png);
      Files.writeString(file, "\n" + n, StandardOpenOption.APPEND);
      return new Part.Attachment("p" + n, file, "image/png", Files.size(file), 1, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Part.Card changed(String title, String body, List<Button> buttons) {
    return card(title, body, List.of(), buttons);
  }

  private boolean edit(MessageRef message, Part part) {
    return patiently(() -> stage().messenger().edit(stage().channel(), message, part));
  }

  @Test
  void givenACardWithAPicture_whenItIsChanged_thenItsWordsAndButtonsAreNewAndItsFileStays() {
    var original = new Button.Ask("Original", new Action.Original(NOTE));
    var explain = new Button.Ask("Explain", new Action.Explain(NOTE));
    var sent = send(card("Old title", "Old body", pictures(1), List.of(original))).message();
    var count = stage().shown(stage().channel()).size();

    assertThat(edit(sent, changed("New title", "New body", List.of(explain)))).isTrue();

    assertThat(stage().shown(stage().channel())).hasSize(count);
    var now = shown(sent);
    assertThat(ink(now.text())).contains("Newtitle", "Newbody").doesNotContain("Old");
    assertThat(now.files()).isEqualTo(1);
    if (stage().hasButtons()) {
      assertThat(now.buttons()).containsExactly(explain.action().code());
    }
  }

  @Test
  void givenACardBelowAnAlbum_whenItIsChanged_thenOnlyItsWordsChange() {
    var sent = send(card("Old title", "Old body", pictures(3), List.of()));
    var files = stage().shown(stage().channel()).stream().mapToInt(Visible::files).sum();

    assertThat(edit(sent.message(), changed("New title", "New body", List.of()))).isTrue();

    assertThat(ink(shown(sent.message()).text())).contains("Newtitle", "Newbody");
    assertThat(stage().shown(stage().channel()).stream().mapToInt(Visible::files).sum())
        .isEqualTo(files);
  }

  @Test
  void givenTheRestOfAText_whenItIsChangedTwiceToTheSame_thenItShowsThatAndBothAreWell() {
    var card = send(card("Title", "Body", List.of(), List.of())).message();
    var sent = send(stage().channel(), say("the old rest"), Optional.of(card)).message();

    assertThat(edit(sent, say("the new rest"))).isTrue();
    assertThat(edit(sent, say("the new rest"))).isTrue();
    assertThat(ink(shown(sent).text())).isEqualTo("thenewrest");
  }

  @Test
  void givenAMessageThatIsNotThere_whenItShouldBeChanged_thenItIsSaidQuietly() {
    var strange = new MessageRef(stage().channel(), "87654321");

    assertThat(edit(strange, changed("T", "B", List.of()))).isFalse();
  }

  @Test
  void givenHostileWords_whenAMessageIsChangedToThem_thenNobodyIsCalledAndTheyAreSeen() {
    var sent = send(card("Old", "old", pictures(1), List.of())).message();
    var words = "@everyone @here <@42> <script>alert(1)</script> **x** [a](http://evil.example)";

    assertThat(edit(sent, changed(words, words, List.of()))).isTrue();

    var now = shown(sent);
    assertThat(now.pings()).isEmpty();
    assertThat(ink(now.text())).contains("<script>alert(1)</script>").contains("**x**");
    assertThat(now.links()).noneMatch(link -> link.contains("evil.example"));
  }

  @Test
  void givenATextAsLongAsACardHolds_whenAMessageWithAFileIsChanged_thenItShowsTheBeginning() {
    var sent = send(card("Old", "old", pictures(1), List.of())).message();

    assertThat(edit(sent, changed("New", "字".repeat(3_000), List.of()))).isTrue();

    assertThat(shown(sent).text()).contains("New").contains("字".repeat(500));
  }

  private static void await(BooleanSupplier condition, String what) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private <T extends Event> T awaitEvent(Class<T> kind) {
    await(() -> heard.events().stream().anyMatch(kind::isInstance), kind.getSimpleName());
    return heard.events().stream().filter(kind::isInstance).map(kind::cast).findFirst().get();
  }

  /// Without what cannot be seen and without space: services lay out, and a ping is broken by signs
  /// that nobody sees.
  private static String ink(String text) {
    var ink = new StringBuilder();
    text.codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .filter(c -> Character.getType(c) != Character.CONTROL)
        .forEach(ink::appendCodePoint);
    return ink.toString();
  }

  @Test
  void givenACard_whenSent_thenAllOfItCanBeRead() {
    var message = send(card("Milk tea", "The queue was long.", List.of(), List.of())).message();

    var seen = shown(message);
    assertThat(ink(seen.text()))
        .contains(
            "Milktea", "Thequeuewaslong.", "Lulu", "tea", "种草", "zhòngcǎo", "Translatedbyatest");
    assertThat(seen.files()).isZero();
    assertThat(seen.pings()).isEmpty();
  }

  @Test
  void givenACardWithAsManyFilesAsItMayCarry_whenSent_thenTheyStandWithIt() {
    var most = Math.min(3, stage().messenger().capabilities(stage().channel()).withCard());
    var sent = send(card("Tea", "Look.", pictures(most), List.of()));

    assertThat(shown(sent.message()).files() + files(sent.also())).isEqualTo(most);
    assertThat(ink(shown(sent.message()).text())).contains("Look.");
  }

  private int files(List<MessageRef> messages) {
    return messages.stream().mapToInt(message -> shown(message).files()).sum();
  }

  @Test
  void givenPicturesAndACardAfterThem_whenSent_thenAllPicturesAreThereAndEachCanBeAnswered() {
    var pictures = send(new Part.Pictures(pictures(3), "Lulu — Tea", Optional.empty()));
    var card =
        send(
            stage().channel(),
            card("Tea", "Look.", List.of(), List.of()),
            Optional.of(pictures.message()));

    assertThat(shown(pictures.message()).files() + files(pictures.also())).isEqualTo(3);
    assertThat(ink(shown(card.message()).text())).contains("Look.");
    var last = pictures.also().isEmpty() ? pictures.message() : pictures.also().getLast();
    stage().says(stage().channel(), "so pretty", Optional.of(last));
    assertThat(awaitEvent(Event.Reply.class).to()).isEqualTo(last);
  }

  @Test
  void givenAQuoteAndAnOutcome_whenSent_thenTheyHangAtTheMembersMessage() {
    var note = send(card("Tea", "Look.", List.of(), List.of())).message();
    var reply = stage().says(stage().channel(), "where is it?", Optional.of(note));
    var quote =
        send(new Part.Quote(
                "阿花",
                "In Xiamen!",
                Optional.of("在厦门！"),
                List.of(),
                "Translated by a test",
                List.of(),
                Optional.of(reply)))
            .message();

    assertThat(ink(shown(quote).text())).contains("InXiamen!", "阿花");
    assertThat(shown(quote).replyTo()).contains(reply.id());

    var refused =
        send(new Part.Outcome(reply, Part.ReplyState.REFUSED, "RedNote said no.")).message();
    assertThat(ink(shown(refused).text())).contains("RedNotesaidno.");
    // That it worked may be shown on the reply itself.
    send(new Part.Outcome(reply, Part.ReplyState.POSTED, "Posted on RedNote."));
  }

  @Test
  void givenADigest_whenSent_thenAllOfItCanBeReadAndEachNoteIsReached() {
    var pages =
        List.of(PAGE, URI.create("https://www.rednote.com/explore/n2?xsec_token=ABx_y-z%3D&a=b"));
    var message =
        send(new Part.Digest(
                "Catching up: 2 notes",
                List.of(
                    new Part.Entry("n1", "Milk tea", "Lulu", pages.get(0)),
                    new Part.Entry("n2", "Noodles (again) *_* <3", "", pages.get(1))),
                "Translated by a test"))
            .message();

    var seen = shown(message);
    assertThat(ink(seen.text()))
        .contains("Catchingup:2notes", "Milktea", "Lulu", "Noodles(again)*_*<3")
        .contains("Translatedbyatest");
    assertThat(seen.links()).isEqualTo(stage().linksNotes() ? strings(pages) : List.of());
    assertThat(seen.pings()).isEmpty();
    stage().says(stage().channel(), "which one?", Optional.of(message));
    assertThat(awaitEvent(Event.Reply.class).to()).isEqualTo(message);
  }

  private static List<String> strings(List<URI> pages) {
    return pages.stream().map(URI::toString).toList();
  }

  @Test
  void givenButtons_whenOneIsPressed_thenItsActionArrivesWithTheMember() {
    var explain = new Action.Explain(NOTE);
    var message =
        send(card(
                "Tea",
                "Look.",
                List.of(),
                List.of(
                    new Button.Ask("Original", new Action.Original(NOTE)),
                    new Button.Ask("Explain", explain),
                    new Button.Open("Open", PAGE))))
            .message();
    if (!stage().hasButtons()) {
      assertThat(shown(message).buttons()).isEmpty();
      return;
    }
    assertThat(shown(message).buttons())
        .containsExactly(new Action.Original(NOTE).code(), explain.code());

    stage().presses(message, explain.code());

    var press = awaitEvent(Event.Press.class);
    assertThat(press.action()).isEqualTo(explain);
    assertThat(press.message()).isEqualTo(message);
    assertThat(press.member().id()).isEqualTo(stage().member());
    stage().messenger().send(press.answerTo(), say("It means tea."), Optional.empty(), "answer");
    await(
        () -> stage().toldPrivately().stream().anyMatch(t -> t.contains("It means tea.")),
        "the member is answered privately");
    assertThat(stage().shown(stage().channel())).noneMatch(m -> m.text().contains("It means tea."));
  }

  @Test
  void givenAButtonOfAnEarlierStart_whenPressed_thenItStillMeansTheSame() {
    var translate = new Action.Translate(NOTE);
    var message =
        send(card("Tea", "Look.", List.of(), List.of(new Button.Ask("For me", translate))))
            .message();

    stage().restart();
    heard.on(stage().messenger());
    await(() -> stage().messenger().state().mood() == MessengerState.Mood.WELL, "it gets well");
    if (!stage().hasButtons()) {
      assertThat(ink(shown(message).text())).contains("Look.");
      return;
    }
    stage().presses(message, translate.code());

    assertThat(awaitEvent(Event.Press.class).action()).isEqualTo(translate);
  }

  @Test
  void givenACommandAndAReply_whenAMemberGivesThem_thenTheyArriveWhole() {
    var note = send(card("Tea", "Look.", List.of(), List.of())).message();
    stage().commands(stage().channel(), "follow somebody last 3");
    stage().says(stage().channel(), "so nice 好看 😀", Optional.of(note));

    var command = awaitEvent(Event.Command.class);
    assertThat(command.words()).isEqualTo("follow somebody last 3");
    assertThat(command.channel()).isEqualTo(stage().channel());
    assertThat(command.member().id()).isEqualTo(stage().member());
    var reply = awaitEvent(Event.Reply.class);
    assertThat(reply.text()).isEqualTo("so nice 好看 😀");
    assertThat(reply.to()).isEqualTo(note);
    assertThat(reply.channel()).isEqualTo(stage().channel());
    assertThat(reply.community()).isEqualTo(command.community());
    assertThat(heard.events()).extracting(Event::id).doesNotHaveDuplicates();
  }

  @Test
  void givenAStoreThatFails_whenAMemberCommands_thenTheCommandIsNotLostInSilence() {
    var failures = new AtomicInteger(1);
    heard.before(event -> {
      if (event instanceof Event.Command && failures.getAndDecrement() > 0) {
        throw new IllegalStateException("the disk is full");
      }
    });

    try {
      stage().commands(stage().channel(), "list");
    } catch (RuntimeException | AssertionError e) {
      // A service that answers at once answers that it did not take it.
      assertThat(stage().handsOverAgain()).isFalse();
      return;
    }

    if (stage().handsOverAgain()) {
      assertThat(awaitEvent(Event.Command.class).words()).isEqualTo("list");
    } else {
      await(() -> !stage().toldPrivately().isEmpty(), "the member is told");
    }
  }

  @Test
  void givenAMember_whenPromoted_thenTheServiceSaysSo() {
    stage().commands(stage().channel(), "list");
    var member = awaitEvent(Event.Command.class).member();
    if (member.standing() == Member.Standing.MANAGES) {
      // The browser: whoever can open the page runs it.
      assertThat(stage().messenger().manages(stage().channel(), member)).isTrue();
      return;
    }
    var asked = new Member(member.id(), member.name(), Member.Standing.NOT_SAID);
    assertThat(stage().messenger().manages(stage().channel(), asked)).isFalse();

    stage().promote();

    await(() -> stage().messenger().manages(stage().channel(), asked), "the promotion is seen");
  }

  @Test
  void givenTwentyMessages_whenSent_thenTheyStandInOrder() {
    for (int i = 0; i < 20; i++) {
      send(say("message " + i + "."));
    }

    assertThat(stage().shown(stage().channel()))
        .extracting(Visible::text)
        .containsExactlyElementsOf(
            IntStream.range(0, 20).mapToObj(i -> "message " + i + ".").toList());
  }

  @Test
  void givenEachTrouble_whenSent_thenTheFailureSaysTheWayOnAndALaterTrySucceeds() {
    for (var trouble : stage().troubles()) {
      var before = stage().shown(stage().other()).size();
      var key = "trouble-" + trouble.ordinal();
      stage().trouble(stage().other(), trouble);

      assertThatThrownBy(
              () -> stage().messenger().send(stage().other(), say("x"), Optional.empty(), key))
          .as(trouble.name())
          .isInstanceOfSatisfying(ChatException.class, e -> fits(trouble, e.failure()));

      var again = sendPatiently(stage().other(), say("x"), Optional.empty(), key);
      assertThat(shown(again.message()).text()).as(trouble.name()).isEqualTo("x");
      var more = stage().shown(stage().other()).size() - before;
      var mayRepeat = trouble == Trouble.ANSWER_LOST || trouble == Trouble.GARBAGE;
      assertThat(more).as(trouble.name()).isBetween(1, mayRepeat && !stage().knowsKeys() ? 2 : 1);
    }
  }

  private static void fits(Trouble trouble, ChatFailure failure) {
    switch (trouble) {
      case TOO_MANY ->
          assertThat(failure)
              .isInstanceOfSatisfying(
                  ChatFailure.RateLimited.class,
                  limited ->
                      assertThat(limited.pause())
                          .isBetween(Duration.ofMillis(1), Duration.ofSeconds(10)));
      case BROKEN, ANSWER_LOST, GARBAGE ->
          assertThat(failure).isInstanceOf(ChatFailure.Unavailable.class);
      case UNWANTED -> assertThat(failure).isInstanceOf(ChatFailure.Refused.class);
      case FORBIDDEN ->
          assertThat(failure)
              .isInstanceOfSatisfying(
                  ChatFailure.Closed.class,
                  closed -> assertThat(closed.cause()).isEqualTo(ChatFailure.Cause.NOT_ALLOWED));
    }
  }

  /// As a lane does: waits when it is told to. As lanes do, who come again when they were told to
  /// wait.
  private Sent sendPatiently(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    return patiently(() -> stage().messenger().send(channel, part, after, key));
  }

  private static <T> T patiently(Supplier<T> call) {
    for (int tries = 0; ; tries++) {
      try {
        return call.get();
      } catch (ChatException e) {
        if (!(e.failure() instanceof ChatFailure.RateLimited(var pause)) || tries == 10) {
          throw e;
        }
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  @Test
  void givenTextsAsLongAsTheyMayBe_whenSent_thenTheyArriveWhole() {
    var can = stage().messenger().capabilities(stage().channel());
    for (var sign : List.of("a", "长", "😀", "*", "<", "&", "_", "@")) {
      var text = longest(sign, can.text(), can);
      var message = send(say(text)).message();
      assertThat(ink(shown(message).text())).as(sign).isEqualTo(ink(text));
      // The names and labels of the card take their part.
      var body = longest(sign, can.cardText() - 200, can);
      var card = send(card("T", body, List.of(), List.of())).message();
      assertThat(ink(shown(card).text())).as(sign).contains(ink(body));
    }
  }

  private static String longest(String sign, int most, MessengerCapabilities can) {
    int count = most / can.measure(sign);
    return sign.repeat(count);
  }

  @Test
  void givenARestart_whenSendingGoesOn_thenEarlierMessagesCanBeAnsweredAndAreAnswered() {
    var note = send(card("Tea", "Look.", List.of(), List.of())).message();

    stage().restart();
    heard.on(stage().messenger());
    await(() -> stage().messenger().state().mood() == MessengerState.Mood.WELL, "it gets well");
    var rest = send(stage().channel(), say("and the rest"), Optional.of(note));

    assertThat(shown(rest.message()).text()).isEqualTo("and the rest");
    stage().says(stage().channel(), "after the restart", Optional.of(note));
    await(
        () ->
            heard.events().stream()
                .anyMatch(e -> e instanceof Event.Reply r && r.text().equals("after the restart")),
        "the reply arrives");
  }

  @Test
  void givenAListeningThatIsClosed_whenListenedOnAgain_thenItHearsOnceAndSentAllTheTime() {
    var messenger = stage().messenger();
    var connection = messenger.connections().getFirst();
    assertThat(connection).startsWith(messenger.name());
    assertThatThrownBy(() -> messenger.listen(connection, heard))
        .isInstanceOf(IllegalStateException.class);
    for (int round = 0; round < 3; round++) {
      listening.orElseThrow().close();
      listening.orElseThrow().close();
      var note = send(card("Tea " + round, "Look.", List.of(), List.of())).message();
      listening = Optional.of(heard.on(messenger));
      await(() -> messenger.state().mood() == MessengerState.Mood.WELL, "it gets well again");
      var text = "round " + round;
      stage().says(stage().channel(), text, Optional.of(note));
      await(() -> replies(text) > 0, "the reply arrives");
      assertThat(replies(text)).isOne();
    }
  }

  private long replies(String text) {
    return heard.events().stream()
        .filter(e -> e instanceof Event.Reply reply && reply.text().equals(text))
        .map(Event::id)
        .distinct()
        .count();
  }

  @Test
  void givenTenThousandHostileTexts_whenShown_thenNothingPingsHidesALinkOrIsLost() {
    var seed = Long.getLong("bridge.test.seed", System.nanoTime());
    var random = new Random(seed);
    var can = stage().messenger().capabilities(stage().channel());
    for (int i = 0; i < 10_000 / 20; i++) {
      var texts = new ArrayList<String>();
      for (int n = 0; n < 20; n++) {
        texts.add(HostileTexts.random(random));
      }
      var words = String.join("\n", texts.subList(2, 12));
      var quoted = String.join(" ", texts.subList(14, 20));
      var card = hostileCard(texts, words);
      if (can.measure(words) > can.cardText() / 2 || can.measure(quoted) > can.text()) {
        continue;
      }
      var context = "-Dbridge.test.seed=" + seed + ", round " + i;
      var shown = shown(send(card).message());
      assertThat(shown.pings()).as(context).isEmpty();
      assertThat(shown.links()).as(context).allMatch(PAGE.toString()::equals);
      assertThat(shown.buttons()).as(context).isEmpty();
      assertThat(ink(shown.text())).as(context).contains(ink(words));
      var digest = shown(send(hostileDigest(texts)).message());
      assertThat(digest.pings()).as(context).isEmpty();
      assertThat(digest.links()).as(context).allMatch(PAGE.toString()::equals);
      assertThat(digest.links()).as(context).hasSize(stage().linksNotes() ? texts.size() : 0);
      if (!quoted.isBlank()) {
        var said = shown(send(say(quoted)).message());
        assertThat(said.pings()).as(context).isEmpty();
        assertThat(said.links()).as(context).isEmpty();
        assertThat(ink(said.text())).as(context).isEqualTo(ink(quoted));
      }
    }
  }

  private static Part.Digest hostileDigest(List<String> texts) {
    var entries =
        texts.stream()
            .map(text -> text.replaceAll("\\s+", " ").strip())
            .map(text -> new Part.Entry("n1", text.isEmpty() ? "…" : text, text, PAGE))
            .toList();
    return new Part.Digest("Catching up", entries, "Translated by a test");
  }

  private static Part.Card hostileCard(List<String> texts, String words) {
    return new Part.Card(
        new Part.Subject("n1", PAGE, texts.get(0), "slideshow"),
        texts.get(1).replace("\n", " "),
        words,
        List.of(texts.get(12)),
        Optional.empty(),
        List.of(new Part.Aside(texts.get(12), "", texts.get(13))),
        "Translated by a test",
        List.of(),
        List.of(),
        Optional.empty());
  }
}
