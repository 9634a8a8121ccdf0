package org.littleredbridge.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.littleredbridge.relay.RelayTown.LOBBY;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.CrashPoint;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.health.Tally;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.SampleNotes;

/// Answers come home once, each as a reply to the message that it answers.
final class AnswerWatcherTest {
  private static final Creator LI = SampleNotes.creator("li", "李");

  private final RelayTown town = new RelayTown();
  private final AnswerWatcher watcher = town.watcher(town.ports());

  private Comment post(String id, String text) {
    return post(id, town.shown, text);
  }

  private Comment post(String id, MessageRef to, String text) {
    var relay = town.relay();
    relay.receive(town.reply(id, to, text));
    while (relay.relayDue() > 0) {}
    town.told();
    return town.platform.posted().getLast();
  }

  /// Makes every look that comes within the next hours, or as many as there are.
  private void look() {
    for (int i = 0; i < 12; i++) {
      town.advance(Duration.ofMinutes(10));
      while (watcher.lookDue() > 0) {}
    }
  }

  private List<Cargo> home() {
    return town.told();
  }

  private static Cargo answer(Comment answer, String to) {
    return new Cargo.CommentCargo(answer.id(), answer.note(), new MessageRef(LOBBY, to));
  }

  @Test
  void givenAnAnswer_whenLookedForSeveralTimes_thenItComesHomeOnceAsAReplyToTheMessage() {
    var answer = town.platform.answerBy(LI, post("m1", "好吃吗"), "很好吃");
    look();

    assertThat(home()).containsExactly(answer(answer, "m1"));
    assertThat(town.platform.calls(Call.DETAIL)).as("as often as planned").isBetween(2, 3);
    assertThat(town.tally.of(Tally.Count.ANSWERS_FOUND)).isEqualTo(1);
    assertThat(town.store.notes().comment(answer.id())).contains(answer);
  }

  @Test
  void givenALaterAnswer_whenLookedForAgain_thenItComesToo() {
    var ours = post("m1", "好吃吗");
    var first = town.platform.answerBy(LI, ours, "好吃");
    town.advance(Duration.ofMinutes(1));
    watcher.lookDue();
    var second = town.platform.answerBy(SampleNotes.MEI, ours, "不好吃");
    look();

    assertThat(home()).containsExactly(answer(first, "m1"), answer(second, "m1"));
  }

  @Test
  void givenCommentsElsewhere_whenLookedFor_thenTheyAreNoAnswers() {
    var other = town.platform.commentBy(LI, town.note.id(), "路过");
    town.platform.answerBy(SampleNotes.MEI, other, "欢迎");
    post("m1", "好吃吗");
    town.platform.commentBy(LI, town.note.id(), "又路过");
    look();

    assertThat(home()).isEmpty();
  }

  @Test
  void givenOurOwnCommentsInTheThread_whenLookedFor_thenTheyAreNoAnswersButDivideThem() {
    var ours = post("m1", "好吃吗");
    town.advance(Duration.ofSeconds(5));
    var first = town.platform.answerBy(LI, ours, "好吃");
    town.advance(Duration.ofMinutes(1));
    watcher.lookDue();
    var shown = town.deliverAll().getFirst().message();
    post("m2", shown, "真的吗");
    town.advance(Duration.ofSeconds(5));
    var second = town.platform.answerBy(LI, ours, "真的");
    look();

    assertThat(first).isNotEqualTo(second);
    assertThat(home()).containsExactly(answer(second, "m2"));
  }

  @Test
  void givenAnAccountThatIsNotKnown_whenWeCommentTwice_thenOurOwnIsStillNoAnswer() {
    town.platform.login(new LoginState(true, Optional.empty(), Optional.empty()));
    var ours = post("m1", "好吃吗");
    town.advance(Duration.ofSeconds(5));
    var first = town.platform.answerBy(LI, ours, "好吃");
    town.advance(Duration.ofMinutes(1));
    watcher.lookDue();
    var shown = town.deliverAll().getFirst();
    assertThat(shown.cargo()).isEqualTo(answer(first, "m1"));
    post("m2", shown.message(), "真的吗");
    town.advance(Duration.ofSeconds(5));
    var second = town.platform.answerBy(LI, ours, "真的");
    look();

    assertThat(home()).containsExactly(answer(second, "m2"));
  }

  @Test
  void givenALoginThatFails_whenAskedWhoWeAre_thenOurOwnCommentsDoNotBecomeAnswers() {
    var ours = post("m1", "好吃吗");
    town.platform.answerBy(FakePlatform.OURS, ours, "by hand, with the app");
    town.platform.failNext(Call.LOGIN, 1, new Failure.Unreachable("away"));
    look();

    assertThat(home()).isEmpty();
  }

  @Test
  void givenTwoOfOursInTheSameSecond_whenAnswered_thenTheAnswerIsNotLost() {
    var ours = post("m1", "好吃吗");
    var answer = town.platform.answerBy(LI, ours, "好吃");
    town.store.outbox().addAnswer(answer, new MessageRef(LOBBY, "m1"), "x", town.clock.instant());
    var shown = town.deliverAll().getFirst().message();
    post("m2", shown, "真的吗");
    post("m3", shown, "多少钱");
    var later = town.platform.answerBy(LI, ours, "三十");
    look();

    assertThat(home().stream().filter(c -> c.toString().contains(later.id().toString())))
        .hasSize(1);
  }

  @Test
  void givenAGatewayThatDoesNotTellTheId_whenLookedFor_thenTheCommentIsFoundByItsWords() {
    town.platform.answerNextComment(new CommentOutcome.Accepted(Optional.empty()), true);
    var ours = post("m1", "好吃吗");
    var answer = town.platform.answerBy(LI, ours, "好吃吗");
    look();

    assertThat(town.find("m1").comment()).contains(ours.id());
    assertThat(home()).containsExactly(answer(answer, "m1"));
  }

  @Test
  void givenNeitherIdNorAccount_whenSomebodyEchoesUs_thenTheFirstOfTheTwoIsOurs() {
    town.platform.login(new LoginState(true, Optional.empty(), Optional.empty()));
    town.platform.answerNextComment(new CommentOutcome.Accepted(Optional.empty()), true);
    var ours = post("m1", "哈哈");
    town.advance(Duration.ofSeconds(30));
    town.platform.answerBy(LI, ours, "哈哈");
    look();

    assertThat(town.find("m1").comment()).contains(ours.id());
  }

  @Test
  void givenANoteThatIsGone_whenLookedFor_thenThereIsNoFurtherLook() {
    post("m1", "好吃吗");
    town.platform.takeDown(town.note.id(), "deleted");
    look();

    assertThat(town.platform.calls(Call.DETAIL)).isEqualTo(1);
    assertThat(town.store.replies().nextDue()).isEmpty();
  }

  @Test
  void givenAHeldLook_whenItSaysUntilWhen_thenTheLookIsMadeUpForThen() {
    post("m1", "好吃吗");
    town.advance(Duration.ofMinutes(1));
    var until = town.clock.instant().plus(Duration.ofHours(7));
    town.platform.failNext(Call.DETAIL, 1, new Failure.Held("night", Optional.of(until)));
    watcher.lookDue();

    assertThat(town.store.replies().nextDue()).contains(until);
  }

  @Test
  void givenFailures_whenTheyPass_thenTheScheduleHasGoneOn() {
    var ours = post("m1", "好吃吗");
    var answer = town.platform.answerBy(LI, ours, "好吃");
    town.platform.failNext(Call.DETAIL, 1, new Failure.Garbled("no JSON"));
    look();

    assertThat(home()).containsExactly(answer(answer, "m1"));
    assertThat(town.platform.calls(Call.DETAIL)).isEqualTo(2);
  }

  @Test
  void givenOurReplyWithAPhoneNumber_whenLookedFor_thenItIsFoundUnmaskedAndItsAnswerComes() {
    var ours = post("m1", "打我电话13800138000");
    var answer = town.platform.answerBy(LI, ours, "好的");
    look();

    assertThat(town.posted()).containsExactly("打我电话13800138000");
    assertThat(home()).containsExactly(answer(answer, "m1"));
  }

  @Test
  void givenTheLastLook_whenItIsOver_thenThereIsNoOther() {
    post("m1", "好吃吗");
    look();

    assertThat(town.store.replies().nextDue()).isEmpty();
    assertThat(watcher.lookDue()).isZero();
  }

  @Test
  void givenADeathAtEveryCall_whenAnotherProcessGoesOn_thenTheAnswerComesOnce() {
    for (var done : new boolean[] {false, true}) {
      var lived = false;
      for (int call = 1; !lived; call++) {
        var fresh = new AnswerWatcherTest();
        var answer = fresh.town.platform.answerBy(LI, fresh.post("m1", "好吃吗"), "好吃");
        fresh.town.advance(Duration.ofMinutes(1));
        var crash = new CrashPoint(call, done);
        try {
          fresh.town.watcher(fresh.town.dying(crash)).lookDue();
        } catch (CrashPoint.Crash e) {
          fresh.town.advance(Duration.ofSeconds(5));
        }
        fresh.look();

        assertThat(fresh.home()).as("call %s", call).containsExactly(answer(answer, "m1"));
        lived = !crash.happened();
      }
    }
  }
}
