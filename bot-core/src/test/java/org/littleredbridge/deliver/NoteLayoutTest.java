package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.health.Tally;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.FakeLinks;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteCache;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TextPrep;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;

/// What people get to see of a note, a comment and a sentence, within what each service can hold.
final class NoteLayoutTest {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final MessageRef REPLY = new MessageRef(LOBBY, "m7");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final MessengerCapabilities LARGE = holding(4_000, 2_000, String::length);
  private static final List<String> BITS =
      List.of(
          "长",
          "今天去吃面。",
          "word",
          "Sentence. ",
          " ",
          "\n",
          "👨‍👩‍👧",
          "🇨🇳",
          "𠮷",
          "e\u0301",
          "\u200b",
          "\u202e",
          "[笑哭R]",
          "#探店[话题]#",
          "@小美 ",
          "https://xhslink.com/a/b ",
          "{0}",
          "'");

  @TempDir private Path folder;
  private final MemoryStore store = new MemoryStore();
  private final SettableClock clock = new SettableClock(NOON);
  private final Set<String> lostMedia = new HashSet<>();

  private NoteLayout layout(Engine... engines) {
    return new NoteLayout(
        new NoteLayout.Ports(
            new NoteCache(store.notes(), 100),
            store.notes(),
            new FakeLinks(),
            new TranslationChain(
                List.of(engines), store.translations(), (_, _) -> List.of(), new Tally(), clock),
            new MediaCache(folder, 1 << 20, MediaLimits.DEFAULT, this::fetch, new Tally(), clock),
            new ChannelLanguage(store.settings(), Locale.ENGLISH),
            new Wording()));
  }

  private MediaFile fetch(Media media, Path target, MediaLimits limits) {
    if (lostMedia.contains(media.key())) {
      throw new MediaException("the host does not answer", true);
    }
    try {
      Files.write(target, new byte[10]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var type = media.kind() == Media.Kind.VIDEO ? "video/mp4" : "image/webp";
    return new MediaFile(media.kind(), media.key(), target, type, 10, 3, 4);
  }

  /// Says the same for every text.
  private record Says(Rendering answer) implements Engine {
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
      return true;
    }

    @Override
    public List<Rendering> render(List<String> texts, Locale from, Locale to) {
      return texts.stream().map(_ -> answer).toList();
    }
  }

  private static MessengerCapabilities holding(int card, int text, ToIntFunction<String> measure) {
    return new MessengerCapabilities(card, text, 10, 1 << 20, measure);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private List<Part> parts(NoteLayout layout, Cargo cargo, MessengerCapabilities capabilities) {
    var delivery = new Delivery(1, LOBBY, cargo, 0, List.of(), NOON);
    return layout.compose(delivery, capabilities).orElseThrow().parts();
  }

  private List<Part> note(NoteLayout layout, Note note, MessengerCapabilities capabilities) {
    store.notes().keep(note);
    return parts(layout, new Cargo.NoteCargo(note.id()), capabilities);
  }

  private static Note note(String id, String title, String text) {
    return SampleNotes.note(id, title, text, SampleNotes.MEI, SampleNotes.PUBLISHED);
  }

  private static Note with(Note note, Creator creator, List<String> tags, Content content) {
    return new Note(
        note.ref(),
        creator,
        note.title(),
        note.text(),
        tags,
        content,
        note.likes(),
        note.publishedAt(),
        true);
  }

  private List<Part> quote(NoteLayout layout, String text, MessengerCapabilities capabilities) {
    var comment = SampleNotes.comment("c1", note("n1", "", ""), SampleNotes.MEI, text);
    store.outbox().addAnswer(comment, REPLY, "k" + text.hashCode(), NOON);
    return parts(layout, cargo(comment), capabilities);
  }

  private static Cargo cargo(Comment comment) {
    return new Cargo.CommentCargo(comment.id(), comment.note(), REPLY);
  }

  private static Part.Card card(List<Part> parts) {
    return (Part.Card) parts.getFirst();
  }

  @Test
  void givenANoteThatFits_whenLaidOut_thenItIsOneCardWithAllThereIs() {
    var parts =
        note(
            layout(new Says(new Rendering.Translation("Noodles"))),
            note("n1", "面馆", "今天去吃面\n好吃[赞R] #美食[话题]#"),
            LARGE);

    assertThat(parts).hasSize(1);
    var card = card(parts);
    assertThat(card.subject())
        .isEqualTo(
            new Part.Subject(
                "n1",
                URI.create("https://www.rednote.com/explore/n1?xsec_token=token-of-n1"),
                "小美",
                "slideshow"));
    assertThat(card.title()).isEqualTo("Noodles");
    assertThat(card.tags()).containsExactly("Noodles");
    assertThat(card.original().orElseThrow().title()).isEqualTo("面馆");
    assertThat(card.label()).isEqualTo("Translated by deepl");
    assertThat(card.attachments()).extracting(Part.Attachment::key).containsExactly("n1-1");
    assertThat(card.replyTo()).isEmpty();
    assertThat(card.buttons())
        .isEqualTo(
            new Buttons(new Wording(), Locale.ENGLISH)
                .ofNote(new NoteId("n1"), true, false, false, card.subject().link()));
  }

  @Test
  void givenNoTranslation_whenLaidOut_thenTheOriginalIsShownOnceAndSaysSo() {
    var card = card(note(layout(), note("n1", "面馆", "今天去吃面"), LARGE));

    assertThat(card.title()).isEqualTo("面馆");
    assertThat(card.body()).isEqualTo("今天去吃面");
    assertThat(card.original()).isEmpty();
    assertThat(card.buttons()).extracting(Button::label).doesNotContain("Original").hasSize(5);
    assertThat(card.label()).isEqualTo("Original, not translated");
  }

  @Test
  void givenANoteThatSaysItIsAdvertising_whenLaidOut_thenItsLabelSaysSoFirst() {
    var card = card(note(layout(), note("n1", "面馆", "#广告[话题]# 今天去吃面"), LARGE));

    assertThat(card.label()).isEqualTo("Advertising · Original, not translated");
  }

  @Test
  void givenAChannelThatReadsChinese_whenLaidOut_thenTheBridgeSpeaksChinese() {
    store.settings().set(LOBBY, Settings.LANGUAGE, "zh-CN", "7", NOON);
    var card = card(note(layout(), note("n1", "", "#美食[话题]#"), LARGE));

    assertThat(card.title()).isEqualTo("没有标题的笔记");
    assertThat(card.body()).isEmpty();
  }

  @Test
  void givenALongNote_whenLaidOut_thenTheRestFollowsInOrder() {
    var text =
        IntStream.rangeClosed(1, 400).mapToObj(i -> "第" + i + "句话。").collect(Collectors.joining());
    var note = with(note("n1", "题目", text), SampleNotes.MEI, List.of(), noMedia());
    var parts = note(layout(), note, holding(300, 200, String::length));

    assertThat(parts).hasSizeGreaterThan(5);
    assertThat(parts.subList(1, parts.size()))
        .allSatisfy(part -> {
          assertThat(part).isInstanceOf(Part.Say.class);
          assertThat(part.replyTo()).isEmpty();
        });
    assertThat(words(parts)).isEqualTo("题目" + text);
  }

  @Test
  void givenALongTitleWithLineBreaks_whenLaidOut_thenItIsOneLineAndItsRestStandsInTheBody() {
    var title = "One title\nthat does\tnot end ".repeat(20).strip();
    var card = card(note(layout(), note("n1", title, "text"), holding(1_000, 300, String::length)));

    assertThat(card.title()).doesNotContain("\n").doesNotContain("\t").hasSizeLessThan(251);
    assertThat(card.title() + " " + card.body().replace("\n\n", " "))
        .isEqualTo(title.replaceAll("\\s+", " ") + " text");
  }

  @Test
  void givenRoomForAll_whenLaidOut_thenAllExplanationsAreThere() {
    var card = card(note(layout(help(12)), note("n1", "面", "面"), LARGE));

    assertThat(card.asides()).hasSize(12);
    assertThat(card.asides().getFirst()).isEqualTo(new Part.Aside("词1", "cí", "word 1"));
    assertThat(card.label()).startsWith("Word help");
  }

  @Test
  void givenTooLittleRoom_whenLaidOut_thenExplanationsAreShortenedBeforeTheText() {
    var capabilities = holding(300, 300, String::length);
    var shorter = card(note(layout(help(12)), note("n1", "面", "面".repeat(20)), capabilities));
    var longer = note(layout(help(12)), note("n2", "面", "面".repeat(160)), capabilities);
    var endless = with(note("n3", "面", "面".repeat(400)), SampleNotes.MEI, List.of(), noMedia());
    var longest = note(layout(help(12)), endless, capabilities);

    assertThat(shorter.asides()).hasSizeGreaterThan(8);
    assertThat(longer).as("its text still fits").hasSize(1);
    assertThat(card(longer).asides()).hasSizeBetween(2, 7);
    assertThat(longest).hasSize(2);
    assertThat(card(longest).asides()).as("a third is theirs").hasSizeBetween(2, 7);
  }

  @Test
  void givenWordHelp_whenLaidOut_thenTheCardCanBeReadWordByWord() {
    var card =
        card(note(layout(help(3)), note("n1", "面", "面馆"), holding(1_024, 1_024, String::length)));

    assertThat(card.buttons()).extracting(Button::label).startsWith("Word by word");
  }

  private static Says help(int words) {
    return new Says(
        new Rendering.WordHelp(
            IntStream.rangeClosed(1, words)
                .mapToObj(i -> new Footnote("词" + i, "cí", "word " + i))
                .toList()));
  }

  @Test
  void givenHostileNamesAndTags_whenLaidOut_thenTheCardIsWithinItsLimit() {
    for (var hostile : HostileTexts.all()) {
      var creator = SampleNotes.creator("mei", hostile);
      var note =
          with(
              note("n1", hostile, hostile),
              creator,
              List.of(hostile, "美食", hostile),
              new Content.Slideshow(List.of()));
      for (var limit : new int[] {200, 300, 1_024, 4_000}) {
        var capabilities = holding(limit, 280, NoteLayoutTest::codePoints);
        checkLimits(note(layout(), note, capabilities), capabilities);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenLaidOut_thenAllOfItIsThereWithinTheLimits(String text) {
    var shown = new TextPrep().plain(text);
    for (ToIntFunction<String> measure :
        List.<ToIntFunction<String>>of(String::length, NoteLayoutTest::codePoints)) {
      var capabilities = holding(300, 300, measure);
      var note = with(note("n1", "题", text), SampleNotes.MEI, List.of(), noMedia());
      var card = note(layout(), note, capabilities);
      checkLimits(card, capabilities);
      assertThat(words(card)).isEqualTo(withoutSpace("题" + shown));

      var quote = quote(layout(), text, capabilities);
      checkLimits(quote, capabilities);
      assertThat(words(quote))
          .isEqualTo(
              withoutSpace(
                  shown.isBlank()
                      ? "(a picture or a sticker, which cannot be shown here)"
                      : shown));

      var notice = parts(layout(), new Cargo.Notice(text, Optional.of(REPLY)), capabilities);
      checkLimits(notice, capabilities);
      assertThat(words(notice)).isEqualTo(withoutSpace(text));
      assertThat(notice.getFirst().replyTo()).contains(REPLY);

      var outcome =
          parts(layout(), new Cargo.Outcome(REPLY, ReplyState.REFUSED, text), capabilities);
      checkLimits(outcome, capabilities);
      assertThat(words(outcome)).isEqualTo(withoutSpace(text));
      assertThat(outcome.getFirst()).isInstanceOf(Part.Outcome.class);
    }
  }

  @Test
  void givenTwoThousandRandomNotes_whenLaidOut_thenAllOfThemIsThereWithinTheLimits() {
    var random = new Random(2);
    var layout = layout();
    for (int i = 0; i < 2_000; i++) {
      var title = random(random, 40);
      var text = random(random, 150);
      ToIntFunction<String> measure =
          random.nextBoolean() ? String::length : NoteLayoutTest::codePoints;
      var capabilities = holding(random.nextInt(200, 600), random.nextInt(100, 300), measure);
      var note = with(note("n" + i, title, text), SampleNotes.MEI, List.of(), noMedia());
      var parts = note(layout, note, capabilities);

      checkLimits(parts, capabilities);
      var prep = new TextPrep();
      var all =
          withoutSpace(prep.plain(title) + prep.plain(prep.withoutTrailingTags(text, List.of())));
      assertThat(words(parts)).as("%s", i).isEqualTo(all.isEmpty() ? "Anotewithoutatitle" : all);
    }
  }

  private static Content noMedia() {
    return new Content.Slideshow(List.of());
  }

  private static String random(Random random, int most) {
    return random
        .ints(random.nextInt(0, most), 0, BITS.size())
        .mapToObj(BITS::get)
        .collect(Collectors.joining());
  }

  @Test
  void givenMediaThatCannotBeHad_whenLaidOut_thenTheCardComesWithoutThem() {
    lostMedia.addAll(List.of("a", "c"));
    var pictures = Stream.of("a", "b", "c").map(SampleNotes::picture).toList();
    var note =
        with(note("n1", "t", "x"), SampleNotes.MEI, List.of(), new Content.Slideshow(pictures));

    assertThat(card(note(layout(), note, LARGE)).attachments())
        .extracting(Part.Attachment::key)
        .containsExactly("b");
  }

  @Test
  void givenAVideo_whenItCannotBeHad_thenItsCoverComes() {
    var video = card(note(layout(), SampleNotes.video("v1", "t"), LARGE));
    assertThat(video.subject().kind()).isEqualTo("video");
    assertThat(video.attachments())
        .extracting(Part.Attachment::contentType)
        .containsExactly("video/mp4");

    lostMedia.add("v2-stream");
    assertThat(card(note(layout(), SampleNotes.video("v2", "t"), LARGE)).attachments())
        .extracting(Part.Attachment::key)
        .containsExactly("v2-cover");
  }

  @Test
  void givenNoteOrCommentThatLeftTheStore_whenLaidOut_thenThereIsNothing() {
    var gone =
        Stream.of(
            new Cargo.NoteCargo(new NoteId("never")),
            cargo(SampleNotes.comment("never", note("n1", "", ""), SampleNotes.MEI, "x")));

    assertThat(gone)
        .allSatisfy(cargo ->
            assertThat(layout().compose(new Delivery(1, LOBBY, cargo, 0, List.of(), NOON), LARGE))
                .isEmpty());
  }

  @Test
  void givenAComment_whenLaidOut_thenItAnswersTheMembersMessage() {
    var parts = quote(layout(new Says(new Rendering.Translation("Where is it"))), "在哪里呀", LARGE);

    assertThat(parts)
        .containsExactly(
            new Part.Quote(
                "小美",
                "Where is it",
                Optional.of("在哪里呀"),
                List.of(),
                "Translated by deepl",
                new Buttons(new Wording(), Locale.ENGLISH)
                    .ofComment(new NoteId("n1"), new CommentId("c1"), true),
                Optional.of(REPLY)));
  }

  @Test
  void givenAChannelThatReadsChinese_whenNotesCome_thenEnglishIsTranslatedAndChineseStays() {
    store.settings().set(LOBBY, Settings.LANGUAGE, "zh-CN", "1", NOON);
    var layout = layout(new Says(new Rendering.Translation("第一次吃火锅")));

    var english = card(note(layout, note("n1", "My first hotpot", "It was so good"), LARGE));
    assertThat(english.title()).isEqualTo("第一次吃火锅");
    assertThat(english.body()).isEqualTo("第一次吃火锅");
    assertThat(english.original()).contains(new Part.Original("My first hotpot", "It was so good"));
    assertThat(english.label()).contains("deepl").doesNotContain("Translated");
    assertThat(english.asides()).isEmpty();
    assertThat(english.buttons().getFirst().label()).isEqualTo("原文");

    var chinese = card(note(layout, note("n2", "绝绝子的面馆", "好吃，yyds"), LARGE));
    assertThat(chinese.title()).isEqualTo("绝绝子的面馆");
    assertThat(chinese.original()).isEmpty();
    assertThat(chinese.asides()).isEmpty();
  }

  @Test
  void givenACommentWithAPhoneNumber_whenLaidOut_thenNeitherReaderNorEngineGetsIt() {
    var asked = new ArrayList<String>();
    var engine = new Says(new Rendering.Translation("Call me, 13"));
    var listening =
        new Engine() {
          @Override
          public String name() {
            return engine.name();
          }

          @Override
          public String version() {
            return engine.version();
          }

          @Override
          public boolean serves(Locale from, Locale to) {
            return true;
          }

          @Override
          public List<Rendering> render(List<String> texts, Locale from, Locale to) {
            asked.addAll(texts);
            return engine.render(texts, from, to);
          }
        };
    var parts = quote(layout(listening), "打我电话13800138000", LARGE);

    assertThat(asked).containsExactly("打我电话13•••••••••");
    var quote = (Part.Quote) parts.getFirst();
    assertThat(quote.original()).contains("打我电话13•••••••••");
    assertThat(quote.text()).isEqualTo("Call me, 13");
  }

  @Test
  void givenANoticeWithActions_whenLaidOut_thenItHasButtonsAndItsRestHasNone() {
    var approve = new Action.Approve("telegram:-7");
    var cargo = new Cargo.Notice("a sentence. ".repeat(60), List.of(approve), Optional.empty());
    var parts = parts(layout(), cargo, holding(300, 300, String::length));

    assertThat(parts).hasSizeGreaterThan(1);
    assertThat(((Part.Say) parts.getFirst()).buttons())
        .containsExactly(new Button.Ask("Approve", approve));
    assertThat(((Part.Say) parts.getLast()).buttons()).isEmpty();
  }

  @Test
  void givenACardThatBecameAWholeNote_whenLaidOutAgain_thenTheWholeNoteIsShown() {
    var layout = layout();
    var whole = note("n1", "题目", "今天去吃面");
    assertThat(card(note(layout, SampleNotes.card(whole), LARGE)).body()).isEmpty();
    assertThat(card(note(layout, whole, LARGE)).body()).isEqualTo("今天去吃面");
  }

  private static void checkLimits(List<Part> parts, MessengerCapabilities capabilities) {
    for (var part : parts) {
      var limit =
          part instanceof Part.Card || part instanceof Part.Quote
              ? capabilities.cardText()
              : capabilities.text();
      assertThat(shown(part).mapToInt(capabilities::measure).sum())
          .as("%s", part.getClass().getSimpleName())
          .isLessThanOrEqualTo(limit);
    }
    assertThat(parts.subList(1, parts.size()))
        .allMatch(part -> part instanceof Part.Say say && !say.text().isEmpty());
  }

  /// The texts that a channel shows of a part.
  private static Stream<String> shown(Part part) {
    return switch (part) {
      case Part.Card card ->
          Stream.of(
                  Stream.of(card.title(), card.body(), card.subject().creator(), card.label()),
                  card.tags().stream().map(tag -> " #" + tag),
                  asides(card.asides()))
              .flatMap(texts -> texts);
      case Part.Pictures pictures -> Stream.of(pictures.caption());
      case Part.Digest _ -> throw new AssertionError("digests have a test of their own");
      case Part.Quote quote ->
          Stream.concat(
              Stream.of(quote.author(), quote.text(), quote.label()), asides(quote.asides()));
      case Part.Say say -> Stream.of(say.text());
      case Part.Outcome outcome -> Stream.of(outcome.text());
      case Part.Secret secret -> Stream.of(secret.text());
    };
  }

  private static Stream<String> asides(List<Part.Aside> asides) {
    return asides.stream().map(one -> one.term() + one.reading() + one.meaning());
  }

  /// What the parts say of the text itself, without white space.
  private static String words(List<Part> parts) {
    return withoutSpace(
        parts.stream()
            .map(part ->
                switch (part) {
                  case Part.Card card -> card.title() + card.body();
                  case Part.Pictures _, Part.Digest _ -> "";
                  case Part.Quote quote -> quote.text();
                  case Part.Say say -> say.text();
                  case Part.Outcome outcome -> outcome.text();
                  case Part.Secret secret -> secret.text();
                })
            .collect(Collectors.joining()));
  }

  private static String withoutSpace(String text) {
    var out = new StringBuilder();
    text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> out.append((char) c));
    return out.toString();
  }
}
