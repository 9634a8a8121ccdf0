package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.FakeLinks;
import org.littleredbridge.note.NoteCache;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;

/// Lists of notes fit every service, lead to each note, and cost little.
final class DigestLayoutTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final MessengerCapabilities COUNTS_LINKS = holding(4_000, true, String::length);
  private static final MessengerCapabilities SEEN_ONLY = holding(4_000, false, String::length);

  @TempDir private Path folder;
  private final MemoryStore store = new MemoryStore();
  private final SettableClock clock = new SettableClock(NOON);
  private final List<Integer> asked = new ArrayList<>();
  private Optional<String> answer = Optional.empty();

  private static MessengerCapabilities holding(
      int card, boolean links, ToIntFunction<String> measure) {
    return new MessengerCapabilities(card, card, 2_000, 10, 10, 1 << 20, links, measure);
  }

  private final class Says implements Engine {
    @Override
    public String name() {
      return "deepl";
    }

    @Override
    public String version() {
      return answer.orElse("none");
    }

    @Override
    public boolean serves(Locale from, Locale to) {
      return true;
    }

    @Override
    public List<Rendering> render(List<String> texts, Locale from, Locale to) {
      asked.add(texts.size());
      return texts.stream()
          .<Rendering>map(text ->
              answer
                  .<Rendering>map(words -> new Rendering.Translation(words))
                  .orElseGet(Rendering.NotMine::new))
          .toList();
    }
  }

  private NoteLayout layout() {
    return new NoteLayout(
        new NoteLayout.Ports(
            new NoteCache(store.notes(), 100),
            store.notes(),
            new FakeLinks(),
            new TranslationChain(
                List.of(new Says()), store.translations(), (_, _) -> List.of(), new Tally(), clock),
            new MediaCache(
                folder,
                1 << 20,
                MediaLimits.DEFAULT,
                (_, _, _) -> {
                  throw new MediaException("a digest has no pictures", true);
                },
                new Tally(),
                clock),
            new ChannelLanguage(store.settings(), Locale.ENGLISH),
            new Wording()));
  }

  private NoteId kept(int n, String title) {
    return kept(n, title, "小美");
  }

  private NoteId kept(int n, String title, String creator) {
    var note =
        SampleNotes.note(
            "n" + n, title, "text", SampleNotes.creator("c" + n, creator), SampleNotes.PUBLISHED);
    store.notes().keep(note);
    return note.id();
  }

  /// Without digits, which a translation must not drop.
  private static String title(int n) {
    return "题" + Character.toString(0x6C00 + n);
  }

  private List<NoteId> titled(int count) {
    return IntStream.range(0, count).mapToObj(n -> kept(n, title(n))).toList();
  }

  private List<Part.Digest> parts(Delivery delivery, MessengerCapabilities capabilities) {
    return layout().compose(delivery, capabilities).orElseThrow().parts().stream()
        .map(part -> (Part.Digest) part)
        .toList();
  }

  private static Delivery delivery(List<NoteId> notes, int sent, Optional<Shape> shape) {
    return new Delivery(
        7,
        LOBBY,
        new Cargo.Digest(notes),
        0,
        IntStream.range(0, sent).mapToObj(i -> new MessageRef(LOBBY, "m" + i)).toList(),
        shape,
        NOON,
        Optional.empty(),
        Optional.empty());
  }

  private List<Part.Digest> parts(List<NoteId> notes, MessengerCapabilities capabilities) {
    return parts(delivery(notes, 0, Optional.empty()), capabilities);
  }

  private static List<String> listed(List<Part.Digest> parts) {
    return parts.stream().flatMap(part -> part.entries().stream()).map(Part.Entry::note).toList();
  }

  private static int measured(Part.Digest part, MessengerCapabilities can) {
    return can.measure(part.heading())
        + can.measure(part.label())
        + part.entries().stream()
            .mapToInt(one ->
                can.measure(one.title())
                    + can.measure(one.creator())
                    + (can.linksCount() ? one.link().toString().length() : 0)
                    + 12)
            .sum();
  }

  @Test
  void givenAFewNotes_whenLaidOut_thenOneMessageListsThemWithTheirPages() {
    answer = Optional.of("A title");
    var part = parts(titled(12), SEEN_ONLY).getFirst();

    assertThat(part.heading()).isEqualTo("Catching up: 12 notes that had to wait");
    assertThat(part.entries()).hasSize(12);
    var first = part.entries().getFirst();
    assertThat(first.title()).isEqualTo("A title");
    assertThat(first.creator()).isEqualTo("小美");
    assertThat(first.link())
        .hasToString("https://www.rednote.com/explore/n0?xsec_token=token-of-n0");
    assertThat(part.label()).isEqualTo("Translated by deepl");
    assertThat(asked).containsExactly(12);
  }

  @Test
  void givenANoteThatSaysItIsAdvertising_whenListed_thenItsTitleSaysSoFirst() {
    var part = parts(List.of(kept(0, "【广告】面馆"), kept(1, "面馆")), SEEN_ONLY).getFirst();

    assertThat(part.entries())
        .extracting(Part.Entry::title)
        .containsExactly("[Advertising] 【广告】面馆", "面馆");
  }

  @Test
  void givenNoTranslation_whenLaidOut_thenTheOriginalTitlesStandThereAndItSaysSo() {
    store.settings().set(LOBBY, Settings.LANGUAGE, "en", "web:ann", NOON);
    var part = parts(titled(3), SEEN_ONLY).getFirst();

    assertThat(part.entries())
        .extracting(Part.Entry::title)
        .containsExactly(title(0), title(1), title(2));
    assertThat(part.label()).isEqualTo("Original, not translated");
  }

  @Test
  void givenAThousandNotes_whenLaidOut_thenAllAreListedInOrderAndFewAreTranslated() {
    answer = Optional.of("A title");
    var notes = titled(1_000);
    for (var can : List.of(COUNTS_LINKS, SEEN_ONLY)) {
      asked.clear();
      answer = Optional.of("A title " + can.linksCount());
      var parts = parts(notes, can);

      assertThat(listed(parts)).isEqualTo(notes.stream().map(NoteId::value).toList());
      assertThat(parts).allSatisfy(part -> assertThat(measured(part, can)).isLessThan(4_000));
      assertThat(parts).allSatisfy(part -> assertThat(part.entries()).hasSizeBetween(1, 40));
      assertThat(asked).containsExactly(20, 20, 20);
      var all = parts.stream().flatMap(part -> part.entries().stream()).toList();
      assertThat(all.get(59).title()).startsWith("A title");
      assertThat(all.get(60).title()).isEqualTo(title(60));
      assertThat(parts.get(1).heading())
          .isEqualTo(
              "Catching up: notes %d to %d of 1,000 that had to wait"
                  .formatted(
                      parts.get(0).entries().size() + 1,
                      parts.get(0).entries().size() + parts.get(1).entries().size()));
      assertThat(parts.getLast().label()).isEqualTo("Original, not translated");
    }
  }

  @Test
  void givenPartsThatWereSent_whenTheEngineAnswersOtherwise_thenTheRestListsTheSameNotes() {
    var notes = titled(100);
    var first = parts(notes, COUNTS_LINKS);
    var shape = Shape.of(0, List.copyOf(first));
    assertThat(shape.size()).isEqualTo(first.size());
    answer =
        Optional.of("A very long title that takes all the room there is, and more. ".repeat(9));

    for (int sent = 0; sent < first.size(); sent++) {
      var left = parts(delivery(notes, sent, Optional.of(shape)), COUNTS_LINKS);
      assertThat(left).hasSize(first.size() - sent);
      for (int i = 0; i < left.size(); i++) {
        assertThat(listed(List.of(left.get(i)))).isEqualTo(listed(List.of(first.get(sent + i))));
        assertThat(left.get(i).heading()).isEqualTo(first.get(sent + i).heading());
        assertThat(measured(left.get(i), COUNTS_LINKS)).isLessThan(4_000);
      }
      assertThat(Shape.of(0, List.copyOf(sent == 0 ? left : first))).isEqualTo(shape);
    }
  }

  @Test
  void givenNotesThatLeftTheStoreOrHaveNoWords_whenLaidOut_thenTheyAreStillReachable() {
    store.notes().keep(SampleNotes.note("n1", " ", "", SampleNotes.MEI, SampleNotes.PUBLISHED));
    store
        .notes()
        .keep(
            SampleNotes.note(
                "n2", "\u200b\u202e\u0000", "x", SampleNotes.MEI, SampleNotes.PUBLISHED));
    var notes = List.of(new NoteId("gone"), new NoteId("n1"), new NoteId("n2"));
    var entries = parts(notes, SEEN_ONLY).getFirst().entries();

    assertThat(entries).extracting(Part.Entry::title).containsOnly("A note without a title");
    assertThat(entries.getFirst().link()).hasToString("https://www.rednote.com/explore/gone");
  }

  @Test
  void givenAnEndlessToken_whenLaidOut_thenThePageIsTheOneWithoutIt() {
    store.notes().keep(SampleNotes.withToken(SampleNotes.note("n1", "题目"), "t".repeat(256)));
    var entry = parts(List.of(new NoteId("n1")), COUNTS_LINKS).getFirst().entries().getFirst();

    assertThat(entry.link()).hasToString("https://www.rednote.com/explore/n1");
  }

  @Test
  void givenHostileTitlesAndNames_whenLaidOut_thenEveryMessageFitsHoweverTheServiceCounts() {
    var seed = Long.getLong("bridge.test.seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      var notes = new ArrayList<NoteId>();
      for (int n = 0; n < 60; n++) {
        var long_ = random.nextInt(5) == 0 ? 500 : 1;
        notes.add(
            kept(
                n,
                HostileTexts.random(random).repeat(long_),
                HostileTexts.random(random).repeat(long_)));
      }
      var factor = 1 + random.nextInt(3);
      var can =
          holding(1_000 + random.nextInt(3_000), random.nextBoolean(), s -> s.length() * factor);
      var parts = parts(notes, can);
      assertThat(listed(parts)).isEqualTo(notes.stream().map(NoteId::value).toList());
      assertThat(parts)
          .as("-Dbridge.test.seed=" + seed)
          .allSatisfy(part -> assertThat(measured(part, can)).isLessThanOrEqualTo(can.cardText()));
      assertThat(parts.stream().flatMap(part -> part.entries().stream()))
          .allSatisfy(one -> assertThat(one.title()).isNotBlank().doesNotContain("\n"));
    }
  }

  @Test
  void givenNothingToList_whenLaidOut_thenThereIsNoPost() {
    assertThat(layout().compose(delivery(List.of(), 0, Optional.empty()), SEEN_ONLY)).isEmpty();
  }
}
