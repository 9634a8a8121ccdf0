package org.littleredbridge.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.FakeMessenger;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.Member.Standing;

/// Who may change what.
final class RightsTest {
  private static final ChannelId GROUP = ChannelId.of("telegram", "-100");
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");

  private final FakeMessenger telegram = new FakeMessenger("telegram");
  private final Operators operators = Operators.of(List.of("telegram:7", "discord:8"));
  private final Rights rights = new Rights(List.of(telegram), operators);

  private static Member member(String id, Standing standing) {
    return new Member(id, "Somebody", standing);
  }

  @Test
  void givenWhatTheServiceSaid_whenAsked_thenThatHolds() {
    telegram.promote("3");

    assertThat(rights.mayManage(GROUP, member("1", Standing.MANAGES))).isTrue();
    assertThat(rights.mayManage(GROUP, member("3", Standing.TAKES_PART))).isFalse();
    assertThat(rights.mayManage(GROUP, member("3", Standing.NOT_SAID))).isTrue();
    assertThat(rights.mayManage(GROUP, member("4", Standing.NOT_SAID))).isFalse();
  }

  @Test
  void givenAnOperator_whenAsked_thenTheyMayEverywhereOnTheirServiceAndNowhereElse() {
    assertThat(rights.mayManage(GROUP, member("7", Standing.TAKES_PART))).isTrue();
    assertThat(rights.isOperator("telegram", "7")).isTrue();
    assertThat(rights.isOperator("discord", "7")).isFalse();
    assertThat(rights.isOperator("telegram", "77")).isFalse();
    assertThat(rights.isOperator("telegram", "8")).isFalse();
    assertThat(rights.isOperator("telegram:7", "")).isFalse();
  }

  @Test
  void givenAMessengerThatDoesNotRun_whenAsked_thenItCannotBeFoundOut() {
    var channel = ChannelId.of("discord", "1");

    assertThatThrownBy(() -> rights.mayManage(channel, member("3", Standing.NOT_SAID)))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("discord");
  }

  @Test
  void givenTheBrowser_whenSomebodyTakesAnOperatorsName_thenItIsWorthNothing() {
    var spoofed = new Rights(List.of(telegram), Operators.of(List.of("web:root", "telegram:7")));

    assertThat(spoofed.isOperator("web", "root")).isFalse();
    assertThat(spoofed.runsTheBridge(LOBBY, member("7", Standing.TAKES_PART))).isFalse();
    assertThat(spoofed.runsTheBridge(LOBBY, member("7", Standing.MANAGES))).isTrue();
    assertThat(spoofed.runsTheBridge(GROUP, member("1", Standing.MANAGES))).isFalse();
    assertThat(Operators.of(List.of("web:root")).places()).isEmpty();
  }

  @Test
  void givenOperators_whenAGatewayIsStopped_thenOnlyTheySendItOnUnlessThereAreNone() {
    var nobody = new Rights(List.of(telegram), Operators.of(List.of()));
    var manager = member("1", Standing.MANAGES);

    assertThat(rights.mayResume(GROUP, manager)).isFalse();
    assertThat(rights.mayResume(GROUP, member("7", Standing.NOT_SAID))).isTrue();
    assertThat(rights.mayResume(LOBBY, manager)).isTrue();
    assertThat(nobody.mayResume(GROUP, manager)).isTrue();
    assertThat(nobody.mayResume(GROUP, member("2", Standing.TAKES_PART))).isFalse();
  }

  @Test
  void givenOperators_whenTheyAreToBeTold_thenEachHasAPrivatePlace() {
    assertThat(operators.places())
        .containsExactly(ChannelId.person("discord", "8"), ChannelId.person("telegram", "7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "telegram", "telegram:", ":7", "telegram:7:8", "telegram: "})
  void givenANameThatIsNone_whenRead_thenItIsRefused(String name) {
    assertThatThrownBy(() -> Operators.of(List.of(name)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
