package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatFailure.Unavailable;
import org.littleredbridge.chat.FakeMessenger;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.FakeLinks;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteCache;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;

/// Where the pictures of a note go, and that a post which broke off goes on with the same messages
/// whatever has changed meanwhile.
final class PicturesTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final RetryPolicy TRIES =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(3), 9, Duration.ZERO);

  @TempDir private Path folder = Path.of("");
  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final FakeMessenger web = new FakeMessenger("web");
  private final Semaphore ended = new Semaphore(0);
  private final Set<String> lost = new HashSet<>();
  private final List<Deliverer> open = new ArrayList<>();
  private MemoryStore store = new MemoryStore();
  private boolean hostAway;
  private boolean translates;
  private int caches;

  PicturesTest() {
    new Heard().on(web);
    holds(400, 60, 4, 2);
  }

  @AfterEach
  void closeAll() {
    open.forEach(Deliverer::close);
    assertThat(web.brokenPromises()).isEmpty();
  }

  private void holds(int card, int caption, int attachments, int withCard) {
    web.capabilities(
        new MessengerCapabilities(
            card, caption, 120, attachments, withCard, 1 << 20, String::length));
  }

  /// As after a restart on another machine: nothing is left in memory or on disk.
  private Deliverer process(Outbox outbox, Messenger messenger) {
    var wording = new Wording();
    var languages = new ChannelLanguage(store.settings(), Locale.ENGLISH);
    var media =
        new MediaCache(
            folder.resolve("cache" + ++caches),
            1 << 20,
            MediaLimits.DEFAULT,
            this::fetch,
            new Tally(),
            clock);
    var translations =
        new TranslationChain(
            List.of(new Sometimes()),
            new MemoryStore().translations(),
            (_, _) -> List.of(),
            new Tally(),
            clock);
    var layout =
        new NoteLayout(
            new NoteLayout.Ports(
                new NoteCache(store.notes(), 100),
                store.notes(),
                new FakeLinks(),
                translations,
                media,
                languages,
                wording));
    var ports =
        new Deliverer.Ports(outbox, store.channels(), languages, wording, new Tally(), _ -> {});
    var made = new Deliverer(ports, List.of(messenger), layout, TRIES, clock, ended::release);
    open.add(made);
    return made;
  }

  private Deliverer process() {
    return process(store.outbox(), web);
  }

  private MediaFile fetch(Media media, Path target, MediaLimits limits) {
    if (hostAway || lost.contains(media.key())) {
      throw new MediaException("the host does not answer", true);
    }
    try {
      Files.write(target, new byte[10]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MediaFile(media.kind(), media.key(), target, "image/webp", 10, 3, 4);
  }

  private final class Sometimes implements Engine {
    @Override
    public String name() {
      return "deepl";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public boolean serves(Locale from, Locale to) {
      return translates;
    }

    @Override
    public List<Rendering> render(List<String> texts, Locale from, Locale to) {
      return texts.stream()
          .<Rendering>map(_ -> new Rendering.Translation("in English now"))
          .toList();
    }
  }

  private void queue(int pictures, String text) {
    var content =
        new Content.Slideshow(
            IntStream.rangeClosed(1, pictures)
                .mapToObj(i -> SampleNotes.picture("p" + i))
                .toList());
    var plain = SampleNotes.note("n1", "题目", text, SampleNotes.MEI, SampleNotes.PUBLISHED);
    var note =
        new Note(
            plain.ref(),
            plain.creator(),
            plain.title(),
            plain.text(),
            List.of(),
            content,
            plain.likes(),
            plain.publishedAt(),
            true);
    store
        .outbox()
        .accept(
            new Feed.TrendingFeed(),
            List.of(new Outbox.Routed(note, Map.of(LOBBY, new Verdict.Send()))),
            clock.instant());
  }

  private void step(Deliverer one) {
    var started = one.deliverDue();
    try {
      assertThat(ended.tryAcquire(started, 20, TimeUnit.SECONDS)).as("lanes end").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void deliverAll(Deliverer one) {
    for (int i = 0; i < 100 && one.nextDue().isPresent(); i++) {
      one.nextDue().filter(due -> due.isAfter(clock.instant())).ifPresent(clock::set);
      step(one);
    }
    assertThat(store.outbox().waiting()).isZero();
  }

  /// What the channel shows, a word for each message.
  private List<String> shown() {
    return web.parts(LOBBY).stream().map(PicturesTest::word).toList();
  }

  private static String word(Part part) {
    return switch (part) {
      case Part.Pictures pictures -> "pictures " + keys(pictures.attachments());
      case Part.Card card -> "card " + keys(card.attachments());
      case Part.Say _ -> "say";
      case Part.Quote _, Part.Digest _, Part.Outcome _, Part.Secret _ -> "?";
    };
  }

  private static String keys(List<Part.Attachment> files) {
    return files.stream().map(Part.Attachment::key).collect(Collectors.joining(","));
  }

  private Part.Card card() {
    return web.parts(LOBBY).stream()
        .filter(Part.Card.class::isInstance)
        .map(Part.Card.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String sentences(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "第" + i + "句话。")
        .collect(Collectors.joining());
  }

  @Test
  void givenFewPicturesAndAShortText_whenDelivered_thenTheyStayWithTheCard() {
    queue(2, "短");
    deliverAll(process());

    assertThat(shown()).containsExactly("card p1,p2");
    assertThat(card().label()).isEqualTo("Original, not translated");
  }

  @Test
  void givenTooManyPicturesForACard_whenDelivered_thenTheyComeFirstWithAShortCaption() {
    queue(6, "短");
    deliverAll(process());

    assertThat(shown()).containsExactly("pictures p1,p2,p3,p4", "pictures p5,p6", "card ");
    assertThat(web.parts(LOBBY).stream().limit(2).map(part -> ((Part.Pictures) part).caption()))
        .containsExactly("小美 — 题目", "");
    assertThat(web.sent(LOBBY)).extracting(FakeMessenger.Shown::key).doesNotHaveDuplicates();
  }

  @Test
  void givenAMessageThatAskedForIt_whenDelivered_thenTheFirstMessageAnswersIt() {
    var asking = new MessageRef(LOBBY, "m1");
    for (var pictures : List.of(2, 6)) {
      queue(pictures, "短");
      deliverAll(process());
      var before = web.parts(LOBBY).size();
      store
          .outbox()
          .add(
              LOBBY,
              new Cargo.NoteCargo(SampleNotes.ref("n1").id(), Optional.of(asking)),
              "asked " + pictures,
              clock.instant());
      deliverAll(process());

      var parts = web.parts(LOBBY).subList(before, web.parts(LOBBY).size());
      assertThat(parts.getFirst().replyTo()).contains(asking);
      assertThat(parts.stream().skip(1)).allMatch(part -> part.replyTo().isEmpty());
    }
  }

  @Test
  void givenATextTooLongForACaption_whenDelivered_thenThePicturesComeFirst() {
    queue(1, sentences(1, 12));
    deliverAll(process());

    assertThat(shown()).containsExactly("pictures p1", "card ");
  }

  @Test
  void givenATextInSeveralPieces_whenDelivered_thenThePicturesComeFirstThenCardThenRest() {
    holds(300, 300, 4, 4);
    queue(2, sentences(1, 80));
    deliverAll(process());

    assertThat(shown()).startsWith("pictures p1,p2", "card ", "say").hasSizeGreaterThan(3);
  }

  @Test
  void givenALongName_whenPicturesComeFirst_thenTheCaptionIsOneShortLine() {
    holds(4_000, 20, 4, 0);
    queue(1, "x");
    var name = "A name\nthat does not end ".repeat(40);
    store = new MemoryStore();
    var plain =
        SampleNotes.note("n1", name, "x", SampleNotes.creator("mei", name), SampleNotes.PUBLISHED);
    store
        .outbox()
        .accept(
            new Feed.TrendingFeed(),
            List.of(new Outbox.Routed(plain, Map.of(LOBBY, new Verdict.Send()))),
            clock.instant());
    deliverAll(process());

    var caption = ((Part.Pictures) web.parts(LOBBY).getFirst()).caption();
    assertThat(caption).startsWith("A name that").doesNotContain("\n").endsWith("…");
    assertThat(caption.length()).isLessThanOrEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"18,5,0", "19,5,1", "500,5,482"})
  void givenManyPictures_whenDelivered_thenEighteenGoAlongAndTheCardTellsOfTheOthers(
      int pictures, int messages, int more) {
    queue(pictures, "短");
    deliverAll(process());

    assertThat(shown()).hasSize(messages + 1);
    assertThat(shown().get(messages - 1)).isEqualTo("pictures p17,p18");
    assertThat(card().label())
        .isEqualTo(
            "Original, not translated"
                + (more == 0
                    ? ""
                    : more == 1
                        ? " · one more picture on RedNote"
                        : " · " + more + " more pictures on RedNote"));
  }

  @Test
  void givenAChannelWithoutFiles_whenDelivered_thenTheCardTellsOfAllPictures() {
    holds(400, 60, 0, 0);
    queue(3, "短");
    deliverAll(process());

    assertThat(shown()).containsExactly("card ");
    assertThat(card().label()).endsWith(" · 3 more pictures on RedNote");
  }

  @Test
  void givenPicturesThatCannotBeHad_whenDelivered_thenTheOthersKeepTheirMessages() {
    lost.addAll(List.of("p2", "p5", "p6", "p7", "p8"));
    queue(9, "短");
    deliverAll(process());

    assertThat(shown())
        .as("the second message has none")
        .containsExactly("pictures p1,p3,p4", "card ");
    assertThat(card().label()).endsWith(" · 6 more pictures on RedNote");
  }

  @Test
  void givenPicturesSentAndTheHostAwayAfterwards_whenTriedAgain_thenTheCardStillComes() {
    web.forgetKeys();
    queue(6, "短");
    step(process(store.outbox(), new CrashPoint(4, false).over(Messenger.class, web)));
    assertThat(shown()).containsExactly("pictures p1,p2,p3,p4");
    hostAway = true;
    clock.advance(Duration.ofMinutes(6));
    deliverAll(process());

    assertThat(shown()).containsExactly("pictures p1,p2,p3,p4", "card ");
  }

  @Test
  void givenPicturesSentAndMoreToBeHadAfterwards_whenTriedAgain_thenTheyComeOnce() {
    web.forgetKeys();
    lost.addAll(List.of("p2", "p5", "p6"));
    queue(6, "短");
    step(process(store.outbox(), new CrashPoint(4, false).over(Messenger.class, web)));
    assertThat(shown()).containsExactly("pictures p1,p3,p4");
    lost.clear();
    clock.advance(Duration.ofMinutes(6));
    deliverAll(process());

    assertThat(shown()).containsExactly("pictures p1,p3,p4", "pictures p5,p6", "card ");
  }

  @Test
  void givenACardSentWithoutPictures_whenTheHostIsBack_thenNothingIsSentAgain() {
    web.forgetKeys();
    hostAway = true;
    queue(6, sentences(1, 80));
    step(process(store.outbox(), new CrashPoint(4, false).over(Messenger.class, web)));
    assertThat(shown()).containsExactly("card ");
    hostAway = false;
    clock.advance(Duration.ofMinutes(6));
    deliverAll(process());

    assertThat(shown()).startsWith("card ", "say").doesNotContain("pictures p1,p2,p3,p4");
  }

  @Test
  void givenACardSentInTheOriginal_whenAnEngineAnswersAgain_thenTheRestIsStillOfTheSameText() {
    web.forgetKeys();
    queue(0, sentences(1, 120));
    step(process(store.outbox(), new CrashPoint(4, false).over(Messenger.class, web)));
    assertThat(shown()).containsExactly("card ");
    translates = true;
    clock.advance(Duration.ofMinutes(6));
    deliverAll(process());

    var all =
        web.parts(LOBBY).stream()
            .map(part -> part instanceof Part.Say say ? say.text() : ((Part.Card) part).body())
            .collect(Collectors.joining());
    assertThat(all).isEqualTo(sentences(1, 120));
  }

  @Test
  void givenADeathAtEveryCall_whenEverythingIsDifferentAfterwards_thenNoMessageIsLost() {
    for (var done : new boolean[] {false, true}) {
      for (var tellsRepeats : new boolean[] {false, true}) {
        for (var better : new boolean[] {false, true}) {
          var lived = false;
          for (int call = 1; !lived; call++) {
            var fresh = new PicturesTest();
            fresh.folder = folder.resolve(done + "-" + tellsRepeats + "-" + better + call);
            lived = fresh.survives(new CrashPoint(call, done), tellsRepeats, better);
            fresh.closeAll();
            var shown = fresh.shown();
            assertThat(shown.stream().filter(word -> word.startsWith("card")).count())
                .as("dead at call %s, done %s: %s", call, done, shown)
                .isBetween(1L, 2L);
            var all =
                fresh.web.parts(LOBBY).stream()
                    .map(PicturesTest::text)
                    .distinct()
                    .collect(Collectors.joining());
            assertThat(all).endsWith(sentences(1, 80));
          }
        }
      }
    }
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Card card -> card.body();
      case Part.Say say -> say.text();
      case Part.Pictures _, Part.Quote _, Part.Digest _, Part.Outcome _, Part.Secret _ -> "";
    };
  }

  /// @param better whether the host comes back after the death, or goes away
  /// @return whether the process lived through
  private boolean survives(CrashPoint crash, boolean tellsRepeats, boolean better) {
    if (!tellsRepeats) {
      web.forgetKeys();
    }
    hostAway = better;
    queue(6, sentences(1, 80));
    try {
      step(process(crash.over(Outbox.class, store.outbox()), crash.over(Messenger.class, web)));
    } catch (CrashPoint.Crash e) {
      assertThat(e).as("it died before any lane was started").isNotNull();
    }
    hostAway = !better;
    clock.advance(Duration.ofMinutes(6));
    deliverAll(process());
    return !crash.happened();
  }

  @Test
  void givenAFailureBetweenPicturesAndCard_whenTriedAgain_thenEachComesOnce() {
    web.forgetKeys();
    holds(400, 60, 4, 2);
    queue(6, "短");
    var deliverer = process();
    web.failNext(1, new Unavailable("away"));
    deliverAll(deliverer);

    assertThat(shown()).containsExactly("pictures p1,p2,p3,p4", "pictures p5,p6", "card ");
  }
}
