package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.rednote.XiaohongshuMcp;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.translate.Audience;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TranslatedText;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.translate.TranslationMemory;
import org.littleredbridge.translation.PhrasebookEngine;
import org.littleredbridge.translation.SlangLexicon;

/// The demo's English against the chain that shows it: whatever the sandbox's people write reaches
/// a reader in English, whole.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhrasebookTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern TOPIC = Pattern.compile("#([^#\\[\\]\\n]+)\\[话题]#");

  private static final Pattern TOKEN = Pattern.compile("xsec_token=([^&]+)");

  /// What stays Chinese in an English text: the names of people.
  private static final Pattern MENTION = Pattern.compile("@[^\\s@]+");

  /// What the platform and our own preparation write, and no reader may see.
  private static final Pattern MARK = Pattern.compile("[⟦⟧〚〛]|\\[[^\\]\\n]{1,12}[RH]]|\\[话题]");

  /// What a translation keeps: mentions, hashtags and emoji.
  private static final Pattern KEPT =
      Pattern.compile("@[^\\s@]+|#[^\\s#]+|\\p{IsEmoji_Presentation}|\\p{IsEmoji}\\x{FE0F}");

  private final SandboxRedNote sandbox = SandboxRedNote.start(SandboxConfig.still(0));
  private final Map<String, String> book = Map.copyOf(sandbox.phrasebook());
  private final TranslationChain chain =
      new TranslationChain(
          List.of(new PhrasebookEngine(book)),
          new Forgetful(),
          new SlangLexicon(),
          new Tally(),
          NOON);

  @AfterAll
  void close() {
    sandbox.close();
  }

  @Test
  void givenEveryPhrase_whenItIsAComment_thenItIsReadInEnglish() {
    assertThat(faults(text -> List.of(chain.translate(text, Audience.of(Locale.ENGLISH)))))
        .isEmpty();
  }

  @Test
  void givenEveryPhrase_whenItIsANotesText_thenItIsReadInEnglish() {
    assertThat(
            faults(text ->
                chain
                    .translate(note("", text, topics(text)), Audience.of(Locale.ENGLISH))
                    .body()
                    .stream()
                    .toList()))
        .isEmpty();
  }

  @Test
  void givenEveryPhrase_whenItIsATitle_thenItIsReadInEnglish() {
    assertThat(
            faults(text ->
                chain
                    .translate(note(text, "", List.of()), Audience.of(Locale.ENGLISH))
                    .title()
                    .stream()
                    .toList()))
        .isEmpty();
  }

  @Test
  void givenEveryPhrase_whenItIsATag_thenItIsReadInEnglish() {
    assertThat(
            faults(text ->
                chain.translate(note("", "", List.of(text)), Audience.of(Locale.ENGLISH)).tags()))
        .isEmpty();
  }

  @Test
  void givenEveryNoteOfTheSandbox_whenItComesThroughTheGateway_thenAllOfItIsReadInEnglish() {
    var faults = new TreeMap<String, String>();
    int notes = 0;
    int comments = 0;
    for (var detail : everyNote()) {
      notes++;
      var note = detail.note();
      var translated = chain.translate(note, Audience.of(Locale.ENGLISH));
      assertThat(translated.tags()).as(note.heading()).hasSameSizeAs(note.tags());
      translated.title().ifPresent(text -> look(text, faults));
      translated.body().ifPresent(text -> look(text, faults));
      translated.tags().forEach(text -> look(text, faults));
      for (var comment : detail.comments()) {
        comments++;
        look(chain.translate(comment.text(), Audience.of(Locale.ENGLISH)), faults);
      }
    }
    assertThat(faults).isEmpty();
    assertThat(notes).isGreaterThanOrEqualTo(30);
    assertThat(comments).isGreaterThanOrEqualTo(100);
  }

  /// What is wrong with the book's entries, by their Chinese; empty when all are well.
  private Map<String, String> faults(Function<String, List<TranslatedText>> reader) {
    var faults = new TreeMap<String, String>();
    for (var chinese : book.keySet()) {
      var seen = reader.apply(chinese);
      if (seen.size() != 1) {
        faults.put(chinese, "not shown at all");
      }
      seen.forEach(text -> look(text, faults));
    }
    return faults;
  }

  private static void look(TranslatedText text, Map<String, String> faults) {
    if (text.kind() != kindOf(text.original())) {
      faults.put(text.original(), text.kind() + ": " + text.text());
    } else if (MARK.matcher(text.text()).find()) {
      faults.put(text.original(), "mark left: " + text.text());
    } else if (HAN.matcher(withoutNames(text.text())).find()) {
      faults.put(text.original(), "Chinese left: " + text.text());
    } else if (!kept(text.original()).equals(kept(text.text()))) {
      faults.put(text.original(), "not kept as it was: " + text.text());
    }
  }

  private static List<String> kept(String text) {
    return KEPT.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  private static TranslatedText.Kind kindOf(String original) {
    return HAN.matcher(withoutNames(original)).find()
        ? TranslatedText.Kind.TRANSLATED
        : TranslatedText.Kind.SAME;
  }

  /// Hashtags in a running text stay as well: they are how the note is found on the platform.
  private static String withoutNames(String text) {
    return MENTION.matcher(text).replaceAll("").replaceAll("#[^\\s#]+", "");
  }

  private List<NoteDetail> everyNote() {
    var details = new LinkedHashMap<NoteId, NoteDetail>();
    var config = new XiaohongshuMcp.GatewayConfig(sandbox.url(), Optional.empty());
    try (var platform = new XiaohongshuMcp(config, NOON)) {
      var cards = new ArrayList<Card>();
      for (var creator : sandbox.creators()) {
        var token = token(creator);
        cards.addAll(platform.latest(new Feed.CreatorFeed(new CreatorId(creator.id())), token));
      }
      for (var card : cards) {
        details.computeIfAbsent(
            card.id(), _ -> platform.detail(card.ref(), NotePlatform.Depth.FIRST_COMMENTS));
      }
    }
    return List.copyOf(details.values());
  }

  private static Optional<AccessToken> token(SandboxRedNote.Creator creator) {
    return TOKEN
        .matcher(creator.url().getRawQuery())
        .results()
        .map(match -> URLDecoder.decode(match.group(1), StandardCharsets.UTF_8))
        .map(AccessToken::new)
        .findFirst();
  }

  private static List<String> topics(String text) {
    return TOPIC.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static Note note(String title, String text, List<String> tags) {
    return new Note(
        new NoteRef(new NoteId("665f00000000000000000001"), Optional.empty()),
        new Creator(
            new CreatorRef(new CreatorId("5f0000000000000000000001"), Optional.empty()),
            "小林",
            Optional.empty()),
        title,
        text,
        tags,
        new Content.Video(Optional.empty(), Optional.empty(), Duration.ZERO),
        Count.UNKNOWN,
        NOON.instant(),
        true);
  }

  /// Every text is looked at afresh.
  private static final class Forgetful implements TranslationMemory {
    @Override
    public Optional<Rendering> find(Key key) {
      return Optional.empty();
    }

    @Override
    public void keep(Key key, Rendering rendering) {}
  }
}
