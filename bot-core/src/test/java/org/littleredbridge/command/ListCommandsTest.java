package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.follow.Filter;
import org.littleredbridge.follow.Operators;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.note.TrendingChannel;

/// `trending` with channels and rules, and `search`.
final class ListCommandsTest {
  private static final Member ADA = new Member("1", "Ada", Member.Standing.MANAGES);
  private static final Member GUS = new Member("2", "Gus", Member.Standing.TAKES_PART);
  private static final Feed FOOD = new Feed.TrendingFeed(TrendingChannel.FOOD);

  private final Office office = new Office(Operators.of(List.of()), true, 400);

  private String say(String words) {
    return office.say(ADA, words);
  }

  private Subscription only() {
    var mine = office.store.subscriptions().of(Office.GROUP);
    assertThat(mine).hasSize(1);
    return mine.getFirst();
  }

  private static Filter rules(String... codes) {
    return Filter.ofCodes(List.of(codes));
  }

  private List<String> suggested(String typed) {
    return office.desk.suggest(Office.GROUP, typed).stream().map(Suggestion::value).toList();
  }

  @Test
  void givenAChannelAndRules_whenSwitchedOn_thenItIsFollowedWithThem() {
    assertThat(say("trending on food last 3 likes 1.2万 type Video PERDAY 5"))
        .isEqualTo(
            "RedNote’s recommendations about food will arrive here from now on. Rules here: only"
                + " from 12,000 likes on; only videos; at most 5 notes a day.");

    assertThat(only().feed()).isEqualTo(FOOD);
    assertThat(only().backlog()).isEqualTo(3);
    assertThat(only().filter()).isEqualTo(rules("likes:12000", "type:video", "perday:5"));
    assertThat(say("list")).contains("1. RedNote’s recommendations: food (3 rules)");
  }

  @Test
  void givenAFollowedList_whenSwitchedOnWithOtherRules_thenTheyChangeAndItSaysSo() {
    say("trending on likes 500 type video");

    assertThat(say("trending on"))
        .isEqualTo(
            "Recommendations are on already. Rules here: only from 500 likes on; only videos.");
    assertThat(say("trending on likes 900 type any"))
        .isEqualTo(
            "Recommendations are on already. Its rules have changed; here they are now: only from"
                + " 900 likes on.");
    assertThat(only().filter()).isEqualTo(rules("likes:900"));
    assertThat(say("trending on likes off")).contains("none any more");
    assertThat(only().filter()).isEqualTo(Filter.NONE);
    assertThat(say("trending on")).isEqualTo("Recommendations are on already.");
  }

  @Test
  void givenSeveralChannels_whenSwitchedOff_thenOnlyThatOneEnds() {
    say("trending on");
    say("trending on food");
    say("trending on travel");

    assertThat(say("trending off food")).isEqualTo("No more recommendations about food here.");
    assertThat(say("trending off food")).contains("off already");
    assertThat(say("trending off")).isEqualTo("No more recommendations here.");
    assertThat(only().feed()).isEqualTo(new Feed.TrendingFeed(TrendingChannel.TRAVEL));
    assertThat(say("unfollow trending travel")).contains("No longer following");
    assertThat(office.store.subscriptions().of(Office.GROUP)).isEmpty();
  }

  @Test
  void givenAWordThatIsNoChannel_whenSwitchedOn_thenTheChannelsAreNamed() {
    assertThat(say("trending on cats")).contains("“cats”").contains("fashion, food, beauty");
    assertThat(say("trending on likes many")).contains("no channel “likes many”");
    assertThat(say("trending food")).contains("Say /trending on");
    assertThat(say("trending on likes 0")).doesNotContain("none");
    assertThat(say("trending off")).isEqualTo("No more recommendations here.");
    assertThat(office.store.subscriptions().of(Office.GROUP)).isEmpty();
  }

  @Test
  void givenAChineseChannel_whenItNamesAChannelInChinese_thenItIsUnderstood() {
    say("language zh-CN");

    assertThat(say("trending on 美食")).startsWith("从现在起，小红书关于美食的推荐");
    assertThat(only().feed()).isEqualTo(FOOD);
  }

  @Test
  void givenGatewaysThatCannot_whenAskedFor_thenASentenceSaysSoAndNothingIsFollowed() {
    office.platform.capabilities(PlatformCapabilities.of(Ability.TRENDING));
    assertThat(say("trending on food")).contains("single channel");
    assertThat(say("search 拉面")).contains("can search RedNote");
    assertThat(say("search on 拉面")).contains("can search RedNote");
    office.platform.capabilities(PlatformCapabilities.of(Ability.CREATOR_NOTES));
    assertThat(say("trending on")).contains("can ask RedNote for recommendations");

    assertThat(office.store.subscriptions().of(Office.GROUP)).isEmpty();
    assertThat(office.platform.calls()).isZero();
  }

  @Test
  void givenWhatSomebodyTypes_whenCompleted_thenChannelsAndFollowedOnesAreOffered() {
    assertThat(suggested("trending on f"))
        .containsExactly("on fashion", "on food", "on film", "on fitness");
    say("trending on food");
    say("search on 拉面");
    assertThat(suggested("trending off")).containsExactly("off", "off food");
    assertThat(suggested("search off")).containsExactly("off 拉面");
    assertThat(suggested("search 上海")).containsExactly("上海", "on 上海");
    office.platform.capabilities(PlatformCapabilities.of(Ability.TRENDING));
    assertThat(suggested("trending on f")).isEmpty();
  }

  private void published(int count) {
    for (int i = 1; i <= count; i++) {
      office.platform.publish(
          SampleNotes.note(
              "n" + i,
              "拉面" + "店".repeat(i),
              "text",
              SampleNotes.MEI,
              SampleNotes.PUBLISHED.plusSeconds(i)));
    }
  }

  @Test
  void givenWords_whenAMemberSearches_thenTheFirstResultsComeAtOnceAndNothingIsFollowed() {
    published(7);

    var answer = office.say(GUS, "search 拉面");

    assertThat(answer)
        .startsWith("What RedNote finds for “拉面”:\n1. en words (拉面店店店店店店店) — 小美 · 12 likes\nhttp")
        .contains("\n5. ")
        .doesNotContain("\n6. ")
        .endsWith("— Translated by shouting\n/search on 拉面 brings new ones here.");
    assertThat(office.platform.calls()).isEqualTo(1);
    assertThat(office.store.subscriptions().of(Office.GROUP)).isEmpty();
    assertThat(office.store.notes().note(new NoteId("n7"))).isPresent();
    assertThat(office.asked).as("one call of the engine").hasSize(1);
  }

  @Test
  void givenTheSameSearch_whenAskedAgainSoon_thenItCostsNoRequest() {
    published(1);
    office.say(GUS, "search 拉面");
    office.say(ADA, "search  拉面 ");
    assertThat(office.platform.calls()).isEqualTo(1);

    office.clock.advance(Duration.ofMinutes(11));
    office.say(GUS, "search 拉面");
    assertThat(office.platform.calls()).isEqualTo(2);
  }

  @Test
  void givenSharesOfTheDay_whenOneMemberAndThenTheChannelUsedThem_thenTheyAreToldUntilTomorrow() {
    // A twentieth for a member, a tenth for a channel.
    var small = new Office(Operators.of(List.of()), true, 40);
    assertThat(small.say(GUS, "search 一")).contains("finds nothing");
    assertThat(small.say(GUS, "search 二")).contains("finds nothing");
    assertThat(small.say(GUS, "search 三")).contains("as often today as is good");
    assertThat(small.say(ADA, "search 三")).contains("finds nothing");
    assertThat(small.say(ADA, "search 四")).contains("finds nothing");
    assertThat(small.say(Office.PAT, "search 五")).contains("as often today as is good");
    assertThat(small.platform.calls(Call.LATEST)).isEqualTo(4);

    small.clock.advance(Duration.ofDays(1));
    assertThat(small.say(GUS, "search 三")).contains("finds nothing");
  }

  @Test
  void givenAGatewayThatFails_whenSearched_thenAPersonReadsWhy() {
    office.platform.failNext(1, new Failure.Unreachable("away"));
    assertThat(office.say(GUS, "search 拉面")).contains("gateway does not answer");
    office.platform.failNext(1, new Failure.Captcha());
    assertThat(office.say(GUS, "search 拉面")).contains("captcha");
    assertThat(office.say(GUS, "search 拉面")).contains("hold requests to RedNote back");
  }

  @Test
  void givenASearch_whenFollowedAndEnded_thenItSaysSo() {
    assertThat(say("search on 上海 拉面 last 2 likes 100"))
        .isEqualTo(
            "New notes that RedNote finds for “上海 拉面” will arrive here from now on. Rules here:"
                + " only from 100 likes on.");
    assertThat(only().feed()).isEqualTo(new Feed.SearchFeed("上海 拉面"));
    assertThat(only().backlog()).isEqualTo(2);
    assertThat(say("search on 上海 拉面 perday 3")).contains("already").contains("3 notes a day");
    assertThat(only().filter()).isEqualTo(rules("likes:100", "perday:3"));
    assertThat(say("list")).contains("search “上海 拉面” (2 rules)");

    assertThat(say("search off 上海 拉面")).isEqualTo("No more notes of the search “上海 拉面” here.");
    assertThat(say("search off 上海 拉面")).contains("does not follow");
    assertThat(office.platform.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"拉面", "search 拉面", "1", "search “拉面”"})
  void givenAFollowedSearch_whenUnfollowedByAnyOfItsNames_thenItEnds(String name) {
    say("search on 拉面");

    assertThat(say("unfollow " + name)).isEqualTo("No longer following search “拉面”.");
    assertThat(office.store.subscriptions().of(Office.GROUP)).isEmpty();
  }

  @Test
  void givenACreatorWhoIsCalledLikeASearch_whenUnfollowed_thenThePersonChooses() {
    office.store.notes().keep(SampleNotes.creator("a", "拉面"));
    say("follow a");
    say("search on 拉面");

    assertThat(say("unfollow 拉面")).contains("number from /list");
    assertThat(office.store.subscriptions().of(Office.GROUP)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#拉面", "＃拉面", "#拉面[话题]#", "话题 拉面", "话题：#拉面", "# 拉面"})
  void givenATag_whenFollowed_thenOnlyNotesThatCarryItCome(String tag) {
    assertThat(say("search on " + tag)).contains("only what has the tag #拉面");

    assertThat(only().feed()).isEqualTo(new Feed.SearchFeed("#拉面"));
    assertThat(only().filter()).isEqualTo(rules("tag:拉面"));
    assertThat(say("search off " + tag)).contains("#拉面");
    assertThat(office.store.subscriptions().of(Office.GROUP)).isEmpty();
  }

  @Test
  void givenAMember_whenItWantsToFollow_thenItMayNot() {
    for (var words : List.of("search on 拉面", "search OFF 拉面", "search on", "trending on food")) {
      assertThat(office.say(GUS, words)).contains("Only people who manage this channel");
    }
    assertThat(office.platform.calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "search, Say /search",
    "search on, Say /search",
    "search on last 3, Say /search",
    "search off, Say /search",
    "search on 拉面 last 21, at most 20",
    "search on 拉面 likes 0.0, Say likes",
    "search on 拉面 perday 9999, up to 1",
  })
  void givenWhatCannotBeMeant_whenSearched_thenAPersonReadsWhatToSay(String words, String part) {
    assertThat(say(words)).contains(part);
    assertThat(office.store.subscriptions().of(Office.GROUP)).isEmpty();
  }

  @Test
  void givenTooManyWords_whenSearched_thenThePersonIsToldTheLimit() {
    assertThat(say("search " + "拉".repeat(101))).contains("at most 100");
    assertThat(say("search on " + "拉".repeat(50_000))).contains("at most 100");
    assertThat(office.platform.calls()).isZero();
  }

  @Test
  void givenWordsThatLookLikeOptions_whenTheyHaveNoValue_thenTheyAreWords() {
    say("search on 拉面 type");
    assertThat(only().feed()).isEqualTo(new Feed.SearchFeed("拉面 type"));
    assertThat(FeedOptions.of("she likes me").rest()).isEqualTo("she likes me");
    assertThat(FeedOptions.of("blast 3").last()).isZero();
    assertThat(FeedOptions.of("x last ３").last()).isEqualTo(3);
    assertThat(FeedOptions.of("last " + "9".repeat(5_000)).last()).isGreaterThan(20);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenHostileWords_whenSearched_thenThereIsAnAnswer(String words) {
    office.platform.publish(hostileNote(words));
    for (var command :
        List.of("search ", "search on ", "search off ", "trending on ", "search #")) {
      var event = office.command(ADA, command + words);
      office.desk.handle(event);
      assertThat(office.told()).as(command).isNotEmpty();
    }
    office
        .store
        .subscriptions()
        .of(Office.GROUP)
        .forEach(one -> assertThat(Feed.ofKey(one.feed().key())).isEqualTo(one.feed()));
  }

  private static Note hostileNote(String words) {
    return SampleNotes.note("n1", words, words, SampleNotes.MEI, SampleNotes.PUBLISHED);
  }

  @Test
  void givenAdvertising_whenSearched_thenItIsMarked() {
    office.platform.publish(SampleNotes.note("n1", "【广告】拉面"));

    assertThat(say("search 拉面")).contains("1. [Advertising] en words");
    assertThat(FeedNames.of(TrendingChannel.FILM, office.wording, Locale.ENGLISH))
        .isEqualTo("film");
  }
}
