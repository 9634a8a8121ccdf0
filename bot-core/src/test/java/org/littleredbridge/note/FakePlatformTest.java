package org.littleredbridge.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.littleredbridge.Crowd;
import org.littleredbridge.SettableClock;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.NotePlatform.Depth;

class FakePlatformTest {
  private static final Feed MEI = new Feed.CreatorFeed(SampleNotes.MEI.id());
  private static final Creator LI = SampleNotes.creator("li", "李");

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final FakePlatform platform = new FakePlatform(clock);

  private Note published(String id, int minute, Creator by) {
    return platform.publish(
        SampleNotes.note(
            id,
            "title of " + id,
            "text of " + id,
            by,
            SampleNotes.PUBLISHED.plus(Duration.ofMinutes(minute))));
  }

  private List<String> latest(Feed feed) {
    return platform.latest(feed, Optional.empty()).stream().map(one -> one.id().value()).toList();
  }

  @Test
  void givenNotes_whenFeedsAreRead_thenTheyAreCardsNewestFirstAfterThePinned() {
    published("n1", 1, SampleNotes.MEI);
    published("n3", 3, SampleNotes.MEI);
    published("n2", 2, SampleNotes.MEI);
    published("l1", 9, LI);
    platform.pin(new NoteId("n1"));

    assertThat(latest(MEI)).containsExactly("n1", "n3", "n2");
    assertThat(latest(new Feed.TrendingFeed())).containsExactly("l1", "n3", "n2", "n1");
    assertThat(latest(new Feed.SearchFeed("text of n2"))).containsExactly("n2");
    assertThat(platform.latest(MEI, Optional.empty())).noneMatch(Note::complete);
    assertThat(platform.calls(Call.LATEST)).isEqualTo(4);
    assertThat(platform.calls()).isEqualTo(4);
  }

  @Test
  void givenComments_whenTheDetailIsRead_thenRepliesStandUnderTheirParents() {
    var note = published("n1", 1, SampleNotes.MEI);
    var first = platform.commentBy(LI, note.id(), "first");
    var second = platform.commentBy(LI, note.id(), "second");
    var answer = platform.answerBy(SampleNotes.MEI, first, "answer");
    var below = platform.answerBy(LI, answer, "below");

    var all = platform.detail(note.ref(), Depth.ALL_COMMENTS);
    assertThat(all.note()).isEqualTo(note);
    assertThat(all.comments()).containsExactly(second, first, answer, below);
    assertThat(all.allComments()).isTrue();
    assertThat(below.parent()).as("two levels only").contains(first.id());

    var some = platform.detail(note.ref(), Depth.FIRST_COMMENTS);
    assertThat(some.comments()).containsExactly(second, first, answer);
    assertThat(some.allComments()).isFalse();
  }

  @Test
  void givenANote_whenTheBridgeCommentsAndReplies_thenBothStandThere() {
    var note = published("n1", 1, SampleNotes.MEI);
    var theirs = platform.commentBy(LI, note.id(), "hello");

    assertThat(platform.comment(note.ref(), "nice"))
        .isInstanceOfSatisfying(
            CommentOutcome.Accepted.class, accepted -> assertThat(accepted.id()).isPresent());
    platform.reply(note.ref(), theirs, "hello too");

    assertThat(platform.posted()).extracting(Comment::text).containsExactly("nice", "hello too");
    assertThat(platform.posted().getLast().parent()).contains(theirs.id());
    assertThat(platform.posted().getFirst().writtenAt()).isEqualTo(clock.instant());
    assertThat(platform.detail(note.ref(), Depth.ALL_COMMENTS).comments()).hasSize(3);
  }

  @Test
  void givenAnOutcomeToGive_whenTheBridgeComments_thenItIsGivenAndArrivesOrNot() {
    var note = published("n1", 1, SampleNotes.MEI);
    platform.answerNextComment(new CommentOutcome.Unknown(), true);
    platform.answerNextComment(new CommentOutcome.Refused("muted"), false);

    assertThat(platform.comment(note.ref(), "a")).isEqualTo(new CommentOutcome.Unknown());
    assertThat(platform.comment(note.ref(), "b")).isEqualTo(new CommentOutcome.Refused("muted"));
    assertThat(platform.posted()).extracting(Comment::text).containsExactly("a");
  }

  @Test
  void givenFaults_whenCalled_thenAsManyFailAsWereAskedForAndNothingIsPosted() {
    var note = published("n1", 1, SampleNotes.MEI);
    platform.failNext(Call.COMMENT, 1, new Failure.Captcha());
    platform.failNext(1, new Failure.LoginRequired());

    assertThatThrownBy(platform::login)
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.LoginRequired()));
    assertThat(platform.login().account()).contains(FakePlatform.OURS.id());
    assertThatThrownBy(() -> platform.comment(note.ref(), "a")).hasMessageContaining("Captcha");
    assertThat(platform.posted()).isEmpty();
    assertThat(platform.calls()).isEqualTo(3);
  }

  @Test
  void givenANoteTakenDown_whenAskedFor_thenItIsGone() {
    var note = published("n1", 1, SampleNotes.MEI);
    platform.takeDown(note.id(), "deleted");

    assertThat(latest(MEI)).isEmpty();
    assertThatThrownBy(() -> platform.detail(note.ref(), Depth.FIRST_COMMENTS))
        .hasMessageContaining("NoteGone")
        .hasMessageContaining("deleted");
    assertThatThrownBy(() -> platform.comment(SampleNotes.ref("n2"), "a"))
        .hasMessageContaining("NoteGone");
  }

  @Test
  void givenACommentThatIsNotThere_whenTheBridgeReplies_thenItIsMissing() {
    var note = published("n1", 1, SampleNotes.MEI);
    var elsewhere = SampleNotes.comment("c9", note, LI, "?");

    assertThatThrownBy(() -> platform.reply(note.ref(), elsewhere, "a"))
        .hasMessageContaining("CommentMissing");
  }

  @Test
  void givenCallsAtOnce_whenTheyOverlap_thenItIsRemembered() {
    platform.login();
    assertThat(platform.mostAtOnce()).isEqualTo(1);

    var together = new CountDownLatch(3);
    platform.meanwhile(() -> {
      together.countDown();
      await(together);
    });
    Crowd.allAtOnce(3, _ -> platform.login());
    assertThat(platform.mostAtOnce()).isEqualTo(3);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
