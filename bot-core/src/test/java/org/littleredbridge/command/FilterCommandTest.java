package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.SampleNotes;

/// What `filter` does, and what it answers.
final class FilterCommandTest {
  private static final Feed MEI = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Feed NOODLES = new Feed.SearchFeed("拉面 type");
  private static final Creator TRICKY = SampleNotes.creator("tricky", "Type exclude A");

  private final Office office = new Office().admitted();

  @BeforeEach
  void follow() {
    office.store.notes().keep(SampleNotes.MEI);
    office.store.notes().keep(TRICKY);
    var feeds = List.of(MEI, TRENDING, NOODLES, new Feed.CreatorFeed(TRICKY.ref().id()));
    for (var feed : feeds) {
      office.store.subscriptions().add(Office.GROUP, feed, 0, office.clock.instant());
    }
  }

  private String say(String words) {
    return office.say(Office.ADA, words);
  }

  private List<String> rules(Feed feed) {
    return office.store.subscriptions().of(Office.GROUP).stream()
        .filter(one -> one.feed().equals(feed))
        .map(Subscription::filter)
        .findFirst()
        .orElseThrow()
        .codes();
  }

  private void brought(Feed feed, Note... notes) {
    var routed = Arrays.stream(notes).map(note -> new Outbox.Routed(note, Map.of())).toList();
    office.store.outbox().accept(feed, routed, office.clock.instant());
  }

  @Test
  void givenWords_whenExcluded_thenTheRulesAreShownAndTriedOnWhatTheFeedBrought() {
    brought(
        MEI,
        SampleNotes.note("n1", "广告来了"),
        SampleNotes.note("n2", "拉面"),
        SampleNotes.card("n3", "抽奖"));

    assertThat(say("filter 小美 exclude 广告， 廣告, Big Sale、抽奖"))
        .isEqualTo(
            """
            Rules for 小美; where several say “only what mentions” or “only what fits”, one is enough, and so of tags:
            1. nothing that mentions “广告”
            2. nothing that mentions “Big Sale”
            3. nothing that mentions “抽奖”
            Of the last 3 notes that it brought, these rules would have held back 2. Of 1 of these I know the title alone, so their words may say otherwise.\
            """);
    assertThat(rules(MEI)).containsExactly("exclude:广告", "exclude:Big Sale", "exclude:抽奖");
    assertThat(rules(TRENDING)).isEmpty();
    assertThat(office.platform.calls()).isZero();
  }

  @Test
  void givenRules_whenTheFeedAloneIsSaid_thenTheyAreShownAndNothingChanges() {
    assertThat(say("filter trending")).startsWith("RedNote’s recommendations has no rules here");
    say("filter trending likes 1.2万");
    assertThat(say("filter trending"))
        .contains("1. only from 12,000 likes on")
        .endsWith("It has brought no note yet on which I could try them.");
    assertThat(say("filter 2")).isEqualTo(say("filter trending"));
    assertThat(say("list"))
        .contains("2. RedNote’s recommendations (1 rule) — ")
        .contains("1. 小美 — ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "include 拉面, ramen; include:拉面|include:ramen",
        "tag #拉面， ＃Tokyo Eats; tag:拉面|tag:Tokyo Eats",
        "not-tag 广告; not-tag:广告",
        "regex 广告|推广, 抽奖; regex:广告|推广, 抽奖",
        "NOT-REGEX ^(a+)+$; not-regex:^(a+)+$",
        "type video; type:video",
        "type Pictures; type:pictures",
        "likes 500; likes:500",
        "likes ５k; likes:5000",
        "perday 3; perday:3",
        "exclude exclude; exclude:exclude",
        "exclude type video; exclude:type video",
        "exclude ﷽ שלום; exclude:﷽ שלום",
        "exclude 👨‍👩‍👧; exclude:👨‍👩‍👧",
      })
  void givenAWish_whenSaid_thenTheRuleIsThere(String words, String codes) {
    say("filter mei " + words);

    assertThat(String.join("|", rules(MEI))).isEqualTo(codes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "mei; likes 5",
        "小美; likes 5",
        "1; likes 5",
        "https://www.rednote.com/user/profile/mei?xsec_token=T; likes 5",
        "12 看 https://www.rednote.com/user/profile/mei 复制本条信息; likes 5",
        "  小美 ; LIKES 5",
      })
  void givenAnyNameOfACreator_whenSaid_thenItsRulesAreMeant(String feed, String wish) {
    say("filter " + feed + " " + wish);

    assertThat(rules(MEI)).containsExactly("likes:5");
  }

  @Test
  void givenANoteLink_whenTheNoteIsKnown_thenItsCreatorIsMeant() {
    brought(TRENDING, SampleNotes.note("n1", "拉面"));

    say("filter https://www.rednote.com/explore/n1 perday 2");

    assertThat(rules(MEI)).containsExactly("perday:2");
    assertThat(office.platform.calls()).isZero();
  }

  @Test
  void givenNamesThatHoldVerbs_whenSaid_thenTheLongestNameIsMeant() {
    say("filter type EXCLUDE a exclude type a");
    assertThat(rules(new Feed.CreatorFeed(TRICKY.ref().id()))).containsExactly("exclude:type a");
    say("filter 拉面 type type video");
    say("filter search 拉面 type likes 3");
    assertThat(rules(NOODLES)).containsExactly("type:video", "likes:3");
  }

  @Test
  void givenOneFeedAlone_whenItIsLeftOut_thenItIsMeant() {
    assertThat(say("filter exclude 广告")).startsWith("Name a feed from /list");
    assertThat(say("filter")).startsWith("Name a feed from /list");
    for (int i = 0; i < 3; i++) {
      say("unfollow 1");
    }
    say("filter exclude 广告");

    assertThat(rules(new Feed.CreatorFeed(TRICKY.ref().id()))).containsExactly("exclude:广告");
    assertThat(say("filter")).contains("1. nothing that mentions “广告”");
  }

  @Test
  void givenTwoOfOneName_whenSaid_thenTheNumberIsAskedFor() {
    var other = SampleNotes.creator("mei2", "小美");
    office.store.notes().keep(other);
    var feed = new Feed.CreatorFeed(other.ref().id());
    office.store.subscriptions().add(Office.GROUP, feed, 0, office.clock.instant());

    assertThat(say("filter 小美 likes 5")).contains("number from /list");
    assertThat(rules(MEI)).isEmpty();
    say("filter 5 likes 5");
    assertThat(rules(feed)).containsExactly("likes:5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody exclude x",
        "9 exclude x",
        "小 exclude x",
        "exclude exclude x",
        "0",
        "mei2"
      })
  void givenAnUnknownFeed_whenSaid_thenThePersonIsToldWhatToSay(String words) {
    assertThat(say("filter " + words)).contains("/list").contains("exclude");
    assertThat(rules(MEI)).isEmpty();
  }

  @Test
  void givenAChannelThatFollowsNothing_whenItFilters_thenItIsTold() {
    for (int i = 0; i < 4; i++) {
      say("unfollow 1");
    }
    assertThat(say("filter trending exclude x")).contains("follows nobody yet");
  }

  @Test
  void givenRules_whenRemovedByNumberOrAllAtOnce_thenTheyAreGone() {
    say("filter mei exclude a, b, c");
    assertThat(say("filter mei remove 2"))
        .contains("1. nothing that mentions “a”\n2. nothing that mentions “c”");
    assertThat(say("filter mei remove 3")).contains("no rule “3”");
    assertThat(say("filter mei remove 0")).contains("no rule “0”");
    assertThat(say("filter mei remove 99999999999")).contains("no rule “99999999999”");
    assertThat(say("filter mei remove")).contains("no rule “”");
    assertThat(rules(MEI)).containsExactly("exclude:a", "exclude:c");
    say("filter mei likes 5");
    say("filter mei perday 5");
    say("filter mei type video");
    say("filter mei likes off");
    say("filter mei perday 0");
    say("filter mei type any");
    assertThat(rules(MEI)).containsExactly("exclude:a", "exclude:c");
    assertThat(say("filter mei clear")).startsWith("小美 has no rules here");
    assertThat(rules(MEI)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "exclude; What should I look for",
        "exclude ,，、; What should I look for",
        "exclude \u200B\uFE0F; nothing in it that I could look for",
        "tag ##; What should I look for",
        "regex; What should I look for",
        "regex 广(告; At character 2, near “(告”: this parenthesis is never closed",
        "regex a)b; At character 2",
        "not-regex (?=x); Looking ahead or behind",
        "regex (a)\\2; References such as \\1 are not possible",
        "regex x\\; Write \\\\ for the backslash itself",
        "regex ((a{100}){100}){100}; repeats too much",
        "type audio; Say type pictures",
        "type; Say type pictures",
        "likes -5; Say likes and a number",
        "likes many; Say likes and a number",
        "likes 0.0001; Say likes and a number",
        "likes 99999999999; Say likes and a number",
        "perday 1001; up to 1,000",
        "perday 1.5; up to 1,000",
        "perday ٣; up to 1,000",
      })
  void givenAWishThatCannotBe_whenSaid_thenTheAnswerTellsWhatToDo(String words, String answer) {
    assertThat(say("filter mei " + words)).contains(answer);
    assertThat(rules(MEI)).isEmpty();
  }

  @Test
  void givenARuleThatIsTooLong_whenSaid_thenItsLengthIsTold() {
    assertThat(say("filter mei exclude ok, " + "长".repeat(201)))
        .contains("at most 200 characters, and this has 20");
    assertThat(say("filter mei regex " + "长".repeat(5_000))).contains("5,000");
    assertThat(rules(MEI)).isEmpty();
    say("filter mei exclude " + "😀".repeat(200));
    assertThat(rules(MEI)).hasSize(1);
  }

  @Test
  void givenFiftyRules_whenMoreAreSaid_thenNoneOfThemIsTaken() {
    say("filter mei exclude " + words(0, 48));
    assertThat(say("filter mei exclude x1, x2, x3")).contains("at most 50 rules");
    assertThat(rules(MEI)).hasSize(48);
    say("filter mei exclude x1");
    say("filter mei likes 5");
    assertThat(say("filter mei perday 5")).contains("at most 50 rules");
    assertThat(say("filter mei likes 6")).contains("only from 6 likes on");
    assertThat(say("filter mei exclude X1")).contains("49. nothing that mentions “x1”");
    assertThat(rules(MEI)).hasSize(50);
  }

  private static String words(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "w" + i).collect(Collectors.joining(","));
  }

  @Test
  void givenAMemberWithoutRights_whenFiltering_thenNothingChanges() {
    assertThat(office.say(Office.GUS, "filter mei exclude x")).startsWith("Only people who manage");
    assertThat(office.say(Office.GUS, "filter mei")).startsWith("Only people who manage");
    assertThat(rules(MEI)).isEmpty();
  }

  @Test
  void givenAChannelThatReadsChinese_whenItFilters_thenItIsAnsweredInChinese() {
    say("language zh-CN");
    assertThat(say("filter 小红书推荐 exclude 广告")).startsWith("小红书推荐的规则").contains("1. 不要提到“广告”的");
    assertThat(say("filter mei regex (")).contains("第 1 个字符").contains("括号没有关上");
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenSaidAnywhere_thenThereIsAnAnswer(String text) {
    for (var words :
        List.of(
            text,
            "mei exclude " + text,
            "mei include " + text,
            "mei tag " + text,
            "mei regex " + text,
            "mei likes " + text,
            "mei perday " + text,
            "mei type " + text,
            "mei remove " + text,
            text + " exclude a",
            "exclude ".repeat(1_000) + text)) {
      assertThat(say("filter " + words)).isNotBlank();
    }
    assertThat(say("filter mei")).isNotBlank();
    assertThat(HostileTexts.all()).contains(text);
  }

  @Test
  void givenRandomWords_whenSaid_thenThereIsAlwaysAnAnswerAndWhatIsKeptCanBeRead() {
    var random = new Random(6);
    for (int i = 0; i < 500; i++) {
      assertThat(say("filter mei exclude " + HostileTexts.random(random))).isNotBlank();
      assertThat(say("filter mei regex " + HostileTexts.random(random))).isNotBlank();
      if (rules(MEI).size() > 45) {
        say("filter mei clear");
      }
      var codes = rules(MEI);
      assertThat(Filter.ofCodes(codes).codes()).isEqualTo(codes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filter mei remove 1",
        "filter mei exclude d, e",
        "filter mei clear",
        "filter mei likes 7"
      })
  void givenADeathAtEveryCall_whenTheCommandRunsAgain_thenItIsDoneOnce(String words) {
    var expected = afterADeath(words, new CrashPoint(Integer.MAX_VALUE, false));
    for (var done : new boolean[] {false, true}) {
      var lived = false;
      for (int call = 1; !lived; call++) {
        var crash = new CrashPoint(call, done);
        assertThat(afterADeath(words, crash)).as("%s, %s", call, done).isEqualTo(expected);
        lived = !crash.happened();
      }
    }
  }

  private static List<String> afterADeath(String words, CrashPoint crash) {
    var fresh = new FilterCommandTest();
    fresh.follow();
    fresh.say("filter mei exclude a, b, c");
    var event = fresh.office.command(Office.ADA, words);
    var kept = fresh.office.kept(crash.over(Outbox.class, fresh.office.store.outbox()));
    try {
      fresh
          .office
          .desk(
              Office.OPERATORS,
              false,
              new Desk.Kept(
                  kept.notes(),
                  crash.over(Subscriptions.class, kept.subscriptions()),
                  crash.over(Settings.class, kept.settings()),
                  kept.feeds(),
                  kept.outbox(),
                  kept.channels(),
                  kept.communities(),
                  kept.glossary()))
          .handle(event);
    } catch (CrashPoint.Crash e) {
      assertThat(e).isNotNull();
    }
    fresh.office.desk.handle(event);
    assertThat(fresh.office.told()).hasSize(1);
    return new ArrayList<>(fresh.rules(MEI));
  }

  private List<String> suggested(String typed) {
    return office.desk.suggest(Office.GROUP, typed).stream().map(Suggestion::value).toList();
  }

  @Test
  void givenWhatIsTyped_whenCompleted_thenFeedsVerbsAndValuesComeInTurn() {
    assertThat(suggested("filter ")).containsExactly("mei", "trending", "3", "tricky");
    assertThat(suggested("filter 小")).containsExactly("mei");
    assertThat(suggested("filter trending"))
        .startsWith("trending", "trending exclude", "trending include")
        .hasSize(12);
    assertThat(suggested("filter trending in")).containsExactly("trending include");
    assertThat(suggested("filter 2 type"))
        .containsExactly("2 type pictures", "2 type video", "2 type any");
    assertThat(suggested("filter 2 type v")).containsExactly("2 type video");
    say("filter mei exclude a, b");
    assertThat(office.desk.suggest(Office.GROUP, "filter mei remove"))
        .containsExactly(
            new Suggestion("mei remove nothing that mentions “a”", "mei remove 1"),
            new Suggestion("mei remove nothing that mentions “b”", "mei remove 2"));
    assertThat(suggested("filter mei exclude x")).isEmpty();
    assertThat(suggested("filter nobody exclude x")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenCompleted_thenNothingBreaks(String text) {
    for (var words : List.of(text, "mei " + text, "mei exclude " + text, text + " type ")) {
      assertThat(suggested("filter " + words)).allMatch(value -> value.length() <= 100);
    }
    assertThat(HostileTexts.all()).contains(text);
  }
}
