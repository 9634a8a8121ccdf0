package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.wording.Wording;

/// Which notes the rules of a subscription hold back, and by which rule.
final class FilterTest {
  private static final Feed CREATOR = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Feed SEARCH = new Feed.SearchFeed("拉面");
  private static final Note NOODLES = text("拉面店", "好吃的拉面[哭惹R] #拉面[话题]# #Tokyo[话题]#", "拉面", "Tokyo");

  private static Note text(String title, String text, String... tags) {
    var note = SampleNotes.note("n1", title, text, SampleNotes.MEI, SampleNotes.PUBLISHED);
    return new Note(
        note.ref(),
        note.creator(),
        title,
        text,
        List.of(tags),
        note.content(),
        note.likes(),
        note.publishedAt(),
        true);
  }

  private static Note liked(String raw, long atLeast, boolean exact) {
    return new Note(
        NOODLES.ref(),
        NOODLES.creator(),
        NOODLES.title(),
        NOODLES.text(),
        NOODLES.tags(),
        NOODLES.content(),
        new Count(raw, atLeast, exact),
        NOODLES.publishedAt(),
        true);
  }

  private static String held(Note note, Feed feed, String... rules) {
    return Filter.ofCodes(List.of(rules)).holdsBack(NoteText.of(note), feed).orElse("");
  }

  private static String held(String... rules) {
    return held(NOODLES, CREATOR, rules);
  }

  @Test
  void givenNoRules_whenANoteComes_thenItGoesThrough() {
    assertThat(held()).isEmpty();
    assertThat(Filter.NONE.perDay()).isEmpty();
  }

  @Test
  void givenWords_whenTitleTextOrTagsHaveThem_thenTheRuleHolds() {
    assertThat(held("exclude:拉面店")).isEqualTo("exclude:拉面店");
    assertThat(held("exclude:好吃")).isEqualTo("exclude:好吃");
    assertThat(held("exclude:tokyo")).isEqualTo("exclude:tokyo");
    assertThat(held("exclude:广告")).isEmpty();
    assertThat(held("include:好吃")).isEmpty();
    assertThat(held("include:寿司")).isEqualTo("include:寿司");
    assertThat(held("regex:^拉.店$")).isEmpty();
    assertThat(held("regex:拉面店.*好吃")).as("over two lines").isEqualTo("regex:拉面店.*好吃");
    assertThat(held("not-regex:t.kyo")).isEqualTo("not-regex:t.kyo");
  }

  @Test
  void givenTheMarkOfTopics_whenTheWordTopicIsUnwanted_thenAMarkIsNoWord() {
    assertThat(held("exclude:话题")).isEmpty();
  }

  @Test
  void givenSeveralWantedWords_whenOneIsThere_thenItIsEnough() {
    assertThat(held("include:寿司", "regex:拉(面|麵)")).isEmpty();
    assertThat(held("include:a", "include:b", "regex:c"))
        .isEqualTo("include:a\ninclude:b\nregex:c");
    assertThat(held("include:a", "include:b", "include:c", "include:d", "regex:e"))
        .isEqualTo("include:a\ninclude:b\ninclude:c\nmore:2");
    assertThat(held("tag:寿司", "tag:拉麵")).isEmpty();
    assertThat(held("include:拉面", "tag:寿司"))
        .as("words and tags are two things")
        .isEqualTo("tag:寿司");
  }

  @Test
  void givenTags_whenANoteHasThem_thenTheyAreComparedWhole() {
    assertThat(held("tag:TOKYO")).isEmpty();
    assertThat(held("tag:拉")).isEqualTo("tag:拉");
    assertThat(held("not-tag:tokyo")).isEqualTo("not-tag:tokyo");
    assertThat(held("not-tag:toky")).isEmpty();
  }

  @Test
  void givenAType_whenANoteComes_thenOnlyThatTypeGoesThrough() {
    var video = SampleNotes.video("n2", "拉面");
    assertThat(held("type:pictures")).isEmpty();
    assertThat(held("type:video")).isEqualTo("type:video");
    assertThat(held(video, TRENDING, "type:video")).isEmpty();
    assertThat(held(video, TRENDING, "type:pictures")).isEqualTo("type:pictures");
  }

  @ParameterizedTest
  @CsvSource({
    // raw, at least, exact, minimum, creator, trending
    "100, 100, true, 100, true, true",
    "99, 99, true, 100, false, false",
    "0, 0, true, 1, false, false",
    "'', 0, false, 100, true, false",
    "1.5万, 15000, false, 15000, true, true",
    "1.5万, 15000, false, 15500, true, false",
    "1.5万, 15000, false, 30000, false, false",
    "10万+, 100000, false, 900000, true, false",
    "10+, 10, false, 10, true, true",
  })
  void givenLikes_whenTheyAreCounted_thenDoubtIsForTheCreatorAndAgainstLists(
      String raw, long atLeast, boolean exact, long least, boolean creator, boolean list) {
    var note = liked(raw, atLeast, exact);
    var rule = "likes:" + least;

    assertThat(held(note, CREATOR, rule).isEmpty()).isEqualTo(creator);
    assertThat(held(note, TRENDING, rule).isEmpty()).isEqualTo(list);
    assertThat(held(note, SEARCH, rule).isEmpty()).isEqualTo(list);
  }

  @Test
  void givenACard_whenItsDetailCouldTellMore_thenOnlyWhatIsSureHoldsItBackForSure() {
    var card = NoteText.of(SampleNotes.card(NOODLES));
    for (var rule : List.of("type:video", "exclude:拉面店", "likes:100")) {
      assertThat(Filter.ofCodes(List.of(rule)).surelyHoldsBack(card)).contains(rule);
    }
    for (var rule : List.of("include:寿司", "tag:寿司", "regex:寿司", "exclude:好吃", "not-regex:店$")) {
      assertThat(Filter.ofCodes(List.of(rule)).surelyHoldsBack(card)).as(rule).isEmpty();
    }
    assertThat(held(SampleNotes.card(NOODLES), TRENDING, "regex:寿司", "type:video"))
        .as("what is sure is named")
        .isEqualTo("type:video");
  }

  @Test
  void givenACardWithoutText_whenWordsAreWanted_thenDoubtIsForTheCreatorAndAgainstLists() {
    var card = SampleNotes.card(NOODLES);
    for (var rule : List.of("include:好吃", "tag:拉面", "regex:好吃")) {
      assertThat(held(card, CREATOR, rule)).isEmpty();
      assertThat(held(card, TRENDING, rule)).isEqualTo(rule);
    }
    assertThat(held(card, TRENDING, "include:拉面店")).isEmpty();
    assertThat(held(card, TRENDING, "exclude:好吃")).as("nothing is known against it").isEmpty();
    assertThat(held(card, CREATOR, "exclude:拉面店")).isEqualTo("exclude:拉面店");
  }

  @Test
  void givenSeveralRulesThatFail_whenAsked_thenTheFirstIsNamed() {
    assertThat(held("exclude:好吃", "type:video")).isEqualTo("exclude:好吃");
    assertThat(held("include:寿司", "type:video")).isEqualTo("type:video");
  }

  @Test
  void givenARuleOfWhichThereIsOne_whenAnotherComes_thenItTakesItsPlace() {
    var filter =
        Filter.ofCodes(List.of("likes:5", "type:video", "perday:3", "exclude:a"))
            .with(new Rule.Likes(7))
            .with(new Rule.PerDay(4))
            .with(new Rule.Exclude(Phrase.of("Ａ")));

    assertThat(filter.codes()).containsExactly("type:video", "exclude:a", "likes:7", "perday:4");
    assertThat(filter.perDay()).hasValue(4);
    assertThat(filter.without(Rule.PerDay.class::isInstance).perDay()).isEmpty();
    assertThat(Filter.ofCodes(filter.codes())).isEqualTo(filter);
  }

  @Test
  void givenFiftyRules_whenOneMoreComes_thenItIsRefusedUnlessItReplacesOne() {
    var codes = IntStream.range(0, 49).mapToObj(i -> "exclude:word" + i).toList();
    var full = Filter.ofCodes(codes).with(new Rule.Likes(5));

    assertThat(full.takes(new Rule.PerDay(1))).isFalse();
    assertThat(full.takes(new Rule.Likes(6))).isTrue();
    assertThatThrownBy(() -> full.with(new Rule.PerDay(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "exclude:",
        "cats",
        "likes:0",
        "likes:many",
        "perday:-1",
        "type:any",
        "tag:",
        "regex:(",
        "regex:(a{1000}){1000}",
        "Exclude:a",
        "more:3",
        "look:5"
      })
  void givenWhatIsNoRule_whenRead_thenItIsRefused(String code) {
    assertThatThrownBy(() -> Rule.ofCode(code)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileNote_whenRulesReadIt_thenThereIsAnAnswer(String text) {
    var note = text(text, text, text);
    var words = NoteText.of(note);

    assertThat(words.words().length()).isLessThan(10_000);
    assertThat(held(note, TRENDING, "exclude:广告", "not-regex:(a+)+$", "not-tag:x")).isEmpty();
  }

  @Test
  void givenRules_whenSaid_thenTheyAreWordsInBothLanguages() {
    var sentence = new RuleSentence(new Wording());

    assertThat(sentence.ofVerdict(Locale.ENGLISH, "exclude:广告"))
        .contains("nothing that mentions “广告”");
    assertThat(sentence.ofVerdict(Locale.SIMPLIFIED_CHINESE, "exclude:ad")).contains("不要提到“ad”的");
    assertThat(sentence.ofVerdict(Locale.ENGLISH, "include:a\nregex:b{2}\nmore:2"))
        .contains("only what mentions “a”, or only what fits the expression b{2}, or 2 rules more");
    assertThat(sentence.ofVerdict(Locale.ENGLISH, "perday:1")).contains("at most 1 note a day");
    assertThat(sentence.ofVerdict(Locale.ENGLISH, "look:5").orElseThrow())
        .startsWith("at most 5 new");
    assertThat(sentence.ofVerdict(Locale.ENGLISH, "likes:1200"))
        .contains("only from 1,200 likes on");
    assertThat(sentence.ofVerdict(Locale.ENGLISH, "tag:{0} '"))
        .contains("only what has the tag #{0} '");
    assertThat(sentence.ofVerdict(Locale.ENGLISH, "exclude:" + "长".repeat(200)).orElseThrow())
        .hasSizeLessThan(120)
        .endsWith("…”");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "deleted", "the newest 5 of a look", "look:x", "exclude:", "regex:("})
  void givenAReasonInWords_whenSaid_thenItIsNoRule(String reason) {
    assertThat(new RuleSentence(new Wording()).ofVerdict(Locale.ENGLISH, reason)).isEmpty();
  }
}
