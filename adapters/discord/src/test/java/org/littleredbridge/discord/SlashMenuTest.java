package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.sandbox.discord.DiscordFault;

/// The commands that Discord lists.
class SlashMenuTest {
  private static final String READ = "GET /applications/{application_id}/commands";
  private static final String WRITE = "PUT /applications/{application_id}/commands";

  @Test
  void givenAMenu_whenItStarts_thenDiscordKnowsItWhole() {
    try (var town = new Town()) {
      town.heard.offers(
          List.of(
              InteractionsTest.entry("follow", true, true),
              InteractionsTest.entry("list", false, false)));
      town.listening();
      Town.await(() -> town.service.commands(town.guild).size() == 2, "they are registered");

      var sent = town.service.calls(WRITE).getFirst().form();
      var follow = sent.path(0);
      assertThat(follow.path("name").asText()).isEqualTo("follow");
      assertThat(follow.path("description").asText()).isEqualTo("What it does");
      assertThat(follow.path("description_localizations").path("zh-CN").asText()).isEqualTo("它做什么");
      assertThat(follow.path("default_member_permissions").asInt()).isEqualTo(32);
      assertThat(follow.path("contexts").toString()).isEqualTo("[0,1]");
      var what = follow.path("options").path(0);
      assertThat(what.path("name").asText()).isEqualTo("what");
      assertThat(what.path("autocomplete").asBoolean()).isTrue();
      assertThat(what.path("required").asBoolean()).isFalse();
      assertThat(follow.path("options").path(1).path("name").asText()).isEqualTo("channel");
      assertThat(sent.path(1).has("default_member_permissions")).isFalse();
    }
  }

  @Test
  void givenAMenuThatDiscordKnows_whenItStartsAgain_thenItIsNotSentAgain() {
    try (var town = new Town()) {
      var menu =
          List.of(
              InteractionsTest.entry("follow", true, true),
              InteractionsTest.entry("list", false, false));
      town.heard.offers(menu);
      town.listening();
      Town.await(() -> town.service.callCount(WRITE) == 1, "they are registered");
      var heard = new Heard();
      heard.offers(menu);
      try (var next = town.messenger(town.service.token(), false, Town.QUICK)) {
        heard.on(next);
        Town.await(() -> town.service.callCount(READ) == 2, "Discord is asked");
        Town.awaitWell(next);
      }
      assertThat(town.service.callCount(WRITE)).isOne();

      heard.offers(List.of(InteractionsTest.entry("list", false, false)));
      try (var changed = town.messenger(town.service.token(), false, Town.QUICK)) {
        heard.on(changed);
        Town.await(() -> town.service.callCount(WRITE) == 2, "the change is sent");
      }
    }
  }

  @Test
  void givenDiscordRefusesTheMenu_whenItStarts_thenAllElseWorksAndItSaysSo() {
    try (var town = new Town()) {
      town.heard.offers(List.of(InteractionsTest.entry("list", false, false)));
      town.service.fault(DiscordFault.refused(WRITE, 400, 50035, "Invalid Form Body").times(100));
      town.listening();

      Town.await(() -> town.discord.state().sentence().contains("list of commands"), "it says so");
      town.service.slash(town.lobby, town.ann, "list", Map.of());
      assertThat(town.awaitEvent(Event.Command.class).words()).isEqualTo("list");
    }
  }

  @Test
  void givenAMenuThatIsRefused_whenClosedWhileSomethingIsStored_thenThatIsNotInterrupted() {
    try (var town = new Town()) {
      town.heard.offers(List.of(InteractionsTest.entry("list", false, false)));
      town.service.fault(DiscordFault.refused(WRITE, 400, 50035, "Invalid Form Body").times(100));
      town.listening();
      Town.await(() -> town.discord.state().sentence().contains("list of commands"), "it says so");
      var never = new CountDownLatch(1);
      town.heard.before(event -> {
        try {
          assertThat(never.await(1, TimeUnit.SECONDS)).as("a slow disk").isFalse();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      });
      var used = town.service.slash(town.lobby, town.ann, "list", Map.of());
      assertThat(used.awaitResponse(Town.SOON)).contains(5);

      town.discord.close();

      assertThat(town.all(Event.Command.class)).hasSize(1);
    }
  }
}
