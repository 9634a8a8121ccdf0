package org.littleredbridge.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;
import org.littleredbridge.SettableClock;
import org.littleredbridge.health.SourceHealth.State;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SampleNotes;

/// Notes that are hidden behind stale tokens.
final class FreshTokensTest {
  private static final AccessToken CREATORS = new AccessToken("creator");

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final MemoryStore store = new MemoryStore();
  private final Locked platform = new Locked();
  private final GuardedPlatform guard =
      new GuardedPlatform(
          platform,
          "gate",
          new GuardedPlatform.Limits(400),
          store.accounts(),
          new Tally(),
          clock,
          _ -> {});
  private final NotePlatform fresh = new FreshTokens(guard, store.notes(), clock);
  private final Note note = known("n1", "Tea");

  private static Optional<AccessToken> token(String value) {
    return Optional.of(new AccessToken(value));
  }

  private Note known(String id, String title) {
    var sample = SampleNotes.note(id, title);
    var note = sample.at(new NoteRef(sample.id(), token("old")));
    store.notes().keep(note);
    platform.notes.add(note);
    return note;
  }

  private void creatorIsKnown() {
    var creator = note.creator();
    store
        .notes()
        .keep(
            new Creator(
                new CreatorRef(creator.id(), Optional.of(CREATORS)), "Lulu", Optional.empty()));
  }

  private Failure failure(NoteRef ref) {
    return catchThrowableOfType(
            PlatformException.class, () -> fresh.detail(ref, Depth.FIRST_COMMENTS))
        .failure();
  }

  /// Shows notes to those who have the right token, and gives that in its lists.
  private static final class Locked implements NotePlatform {
    final List<Note> notes = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    String good = "old";
    boolean hidesAll;
    EnumSet<Ability> abilities = EnumSet.of(Ability.CREATOR_NOTES, Ability.SEARCH);
    CommentOutcome outcome = new CommentOutcome.Accepted(Optional.empty());

    @Override
    public PlatformCapabilities capabilities() {
      return new PlatformCapabilities(abilities);
    }

    @Override
    public LoginState login() {
      throw new AssertionError("nobody asked");
    }

    @Override
    public List<? extends Card> latest(Feed feed, Optional<AccessToken> token) {
      asked.add(feed.key());
      return notes.stream().map(n -> n.at(new NoteRef(n.id(), token(good)))).toList();
    }

    @Override
    public NoteDetail detail(NoteRef ref, Depth depth) {
      asked.add("detail");
      open(ref);
      return new NoteDetail(notes.getFirst(), List.of(), true);
    }

    @Override
    public CommentOutcome comment(NoteRef ref, String text) {
      asked.add("comment");
      open(ref);
      return outcome;
    }

    @Override
    public CommentOutcome reply(NoteRef ref, Comment to, String text) {
      return comment(ref, text);
    }

    private void open(NoteRef ref) {
      if (hidesAll || !ref.token().equals(token(good))) {
        throw new PlatformException(new Failure.NoteHidden("当前笔记暂时无法浏览"));
      }
    }
  }

  @Test
  void givenAStaleToken_whenTheNoteIsWanted_thenItsCreatorIsListedOnceAndItIsShown() {
    creatorIsKnown();
    platform.good = "new";

    fresh.detail(note.ref(), Depth.FIRST_COMMENTS);

    assertThat(platform.asked)
        .containsExactly("detail", "creator:" + note.creator().id(), "detail");
    assertThat(guard.spentToday()).isEqualTo(3);
    assertThat(store.notes().note(note.id()).orElseThrow().ref().token()).isEqualTo(token("new"));
    // Who comes with the old one again gets the one that is known, without a list.
    fresh.detail(note.ref(), Depth.FIRST_COMMENTS);
    assertThat(platform.asked).hasSize(5).endsWith("detail", "detail");
  }

  @Test
  void givenNoTokenOfTheCreator_whenTheNoteIsWanted_thenItsTitleIsSearched() {
    platform.good = "new";
    platform.abilities = EnumSet.of(Ability.SEARCH);

    fresh.detail(note.ref(), Depth.FIRST_COMMENTS);

    assertThat(platform.asked).containsExactly("detail", "search:Tea", "detail");
  }

  @Test
  void givenANoteThatStaysHidden_whenTriedAgainWithinTheHour_thenNothingIsListedTwice() {
    creatorIsKnown();
    platform.hidesAll = true;
    platform.good = "new";
    assertThat(failure(note.ref())).isInstanceOf(Failure.NoteHidden.class);
    assertThat(platform.asked).hasSize(3);

    clock.advance(Duration.ofMinutes(30));
    assertThat(failure(note.ref())).isInstanceOf(Failure.NoteHidden.class);
    assertThat(platform.asked).hasSize(4);

    clock.advance(Duration.ofMinutes(31));
    assertThat(failure(note.ref())).isInstanceOf(Failure.NoteHidden.class);
    assertThat(platform.asked).hasSize(7);
  }

  @Test
  void givenAFreshToken_whenTheNoteIsHiddenAllTheSame_thenItIsNotTheToken() {
    creatorIsKnown();
    platform.hidesAll = true;
    var card = fresh.latest(new Feed.CreatorFeed(note.creator().id()), Optional.of(CREATORS));

    assertThat(failure(card.getFirst().ref())).isInstanceOf(Failure.NoteHidden.class);
    assertThat(platform.asked).containsExactly("creator:" + note.creator().id(), "detail");
  }

  @Test
  void givenACommentThatWasSurelyNotPosted_whenTheTokenWasStale_thenItIsPostedOnce() {
    creatorIsKnown();
    platform.good = "new";

    assertThat(fresh.comment(note.ref(), "好看"))
        .isEqualTo(new CommentOutcome.Accepted(Optional.empty()));
    assertThat(platform.asked)
        .containsExactly("comment", "creator:" + note.creator().id(), "comment");
  }

  @Test
  void givenACommentThatMayHaveBeenPosted_whenItsOutcomeComes_thenItIsNeverTriedAgain() {
    creatorIsKnown();
    for (var outcome :
        List.of(new CommentOutcome.Unknown(), new CommentOutcome.Refused("comments are closed"))) {
      platform.outcome = outcome;
      platform.asked.clear();
      assertThat(fresh.comment(note.ref(), "好看")).isEqualTo(outcome);
      assertThat(platform.asked).containsExactly("comment");
    }
  }

  @Test
  void givenANoteNobodyKnows_whenItIsHidden_thenThatIsTheAnswer() {
    var stranger = new NoteRef(SampleNotes.note("n9", "?").id(), token("x"));

    assertThat(failure(stranger)).isInstanceOf(Failure.NoteHidden.class);
    assertThat(platform.asked).containsExactly("detail");
  }

  @Test
  void givenFreshTokensThatDoNotHelp_whenNotesStayHidden_thenTheGuardSeesARiskPage() {
    creatorIsKnown();
    platform.hidesAll = true;
    platform.good = "new";
    var lists = 0;
    for (var i = 0; i < 12 && guard.health().state() == State.WELL; i++) {
      var other = known("n" + (10 + i), "Tea " + i);
      // Lists grow old between.
      clock.advance(Duration.ofMinutes(11));
      failure(other.ref());
      lists = (int) platform.asked.stream().filter(one -> !one.equals("detail")).count();
    }

    assertThat(lists).isEqualTo(3);
    assertThat(guard.health().state()).isEqualTo(State.RATE_LIMITED);
  }

  @Test
  void givenACaptchaAtTheList_whenRefreshing_thenTheAccountIsStoppedAndNothingElseIsAsked() {
    creatorIsKnown();
    platform.good = "new";
    var stopped =
        new FreshTokens(
            new GuardedPlatform(
                new CaptchaOnLists(platform),
                "gate",
                new GuardedPlatform.Limits(400),
                store.accounts(),
                new Tally(),
                clock,
                _ -> {}),
            store.notes(),
            clock);

    var thrown =
        catchThrowableOfType(
            PlatformException.class, () -> stopped.detail(note.ref(), Depth.FIRST_COMMENTS));
    assertThat(thrown.failure()).isInstanceOf(Failure.NoteHidden.class);
    assertThat(platform.asked).containsExactly("detail");
    assertThat(guard.health().state()).isEqualTo(State.CAPTCHA);
  }

  private record CaptchaOnLists(Locked locked) implements NotePlatform {
    @Override
    public PlatformCapabilities capabilities() {
      return locked.capabilities();
    }

    @Override
    public LoginState login() {
      return locked.login();
    }

    @Override
    public List<? extends Card> latest(Feed feed, Optional<AccessToken> token) {
      throw new PlatformException(new Failure.Captcha());
    }

    @Override
    public NoteDetail detail(NoteRef note, Depth depth) {
      return locked.detail(note, depth);
    }

    @Override
    public CommentOutcome comment(NoteRef note, String text) {
      return locked.comment(note, text);
    }

    @Override
    public CommentOutcome reply(NoteRef note, Comment to, String text) {
      return locked.reply(note, to, text);
    }
  }
}
