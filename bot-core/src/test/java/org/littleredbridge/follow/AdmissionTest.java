package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.Member.Standing;
import org.littleredbridge.follow.Admission.Answer;

/// Whom the bridge serves, and what is known of their places.
final class AdmissionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final ChannelId GROUP = ChannelId.of("telegram", "-100");
  private static final ChannelId OTHER = ChannelId.of("telegram", "-200");
  private static final Community CLUB = new Community("telegram", "-100", "Tea Club");
  private static final Member PAT = new Member("7", "Pat", Standing.NOT_SAID);

  private final MemoryStore store = new MemoryStore();
  private final Operators operators = Operators.of(List.of("telegram:7"));
  private final Admission admission = new Admission(store.communities(), operators, false);
  private final Admission open = new Admission(store.communities(), operators, true);
  private final CommunityPlaces places = new CommunityPlaces(store.settings());

  @Test
  void givenACommunity_whenItIsDecidedAbout_thenItsAnswerFollows() {
    assertThat(admission.of(CLUB)).isEqualTo(Answer.WAITING);
    store.communities().seen(CLUB, NOW);
    assertThat(admission.of(CLUB)).isEqualTo(Answer.WAITING);
    store.communities().decide(CLUB.key(), Communities.State.APPROVED, "telegram:7", NOW);
    assertThat(admission.of(CLUB)).isEqualTo(Answer.ADMITTED);
    store.communities().decide(CLUB.key(), Communities.State.DECLINED, "telegram:7", NOW);
    assertThat(admission.of(CLUB)).isEqualTo(Answer.DECLINED);
  }

  @Test
  void givenAnOpenBridge_whenACommunityWasTurnedAway_thenOnlyThatOneIsNotServed() {
    assertThat(open.of(CLUB)).isEqualTo(Answer.ADMITTED);
    store.communities().seen(CLUB, NOW);
    assertThat(open.of(CLUB)).isEqualTo(Answer.ADMITTED);
    store.communities().decide(CLUB.key(), Communities.State.DECLINED, "telegram:7", NOW);
    assertThat(open.of(CLUB)).isEqualTo(Answer.DECLINED);
  }

  @Test
  void givenTheBrowserAndAnOperatorAlone_whenAsked_thenTheyAreServed() {
    var browser = new Community("web", "browser", "Browser");
    var alone = new Community("telegram", "7", "Pat");
    var somebody = new Member("9", "Som", Standing.MANAGES);

    assertThat(admission.of(browser)).isEqualTo(Answer.ADMITTED);
    assertThat(admission.of(alone, ChannelId.of("telegram", "7"), PAT)).isEqualTo(Answer.ADMITTED);
    assertThat(admission.of(new Community("telegram", "@7", ""), GROUP, PAT))
        .isEqualTo(Answer.ADMITTED);
    assertThat(admission.of(CLUB, ChannelId.person("telegram", "7"), PAT))
        .isEqualTo(Answer.ADMITTED);
    assertThat(admission.of(CLUB, GROUP, PAT)).isEqualTo(Answer.WAITING);
    assertThat(admission.of(alone, ChannelId.of("telegram", "7"), somebody))
        .isEqualTo(Answer.WAITING);
    assertThat(
            admission.of(
                new Community("telegram", "9", ""), ChannelId.of("telegram", "9"), somebody))
        .isEqualTo(Answer.WAITING);
  }

  @Test
  void givenPlaces_whenKept_thenTheyAreKnownOnceAndHomeIsWherePeopleCanBeSpokenTo() {
    var guild = new Community("discord", "5", "Guild");
    places.keepHome(guild, ChannelId.of("discord", "5"), NOW);
    places.keepHome(guild, ChannelId.of("discord", "55"), NOW);
    places.keepHome(guild, ChannelId.of("discord", "56"), NOW);
    var thread = new ChannelId("discord", "55", Optional.of("9"));
    places.keepChannel(guild, thread, NOW);
    places.keepChannel(guild, thread, NOW);
    places.keepChannel(guild, ChannelId.of("discord", "56"), NOW);

    assertThat(places.home(guild)).contains(ChannelId.of("discord", "55"));
    assertThat(places.channels(guild)).containsExactly(thread, ChannelId.of("discord", "56"));
    assertThat(places.channels(CLUB)).isEmpty();
    assertThat(places.home(CLUB)).isEmpty();
  }

  @Test
  void givenManyChannels_whenKept_thenTheNewestAreKnown() {
    for (int i = 0; i < 510; i++) {
      places.keepChannel(CLUB, new ChannelId("telegram", "-100", Optional.of("" + i)), NOW);
    }

    assertThat(places.channels(CLUB)).hasSize(500);
    assertThat(places.channels(CLUB).getLast().thread()).contains("509");
  }

  @Test
  void givenACommunityThatMoves_whenItMovesTwice_thenItsPlacesGoAlong() {
    var moved = new Community("telegram", "-200", "Tea Club");
    places.keepHome(CLUB, GROUP, NOW);
    places.keepChannel(CLUB, GROUP, NOW);
    places.moved(CLUB, moved, GROUP, OTHER, NOW);
    places.moved(CLUB, moved, GROUP, OTHER, NOW);

    assertThat(places.home(moved)).contains(OTHER);
    assertThat(places.channels(moved)).containsExactly(OTHER);
  }

  @Test
  void givenAThread_whenItHasNotChosen_thenItReadsWhatItsChannelReads() {
    var languages = new ChannelLanguage(store.settings(), Locale.ENGLISH);
    var forum = ChannelId.of("discord", "55");
    var thread = new ChannelId("discord", "55", Optional.of("9"));

    assertThat(languages.of(thread)).isEqualTo(Locale.ENGLISH);
    store.settings().set(forum, Settings.LANGUAGE, "zh-CN", "1", NOW);
    assertThat(languages.of(thread)).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    store.settings().set(thread, Settings.LANGUAGE, "en", "1", NOW);
    assertThat(languages.of(thread)).isEqualTo(Locale.ENGLISH);
    assertThat(languages.of(forum)).isEqualTo(Locale.SIMPLIFIED_CHINESE);
  }
}
