package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.FakeMessenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.FakeLinks;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteCache;
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;

/// What becomes of the messages of a note when it is edited, taken down, or comes back.
final class UpdatesTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GARDEN = ChannelId.of("web", "garden");
  private static final Feed FEED = new Feed.CreatorFeed(new CreatorId("mei"));
  private static final NoteId N1 = new NoteId("n1");
  private static final RetryPolicy THREE_TRIES =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(3), 3, Duration.ofSeconds(1));

  @TempDir private Path folder;
  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final FakeMessenger web = new FakeMessenger("web");
  private final Semaphore ended = new Semaphore(0);
  private Optional<Deliverer> open = Optional.empty();
  private int fetched;

  @AfterEach
  void close() {
    open.ifPresent(Deliverer::close);
    assertThat(web.brokenPromises()).isEmpty();
  }

  private Deliverer deliverer() {
    if (open.isEmpty()) {
      var languages = new ChannelLanguage(store.settings(), Locale.ENGLISH);
      var layout =
          new NoteLayout(
              new NoteLayout.Ports(
                  new NoteCache(store.notes(), 100),
                  store.notes(),
                  new FakeLinks(),
                  new TranslationChain(
                      List.of(), store.translations(), (_, _) -> List.of(), new Tally(), clock),
                  new MediaCache(
                      folder,
                      1 << 20,
                      MediaLimits.DEFAULT,
                      (m, p, _) -> fetch(m, p),
                      new Tally(),
                      clock),
                  languages,
                  new Wording()));
      open =
          Optional.of(
              new Deliverer(
                  new Deliverer.Ports(
                      store.outbox(),
                      store.channels(),
                      languages,
                      new Wording(),
                      new Tally(),
                      _ -> {}),
                  List.of(web),
                  layout,
                  THREE_TRIES,
                  clock,
                  ended::release));
    }
    return open.get();
  }

  private MediaFile fetch(Media media, Path target) {
    fetched++;
    try {
      Files.write(target, new byte[10]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MediaFile(media.kind(), media.key(), target, "image/webp", 10, 3, 4);
  }

  private void deliver() {
    try {
      for (var lanes = deliverer().deliverDue(); lanes > 0; lanes = deliverer().deliverDue()) {
        assertThat(ended.tryAcquire(lanes, 20, TimeUnit.SECONDS)).as("lanes end").isTrue();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Note note(String title, String text) {
    return SampleNotes.note("n1", title, text, SampleNotes.MEI, SampleNotes.PUBLISHED);
  }

  private void sent(ChannelId channel, Note note) {
    var routed = new Outbox.Routed(note, Map.of(channel, new Verdict.Send()));
    assertThat(store.outbox().accept(FEED, List.of(routed), clock.instant())).isEqualTo(1);
    deliver();
  }

  private void edited(String title, String text) {
    clock.advance(Duration.ofHours(1));
    store.outbox().change(new NoteChange.Seen(note(title, text)), clock.instant());
  }

  private void gone(String reason) {
    clock.advance(Duration.ofHours(1));
    store.outbox().change(new NoteChange.Gone(N1, reason), clock.instant());
  }

  private Part.Card card(ChannelId channel) {
    return (Part.Card)
        web.parts(channel).stream().filter(Part.Card.class::isInstance).findFirst().orElseThrow();
  }

  private List<String> said(ChannelId channel) {
    return web.parts(channel).stream()
        .filter(Part.Say.class::isInstance)
        .map(part -> ((Part.Say) part).text())
        .toList();
  }

  private static String words(String word, int count) {
    return IntStream.range(0, count).mapToObj(n -> word + n).collect(Collectors.joining(" "));
  }

  @Test
  void givenANoteInTwoChannels_whenItIsEdited_thenBothMessagesShowTheNewTextAndSaySo() {
    sent(LOBBY, note("旧", "old text"));
    sent(GARDEN, note("旧", "old text"));
    var loaded = fetched;

    edited("新", "new text");
    deliver();

    for (var channel : List.of(LOBBY, GARDEN)) {
      assertThat(web.sent(channel)).hasSize(1);
      assertThat(card(channel).title()).isEqualTo("新");
      assertThat(card(channel).body()).isEqualTo("new text");
      assertThat(card(channel).label()).startsWith("Edited (seen 2026-03-01 13:00 UTC)");
      assertThat(card(channel).buttons()).anyMatch(Button.Open.class::isInstance);
    }
    assertThat(fetched).as("media stay as they were sent").isEqualTo(loaded);
  }

  @Test
  void givenTenEditsWhileTheChannelWaits_whenItGoesOn_thenTheMessageIsChangedOnce() {
    sent(LOBBY, note("t", "old text"));
    for (var n = 0; n < 10; n++) {
      edited("t", "text " + n);
    }
    deliver();

    assertThat(web.edits()).hasSize(1);
    assertThat(card(LOBBY).body()).isEqualTo("text 9");
    assertThat(store.outbox().waiting()).isZero();
  }

  @Test
  void givenATakenDownNote_whenItsMessageIsMarked_thenTheTextStaysAndThePlatformsButtonsGo() {
    sent(LOBBY, note("t", "what it said"));

    gone("该内容因违规已被删除");
    deliver();

    assertThat(card(LOBBY).body())
        .contains("Taken down on RedNote")
        .contains("breaking its rules")
        .contains("2026-03-01 13:00 UTC")
        .contains("no longer works")
        .endsWith("what it said");
    assertThat(card(LOBBY).buttons())
        .isNotEmpty()
        .noneMatch(Button.Open.class::isInstance)
        .noneMatch(button ->
            button instanceof Button.Ask(_, var action)
                && (action instanceof Action.Reply || action instanceof Action.Comments));

    clock.advance(Duration.ofHours(1));
    store.outbox().change(new NoteChange.Seen(note("t", "what it said")), clock.instant());
    deliver();
    assertThat(card(LOBBY).body()).isEqualTo("what it said");
    assertThat(card(LOBBY).label()).doesNotContain("Edited");
  }

  @Test
  void givenAChannelThatReadsChinese_whenTheNoteIsGone_thenTheMarkIsChinese() {
    store.settings().set(LOBBY, Settings.LANGUAGE, "zh", "ann", clock.instant());
    sent(LOBBY, note("t", "x"));
    gone("私密笔记");
    deliver();

    assertThat(card(LOBBY).body()).contains("撤下").contains("作者已将其隐藏");
  }

  @Test
  void givenATextOfSeveralMessages_whenItShrinksAndGrows_thenEachMessageFollowsAsFarAsItCan() {
    web.capabilities(new MessengerCapabilities(300, 200, 10, 10L << 20, String::length));
    sent(LOBBY, note("t", words("old", 120)));
    var messages = web.sent(LOBBY).size();
    assertThat(said(LOBBY)).hasSizeGreaterThan(2);

    edited("t", words("short", 40));
    deliver();
    assertThat(web.sent(LOBBY)).hasSize(messages);
    assertThat(card(LOBBY).body()).startsWith("short0 ");
    assertThat(said(LOBBY).getFirst()).startsWith("short");
    assertThat(said(LOBBY).getLast()).contains("no longer there");

    edited("t", words("longer", 400));
    deliver();
    assertThat(web.sent(LOBBY)).hasSize(messages);
    assertThat(said(LOBBY).getLast())
        .startsWith("longer")
        .endsWith("Read the rest on RedNote.")
        .hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void givenATextOfOneMessage_whenItGrowsBeyondThat_thenItsEndSaysWhereTheRestIs() {
    web.capabilities(new MessengerCapabilities(300, 200, 10, 10L << 20, String::length));
    sent(LOBBY, note("t", "short"));

    edited("t", words("longer", 400));
    deliver();

    assertThat(web.sent(LOBBY)).hasSize(1);
    assertThat(card(LOBBY).body())
        .startsWith("longer0 ")
        .endsWith("Read the rest on RedNote.")
        .hasSizeLessThanOrEqualTo(300);
  }

  @Test
  void givenAMessageThatIsGone_whenItShouldBeChanged_thenTheUpdateEndsQuietly() {
    sent(LOBBY, note("t", "old text"));
    web.lose(web.sent(LOBBY).getFirst().message());

    edited("t", "new text");
    deliver();

    assertThat(web.edits()).isEmpty();
    assertThat(store.outbox().waiting()).isZero();
  }

  @Test
  void givenAServiceThatFailsForLong_whenAnEditIsTried_thenItIsGivenUpAndTheChannelStaysOpen() {
    sent(LOBBY, note("t", "old text"));
    web.failNext(99, new ChatFailure.Unavailable("away"));
    edited("t", "new text");
    for (var n = 0; n < 9; n++) {
      deliver();
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(store.outbox().waiting()).isZero();
    assertThat(store.channels().paused(LOBBY)).isEmpty();
  }

  @Test
  void givenARateLimit_whenAnEditIsTried_thenItIsPutOffAndMadeLater() {
    sent(LOBBY, note("t", "old text"));
    web.failNext(1, new ChatFailure.RateLimited(Duration.ofMinutes(3)));
    edited("t", "new text");
    deliver();
    assertThat(web.edits()).isEmpty();

    clock.advance(Duration.ofMinutes(3));
    deliver();
    assertThat(card(LOBBY).body()).isEqualTo("new text");
  }

  @Test
  void givenAClosedChannel_whenAnEditIsTried_thenTheChannelIsPausedLikeAtASend() {
    sent(LOBBY, note("t", "old text"));
    web.failNext(1, new ChatFailure.Closed(ChatFailure.Cause.NOT_ALLOWED, "Send messages"));
    edited("t", "new text");
    deliver();

    assertThat(store.channels().paused(LOBBY)).isPresent();
  }
}
