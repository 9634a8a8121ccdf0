package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.Community;
import org.littleredbridge.follow.Communities.Known;
import org.littleredbridge.follow.Communities.State;

/// What every [Communities] keeps to.
public abstract class CommunitiesContract extends StoreContract {
  private static final Community TOWN = new Community("telegram", "-7", "Town");

  private Communities communities() {
    return ports().communities();
  }

  @Test
  void givenANewCommunity_whenItIsSeen_thenItIsAskedAboutSinceThen() {
    var expected = new Known(TOWN, State.ASKED, NOON, "");

    assertThat(communities().find(TOWN.key())).isEmpty();
    assertThat(communities().seen(TOWN, NOON)).isEqualTo(expected);
    assertThat(communities().seen(TOWN, noonPlusSeconds(9))).isEqualTo(expected);
    restart();
    assertThat(communities().find(TOWN.key())).contains(expected);
  }

  @Test
  void givenADecision_whenTheCommunityIsSeenAgain_thenItStandsUnderTheNewestName() {
    communities().seen(TOWN, NOON);
    assertThat(communities().decide(TOWN.key(), State.APPROVED, "web:ann", noonPlusSeconds(1)))
        .isTrue();
    var renamed = new Community("telegram", "-7", "City");

    var known = communities().seen(renamed, noonPlusSeconds(2));

    assertThat(known).isEqualTo(new Known(renamed, State.APPROVED, noonPlusSeconds(1), "web:ann"));
    restart();
    assertThat(communities().find(TOWN.key())).contains(known);
  }

  @Test
  void givenAName_whenTheServiceGivesNoneLater_thenItIsKept() {
    communities().seen(TOWN, NOON);

    assertThat(communities().seen(new Community("telegram", "-7", ""), NOON).community())
        .isEqualTo(TOWN);
  }

  @Test
  void givenADecision_whenAnotherOperatorDecidesOtherwise_thenTheLastOneCounts() {
    communities().seen(TOWN, NOON);
    communities().decide(TOWN.key(), State.APPROVED, "web:ann", noonPlusSeconds(1));
    communities().decide(TOWN.key(), State.DECLINED, "web:bob", noonPlusSeconds(2));

    assertThat(communities().find(TOWN.key()))
        .contains(new Known(TOWN, State.DECLINED, noonPlusSeconds(2), "web:bob"));
  }

  @Test
  void givenACommunityThatNobodySaw_whenItIsDecidedAbout_thenNothingHappens() {
    communities().seen(TOWN, NOON);

    assertThat(communities().decide("telegram:-8", State.APPROVED, "web:ann", NOON)).isFalse();
    assertThat(communities().decide("%", State.APPROVED, "web:ann", NOON)).isFalse();
    assertThat(communities().find("telegram:-8")).isEmpty();
    assertThat(communities().find(TOWN.key()).orElseThrow().state()).isEqualTo(State.ASKED);
  }

  @Test
  void givenSeveral_whenListed_thenTheyComeByName() {
    var river = new Community("discord", "9", "river");
    var bay = new Community("discord", "8", "Bay");
    communities().seen(river, NOON);
    communities().seen(TOWN, NOON);
    communities().seen(bay, NOON);

    assertThat(communities().all()).extracting(Known::community).containsExactly(bay, river, TOWN);
  }

  @Test
  void givenTwentyEventsAtOnce_whenTheyShowTheSameCommunity_thenItIsThereOnce() {
    var seen = Crowd.allAtOnce(20, _ -> communities().seen(TOWN, NOON));

    assertThat(seen).containsOnly(new Known(TOWN, State.ASKED, NOON, ""));
    assertThat(communities().all()).hasSize(1);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileName_whenItIsSeen_thenItIsOnlyAName(String text) {
    var hostile = new Community("web", "i' OR '1'='1:2", text);
    communities().seen(TOWN, NOON);
    communities().seen(hostile, NOON);
    communities().decide(hostile.key(), State.DECLINED, "web:'; --", NOON);

    var known = communities().find(hostile.key()).orElseThrow();
    assertThat(known.community().id()).isEqualTo(hostile.id());
    assertThat(HostileTexts.readable(known.community().name()))
        .isEqualTo(HostileTexts.readable(text));
    assertThat(known.by()).isEqualTo("web:'; --");
    assertThat(communities().find(TOWN.key()).orElseThrow().state()).isEqualTo(State.ASKED);
  }
}
