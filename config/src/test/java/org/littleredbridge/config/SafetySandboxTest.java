package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.health.FreshTokens;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.rednote.XiaohongshuMcp;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;

/// What spares an account, from the guard to the sandbox's gateway over a real socket.
final class SafetySandboxTest {
  private final SandboxRedNote sandbox = SandboxRedNote.start(SandboxConfig.still(0));
  private final Caller controls = new Caller(sandbox.url());
  private final XiaohongshuMcp gateway =
      new XiaohongshuMcp(
          new XiaohongshuMcp.GatewayConfig(sandbox.url(), Optional.empty()), Clock.systemUTC());
  private final MemoryStore store = new MemoryStore();
  private final GuardedPlatform guard =
      new GuardedPlatform(
          gateway,
          "gate",
          new GuardedPlatform.Limits(400),
          store.accounts(),
          new Tally(),
          Clock.systemUTC(),
          _ -> {});
  private final FreshTokens fresh = new FreshTokens(guard, store.notes(), Clock.systemUTC());

  @AfterEach
  void stop() {
    gateway.close();
    controls.close();
    sandbox.close();
  }

  private Feed.CreatorFeed creator() {
    return new Feed.CreatorFeed(new CreatorId(sandbox.creators().getFirst().id()));
  }

  private Failure failure(Runnable call) {
    return catchThrowableOfType(PlatformException.class, call::run).failure();
  }

  private Note known() {
    var cards = guard.latest(new Feed.TrendingFeed(), Optional.empty());
    var note = cards.getFirst().note();
    store.notes().keep(note);
    var author = note.creator();
    store
        .notes()
        .keep(
            new Creator(
                new CreatorRef(author.id(), note.ref().token()), author.name(), author.avatar()));
    return note;
  }

  @Test
  void givenStaleTokens_whenANoteIsWantedAndCommentedOn_thenBothWorkWithAFreshOne() {
    var note = known();
    controls.post("/_sandbox/faults", "{\"staleTokens\":true}").fine();
    assertThat(failure(() -> gateway.detail(note.ref(), Depth.FIRST_COMMENTS)))
        .isInstanceOf(Failure.NoteHidden.class);

    assertThat(fresh.detail(note.ref(), Depth.FIRST_COMMENTS).note().id()).isEqualTo(note.id());
    assertThat(fresh.comment(note.ref(), "真好看")).isInstanceOf(CommentOutcome.Accepted.class);

    // The list, the stale try, the list again, the try; then the comment's two tries.
    assertThat(guard.spentToday()).isEqualTo(6);
    assertThat(store.notes().note(note.id()).orElseThrow().ref().token())
        .isNotEqualTo(note.ref().token());
  }

  @Test
  void givenACreatorThatIsGone_whenListed_thenItIsMissingAndTheGatewayIsWell() {
    var note = known();
    var path = "/_sandbox/creators/" + creator().creator();
    controls.put(path, "{\"gone\":true}").fine();

    for (var i = 0; i < 5; i++) {
      assertThat(failure(() -> guard.latest(creator(), note.ref().token())))
          .isInstanceOfSatisfying(
              Failure.CreatorMissing.class, one -> assertThat(one.sure()).isFalse());
    }
    assertThat(guard.health().state()).isEqualTo(State.WELL);

    controls.put(path, "{\"gone\":false,\"name\":\"新名字\"}").fine();
    var cards = guard.latest(creator(), note.ref().token());
    assertThat(cards.getFirst().note().creator().name()).isEqualTo("新名字");
  }

  @Test
  void givenTroubleWithTheAccount_whenAnythingIsAsked_thenItHasItsName() {
    var note = known();
    for (var one :
        List.of(
            new Trouble("captcha", State.CAPTCHA),
            new Trouble("loggedOut", State.LOGIN_REQUIRED),
            new Trouble("accountWarned", State.ACCOUNT_WARNED))) {
      controls.post("/_sandbox/faults", "{\"%s\":true}".formatted(one.fault())).fine();
      failure(() -> guard.detail(note.ref(), Depth.FIRST_COMMENTS));
      assertThat(guard.health().state()).isEqualTo(one.state());
      controls.delete("/_sandbox/faults").fine();
      // The platform is well again; the stop waits for a person all the same.
      var calls = calls();
      assertThat(failure(() -> guard.latest(creator(), note.ref().token())))
          .isInstanceOf(Failure.Held.class);
      assertThat(calls()).isEqualTo(calls);
      guard.resume();
    }
  }

  @Test
  void givenSwitchesForSingleNotesAndCalls_whenMet_thenEachMeansWhatItSays() {
    var note = known();
    fault("{\"detailMissing\":1}");
    assertThat(detailFailure(note)).isInstanceOf(Failure.NoteHidden.class);
    fault("{\"listTimeout\":1}");
    assertThat(failure(() -> gateway.latest(new Feed.TrendingFeed(), Optional.empty())))
        .isInstanceOf(Failure.Unreachable.class);
    fault("{\"commentsClosed\":1}");
    assertThat(gateway.comment(note.ref(), "真好看")).isInstanceOf(CommentOutcome.Refused.class);

    controls.delete("/_sandbox/notes/" + note.id()).fine();
    for (var why : List.of("goneAsPrivate|作者", "goneAsViolation|违规")) {
      var words = why.split("\\|", 2);
      controls.delete("/_sandbox/faults").fine();
      fault("{\"%s\":true}".formatted(words[0]));
      assertThat(detailFailure(note))
          .isInstanceOfSatisfying(
              Failure.NoteGone.class, gone -> assertThat(gone.reason()).contains(words[1]));
    }
  }

  private Failure detailFailure(Note note) {
    return failure(() -> gateway.detail(note.ref(), Depth.FIRST_COMMENTS));
  }

  private void fault(String json) {
    controls.post("/_sandbox/faults", json).fine();
  }

  private record Trouble(String fault, State state) {}

  private String calls() {
    return controls.get("/_sandbox/calls").fine().toString();
  }
}
