package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox.Routed;
import org.littleredbridge.deliver.Outbox.Voice;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Lease;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.SampleNotes;
import org.littleredbridge.poll.NoteLooks;
import org.littleredbridge.relay.RelayedReply;
import org.littleredbridge.relay.RelayedReply.State;
import org.littleredbridge.relay.ReplyLedger;

/// That a node whose lease another has taken changes nothing more, whatever it had in hand.
abstract class FencesContract {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final ChannelId GROUP = ChannelId.of("telegram", "-7");
  private static final Feed TRENDING = new Feed.TrendingFeed();
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duty GATE = new Duty.Gateway("gate");
  private static final Duty WEB = new Duty.Connection("web", Optional.of("web"));
  private static final Duty TELEGRAM = new Duty.Connection("telegram:7", Optional.of("telegram"));
  private static final Leases.Node EAST = new Leases.Node("east", "1");
  private static final Leases.Node WEST = new Leases.Node("west", "2");

  private Optional<Store> opened = Optional.empty();
  private final AtomicReference<Optional<Lease>> believed = new AtomicReference<>(Optional.empty());

  /// A new, empty store.
  abstract StoreConfig config();

  @BeforeEach
  void open() {
    opened = Optional.of(Store.open(config(), new SettableClock(LATER)));
  }

  @AfterEach
  void close() {
    opened.ifPresent(Store::close);
  }

  Store store() {
    return opened.orElseThrow();
  }

  private Leases leases() {
    return store().leases(LONG);
  }

  Lease taken(Leases.Node node, Duty duty) {
    return leases().take(node, duty).orElseThrow();
  }

  private Lease takenFrom(Lease before, Duty duty) {
    leases().giveBack(before);
    return taken(WEST, duty);
  }

  void waits(ChannelId channel, String... notes) {
    for (var id : notes) {
      var routed = new Routed(SampleNotes.note(id, "title"), Map.of(channel, new Verdict.Send()));
      store().outbox().accept(TRENDING, List.of(routed), NOON);
    }
  }

  private static List<Voice> voice(String messenger, Lease lease) {
    return List.of(new Voice(messenger, lease));
  }

  @Test
  void givenAGatewayThatAnotherTook_whenNotesAreLookedAtAgain_thenTheLateNodeHasAndChangesNone() {
    var first = taken(EAST, GATE);
    believed.set(Optional.of(first));
    var looks = store().looks(believed::get);
    waits(LOBBY, "n1");
    var ages = List.of(Duration.ofSeconds(60));
    var before = NOON.minusSeconds(1);
    assertThat(looks.due(ages, before, LATER, 9)).hasSize(1);

    takenFrom(first, GATE);

    assertThat(looks.due(ages, before, LATER, 9)).isEmpty();
    looks.looked(new NoteId("n1"), 1);
    looks.done(new NoteId("n1"));
    assertThat(store().looks().look(new NoteId("n1"))).map(NoteLooks.Look::looks).contains(0);
  }

  @Test
  void givenALeaseThatAnotherTook_whenLanesAreClaimedUnderIt_thenThereAreNone() {
    var first = taken(EAST, WEB);
    var second = takenFrom(first, WEB);
    waits(LOBBY, "n1");

    var outbox = store().outbox();
    assertThat(outbox.claimDue(voice("web", first), NOON, 9, 9, LONG)).isEmpty();
    assertThat(outbox.claimDue(List.of(), NOON, 9, 9, LONG)).isEmpty();
    assertThat(outbox.claimDue(voice("web", second), NOON, 9, 9, LONG)).hasSize(1);
  }

  @Test
  void givenLanesOfSeveralMessengers_whenClaimedForOne_thenTheOthersStay() {
    var web = taken(EAST, WEB);
    var telegram = taken(EAST, TELEGRAM);
    waits(LOBBY, "n1");
    waits(GROUP, "n1");
    waits(ChannelId.of("webby", "x"), "n1");

    var outbox = store().outbox();
    assertThat(outbox.nextDue(Set.of("telegram"))).contains(NOON);
    assertThat(outbox.nextDue(Set.of("discord"))).isEmpty();
    assertThat(outbox.nextDue(Set.of())).isEmpty();
    assertThat(outbox.claimDue(voice("web", web), NOON, 9, 9, LONG))
        .extracting(claim -> claim.channel())
        .containsExactly(LOBBY);
    assertThat(outbox.nextDue(Set.of("web"))).contains(NOON.plus(LONG));
    var both = List.of(new Voice("telegram", telegram), new Voice("web", web));
    assertThat(outbox.claimDue(both, NOON, 9, 9, LONG))
        .extracting(claim -> claim.channel())
        .containsExactly(GROUP);
  }

  @Test
  void givenLanesInHand_whenAnotherTakesTheConnection_thenTheyAreDueAtOnceAndOthersAreNot() {
    var web = taken(EAST, WEB);
    var telegram = taken(EAST, TELEGRAM);
    waits(LOBBY, "n1");
    waits(GROUP, "n1");
    var outbox = store().outbox();
    outbox.claimDue(voice("web", web), NOON, 9, 9, LONG);
    outbox.claimDue(voice("telegram", telegram), NOON, 9, 9, LONG);

    var second = takenFrom(telegram, TELEGRAM);
    assertThat(outbox.claimDue(voice("telegram", second), NOON, 9, 9, LONG)).hasSize(1);
    assertThat(outbox.claimDue(voice("web", web), NOON, 9, 9, LONG)).isEmpty();
  }

  @Test
  void givenAClaimOfWhichNobodyHeard_whenItsHolderFreesAllButItsOwn_thenOnlyThoseAreDue() {
    var web = taken(EAST, WEB);
    var telegram = taken(EAST, TELEGRAM);
    var garden = ChannelId.of("web", "garden");
    waits(LOBBY, "n1");
    waits(garden, "n1");
    waits(GROUP, "n1");
    var outbox = store().outbox();
    outbox.claimDue(NOON, 9, 9, LONG);

    outbox.free(List.of(), Set.of());
    outbox.free(voice("web", new Lease(web.name(), web.fence() + 1)), Set.of());
    assertThat(outbox.claimDue(NOON, 9, 9, LONG)).as("that is not ours").isEmpty();
    outbox.free(voice("web", web), Set.of(garden));
    assertThat(outbox.claimDue(NOON, 9, 9, LONG))
        .extracting(claim -> claim.channel())
        .containsExactly(LOBBY);
    outbox.free(voice("telegram", telegram), Set.of());
    assertThat(outbox.claimDue(NOON, 9, 9, LONG))
        .extracting(claim -> claim.channel())
        .containsExactly(GROUP);
  }

  @Test
  void givenALaneThatAnotherHas_whenTheLateHolderLetsGoOrWaits_thenNothingChanges() {
    var web = taken(EAST, WEB);
    waits(LOBBY, "n1", "n2");
    var outbox = store().outbox();
    var late = outbox.claimDue(voice("web", web), NOON, 9, 9, LONG).getFirst();
    var second = takenFrom(web, WEB);
    var now = outbox.claimDue(voice("web", second), NOON, 9, 9, LONG).getFirst();
    assertThat(now.turn()).isGreaterThan(late.turn());
    assertThat(now.deliveries()).extracting(one -> one.turn()).containsOnly(now.turn());

    outbox.release(late);
    assertThat(outbox.claimDue(voice("web", second), NOON, 9, 9, LONG)).as("still held").isEmpty();
    var first = late.deliveries().getFirst();
    outbox.postpone(first, LATER.plus(LONG));
    outbox.retry(first, LATER.plus(LONG), "too late");
    assertThat(outbox.catchUp(late, 0, NOON.plus(Duration.ofDays(9))).deliveries()).isEmpty();
    outbox.release(now);
    assertThat(outbox.nextDue()).as("it was not told to wait").contains(NOON);
    assertThat(outbox.claimDue(voice("web", second), NOON, 9, 9, LONG).getFirst().deliveries())
        .as("nothing was gathered")
        .hasSize(2);
  }

  @Test
  void givenFeedsInHand_whenAnotherTakesTheGateway_thenTheyAreDueAtOnceForItAlone() {
    store().subscriptions().add(LOBBY, TRENDING, 0, NOON);
    var feeds = store().feedStates(believed::get);
    assertThat(feeds.claimDue(NOON, 9, LONG)).as("without a lease").isEmpty();
    var first = taken(EAST, GATE);
    believed.set(Optional.of(first));
    assertThat(feeds.claimDue(NOON, 9, LONG)).hasSize(1);

    var second = takenFrom(first, GATE);
    assertThat(feeds.claimDue(NOON, 9, LONG)).as("of the former holder").isEmpty();
    believed.set(Optional.of(second));
    assertThat(feeds.claimDue(NOON, 9, LONG)).hasSize(1);
  }

  private RelayedReply accepted(String id) {
    var message = new MessageRef(LOBBY, id);
    var reply = new ReplyLedger.NewReply(message, "ann", new NoteId("n1"), Optional.empty(), "hi");
    store().replies().accept(reply, NOON);
    return store().replies().find(message).orElseThrow();
  }

  @Test
  void givenARepliesHolderThatIsLate_whenItWouldPost_thenItIsStoppedAndTheLedgerStays() {
    var reply = accepted("m1");
    var first = taken(EAST, GATE);
    believed.set(Optional.of(first));
    var ledger = store().replies(believed::get);
    assertThat(ledger.claimDue(NOON, 9, LONG)).hasSize(1);
    takenFrom(first, GATE);

    assertThatThrownBy(() -> ledger.posting(reply.id(), "hi", NOON))
        .isInstanceOf(LeaseLostException.class);
    assertThat(ledger.find(reply.message()).orElseThrow().state()).isEqualTo(State.WAITING);
    assertThat(ledger.postingsSince(NOON)).isZero();
    assertThat(ledger.claimDue(NOON, 9, LONG)).isEmpty();
    assertThat(ledger.claimLooks(NOON, 9, LONG)).isEmpty();
  }

  @Test
  void givenAReplyThatTheNextHolderPosts_whenTheLateOneReports_thenItChangesNothing() {
    var reply = accepted("m1");
    var first = taken(EAST, GATE);
    believed.set(Optional.of(first));
    var late = store().replies(believed::get);
    late.claimDue(NOON, 9, LONG);
    late.posting(reply.id(), "hi", NOON);
    var second = takenFrom(first, GATE);
    var ledger = store().replies(() -> Optional.of(second));
    assertThat(ledger.claimDue(NOON, 9, LONG))
        .as("freed at once, and known to have left perhaps")
        .extracting(RelayedReply::state)
        .containsExactly(State.POSTING);

    late.notPosted(reply.id(), NOON);
    late.postpone(reply.id(), NOON);
    var tell = new Cargo.Outcome(reply.message(), ReplyState.REFUSED, "no");
    late.settle(reply, State.REFUSED, Optional.empty(), Optional.empty(), tell, NOON);
    late.looked(reply.id(), Optional.of(new CommentId("c")), Optional.empty());

    var after = ledger.find(reply.message()).orElseThrow();
    assertThat(after.state()).isEqualTo(State.POSTING);
    assertThat(after.comment()).isEmpty();
    assertThat(ledger.claimDue(NOON, 9, LONG)).as("the present holder still has it").isEmpty();
    assertThat(store().outbox().waiting()).isZero();
  }
}
