package org.littleredbridge.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;

/// What every [NoteLooks] keeps to: notes that people were shown are looked at again, and no
/// others.
public abstract class NoteLooksContract extends StoreContract {
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final List<Duration> AGES = List.of(Duration.ofHours(1), Duration.ofHours(6));
  private static final Instant ONE = NOON.plus(Duration.ofHours(1));
  private static final Instant SIX = NOON.plus(Duration.ofHours(6));

  private NoteLooks looks() {
    return ports().looks();
  }

  private static NoteId id(String id) {
    return new NoteId(id);
  }

  private void accepted(String id, ChannelId channel, Instant now) {
    var routed =
        new Outbox.Routed(
            SampleNotes.note(id, "title of " + id), Map.of(channel, new Verdict.Send()));
    ports().outbox().accept(TRENDING, List.of(routed), now);
  }

  private void delivered(String id, Instant now) {
    accepted(id, LOBBY, now);
    var claim = ports().outbox().claimDue(now, 9, 9, LEASE).getFirst();
    for (var delivery : claim.deliveries()) {
      var sent = new Sent(new MessageRef(LOBBY, "m-" + delivery.id()));
      ports().outbox().lastPartSent(delivery, 0, sent, now);
    }
    ports().outbox().release(claim);
  }

  private List<String> due(Instant now) {
    return looks().due(AGES, NOON.minusSeconds(60), now, 9).stream()
        .map(look -> look.note().value())
        .toList();
  }

  @Test
  void givenADeliveredNote_whenItReachesTheAges_thenItIsDueAtEachUntilItWasLookedAt() {
    delivered("n1", NOON);

    assertThat(due(ONE.minusMillis(1))).isEmpty();
    assertThat(looks().nextDue(AGES, NOON.minusSeconds(60), NOON)).contains(ONE);
    assertThat(due(ONE)).containsExactly("n1");
    assertThat(looks().look(id("n1"))).contains(new NoteLooks.Look(id("n1"), NOON, 0, false, true));
    restart();
    looks().looked(id("n1"), 1);
    assertThat(due(SIX.minusMillis(1))).isEmpty();
    assertThat(due(SIX)).containsExactly("n1");
    looks().looked(id("n1"), 2);
    assertThat(due(SIX.plus(Duration.ofDays(1)))).isEmpty();
    assertThat(looks().nextDue(AGES, NOON.minusSeconds(60), SIX)).isEmpty();
  }

  @Test
  void givenANoteThatWaits_whenLookedUp_thenItIsSaidThatNobodySeesIt() {
    accepted("n1", LOBBY, NOON);

    assertThat(looks().look(id("n1"))).map(NoteLooks.Look::shown).contains(false);
  }

  @Test
  void givenNotesThatNobodyIsToGet_whenTheyComeOfAge_thenNoneIsDue() {
    var routed =
        new Outbox.Routed(SampleNotes.note("n1", "t"), Map.of(LOBBY, new Verdict.Primed()));
    ports().outbox().accept(TRENDING, List.of(routed), NOON);

    assertThat(due(SIX)).isEmpty();
    assertThat(looks().watched(List.of(id("n1")))).isEmpty();
    assertThat(looks().look(id("n1"))).isEmpty();
  }

  @Test
  void givenThePrivateAnswerToOnePress_whenItShowsANote_thenThatIsNotWatched() {
    accepted("n1", ChannelId.of("discord", "!77"), NOON);
    accepted("n2", ChannelId.person("discord", "77"), NOON);

    assertThat(looks().watched(List.of(id("n1"), id("n2")))).containsExactly(id("n2"));
  }

  @Test
  void givenSeveralNotes_whenDue_thenTheNewestComesFirstAndOldOnesAreLeftAlone() {
    delivered("old", NOON.minusSeconds(61));
    delivered("n1", NOON);
    delivered("n2", NOON.plusSeconds(1));
    delivered("n3", NOON.plusSeconds(2));
    looks().looked(id("n3"), 1);

    assertThat(due(ONE.plusSeconds(1))).containsExactly("n2", "n1");
    assertThat(looks().due(AGES, NOON.minusSeconds(60), SIX, 1)).hasSize(1);
    assertThat(due(SIX.plusSeconds(2))).containsExactly("n3", "n2", "n1");
  }

  @Test
  void givenAHint_whenAsked_thenTheNoteIsDueAtOnceUntilItWasLookedAt() {
    delivered("n1", NOON);
    looks().hint(id("n1"));
    looks().hint(id("unknown"));

    assertThat(due(NOON)).containsExactly("n1");
    assertThat(looks().nextDue(AGES, NOON.minusSeconds(60), NOON)).contains(NOON);
    looks().looked(id("n1"), 1);
    assertThat(due(ONE)).isEmpty();
    assertThat(due(SIX)).containsExactly("n1");
  }

  @Test
  void givenALookThatWasReportedLate_whenAnotherWasMadeSince_thenItIsNotMadeAgain() {
    delivered("n1", NOON);
    looks().looked(id("n1"), 2);
    looks().looked(id("n1"), 1);

    assertThat(looks().look(id("n1"))).map(NoteLooks.Look::looks).contains(2);
  }

  @Test
  void givenANoteThatIsDone_whenAnotherChannelGetsIt_thenItIsLookedAtAnew() {
    delivered("n1", NOON);
    looks().done(id("n1"));
    assertThat(due(SIX)).isEmpty();
    accepted("n1", GARDEN, ONE);

    assertThat(looks().look(id("n1"))).contains(new NoteLooks.Look(id("n1"), ONE, 0, false, true));
  }

  @Test
  void givenTheSameNoteFromAnotherFeed_whenNobodyGetsItAnew_thenTheAgesGoOn() {
    delivered("n1", NOON);
    looks().looked(id("n1"), 1);
    accepted("n1", LOBBY, ONE);

    assertThat(looks().look(id("n1"))).map(NoteLooks.Look::since).isEqualTo(Optional.of(NOON));
  }

  @Test
  void givenManyIds_whenAskedWhichAreWatched_thenAllOfThemAreTold() {
    accepted("n7", LOBBY, NOON);
    accepted("n1200", LOBBY, NOON);
    var ids = IntStream.range(0, 1_300).mapToObj(n -> id("n" + n)).toList();

    assertThat(looks().watched(ids)).containsExactlyInAnyOrder(id("n7"), id("n1200"));
    assertThat(looks().watched(List.of())).isEmpty();
  }
}
