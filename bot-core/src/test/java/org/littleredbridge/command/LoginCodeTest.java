package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.littleredbridge.command.Office.ADA;
import static org.littleredbridge.command.Office.CLUB;
import static org.littleredbridge.command.Office.GROUP;
import static org.littleredbridge.command.Office.GUS;
import static org.littleredbridge.command.Office.PAT;
import static org.littleredbridge.command.Office.PAT_ALONE;
import static org.littleredbridge.command.Office.alone;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.PlatformException;

/// Who may have the code to log in, and where.
final class LoginCodeTest {
  private static final Action CODE = new Action.LoginCode("gate");

  private final Office office = new Office().admitted();

  @BeforeEach
  void logOut() {
    office.platform.failNext(1, new Failure.LoginRequired());
    assertThatThrownBy(() -> office.guard.latest(new Feed.TrendingFeed(), Optional.empty()))
        .isInstanceOf(PlatformException.class);
  }

  private List<Delivery> waiting() {
    return office
        .store
        .outbox()
        .claimDue(office.clock.instant(), 99, 999, Duration.ofMinutes(1))
        .stream()
        .flatMap(claim -> claim.deliveries().stream())
        .toList();
  }

  @Test
  void givenAnOperatorInPrivate_whenTheButtonIsPressed_thenTheCodeIsSentThereAndNowhereElse() {
    office.desk.handle(office.press(PAT_ALONE, alone(), PAT, CODE));

    var waiting = waiting();
    assertThat(waiting).hasSize(2);
    assertThat(waiting.stream().filter(one -> one.cargo() instanceof Cargo.LoginCode))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.channel()).isEqualTo(PAT_ALONE);
          assertThat(one.cargo()).isEqualTo(new Cargo.LoginCode("gate"));
        });
    // Nothing was asked yet: the code is fetched when it is sent.
    assertThat(office.guard.spentToday()).isEqualTo(1);
  }

  @Test
  void givenAPressThatComesAgain_whenHandled_thenOneCodeIsSent() {
    var press = office.press(PAT_ALONE, alone(), PAT, CODE);
    office.desk.handle(press);
    office.desk.handle(press);

    assertThat(waiting().stream().filter(one -> one.cargo() instanceof Cargo.LoginCode)).hasSize(1);
  }

  @Test
  void givenAnybodyElse_whenTheyPressOrForgeTheButton_thenTheyAreRefused() {
    for (var member : List.of(ADA, GUS)) {
      assertThat(office.pressed(member, CODE)).startsWith("Only an operator");
      var own = ChannelId.person("telegram", member.id());
      var home = new Community("telegram", member.id(), member.name());
      assertThat(office.pressed(office.press(own, home, member, CODE)))
          .startsWith("Only an operator");
    }
    assertThat(waiting().stream().map(Delivery::cargo))
        .noneMatch(Cargo.LoginCode.class::isInstance);
  }

  @Test
  void givenAnOperatorInAGroupOrInAnothersChat_whenPressed_thenTheCodeIsNotSent() {
    assertThat(office.pressed(office.press(GROUP, CLUB, PAT, CODE))).contains("is a secret");
    var guest = new Community("telegram", "2", "Gus");
    assertThat(office.pressed(office.press(ChannelId.person("telegram", "2"), guest, PAT, CODE)))
        .contains("is a secret");
    assertThat(waiting().stream().map(Delivery::cargo))
        .noneMatch(Cargo.LoginCode.class::isInstance);
  }

  @Test
  void givenAnAccountThatIsNotLoggedOutOrUnknown_whenPressed_thenThatIsSaid() {
    office.guard.resume();
    assertThat(office.pressed(office.press(PAT_ALONE, alone(), PAT, CODE)))
        .startsWith("All is well");
    assertThat(
            office.pressed(
                office.press(PAT_ALONE, alone(), PAT, new Action.LoginCode("no such: gate"))))
        .startsWith("There is no account");
  }

  @Test
  void givenALoggedOutAccount_whenStatusIsAsked_thenTheButtonIsInTheOperatorsChatAlone() {
    office.desk.handle(office.command(PAT_ALONE, alone(), PAT_ALONE, PAT, "status"));
    var alone = office.told();
    assertThat(alone.getFirst().notice().actions()).containsExactly(CODE);

    office.desk.handle(office.command(PAT, "status"));
    office.desk.handle(office.command(ADA, "status"));
    assertThat(office.told()).allMatch(one -> one.notice().actions().isEmpty());
  }

  @Test
  void givenALoggedOutAccount_whenResumed_thenTheWayToTheCodeIsTold() {
    assertThat(office.say(PAT, "resume")).startsWith("Going on with gate").contains("/status");
    assertThat(office.say(PAT, "resume")).isEqualTo("gate is not stopped.");
  }
}
