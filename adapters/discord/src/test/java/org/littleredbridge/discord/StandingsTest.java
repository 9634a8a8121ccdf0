package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.Member.Standing;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.sandbox.discord.Right;
import org.littleredbridge.sandbox.discord.SandboxUser;

/// Who manages a server.
class StandingsTest {
  private static final String MEMBER = "GET /guilds/{guild_id}/members/{user_id}";

  private final Town town = new Town().listening();
  private final ChannelId lobby = ChannelId.of("discord", town.lobby.id());

  @AfterEach
  void close() {
    town.close();
  }

  private static Member asked(SandboxUser user) {
    return new Member(user.id(), user.name(), Standing.NOT_SAID);
  }

  @Test
  void givenRoles_whenAsked_thenManagersAndAdministratorsAreKnown() {
    var manager = town.guild.member("manager", Right.MANAGE_GUILD);
    var administrator = town.guild.member("admin", Right.ADMINISTRATOR);
    var moderator = town.guild.member("moderator", Right.MANAGE_MESSAGES);
    var thread = town.guild.thread(town.lobby, "t");

    assertThat(town.discord.manages(lobby, asked(manager))).isTrue();
    assertThat(town.discord.manages(lobby, asked(administrator))).isTrue();
    assertThat(town.discord.manages(lobby, asked(moderator))).isFalse();
    assertThat(town.discord.manages(lobby, asked(town.ann))).isFalse();
    assertThat(
            town.discord.manages(
                new ChannelId("discord", town.lobby.id(), Optional.of(thread.id())),
                asked(manager)))
        .isTrue();
  }

  @Test
  void givenWhatTheEventSaid_whenAsked_thenDiscordIsNot() {
    assertThat(town.discord.manages(lobby, new Member("1", "a", Standing.MANAGES))).isTrue();
    assertThat(town.discord.manages(lobby, new Member("1", "a", Standing.TAKES_PART))).isFalse();
    assertThat(town.service.callCount(MEMBER)).isZero();
  }

  @Test
  void givenAPrivateChat_whenAsked_thenItIsItsPersonsOwn() {
    var chat = ChannelId.person("discord", town.ann.id());

    assertThat(town.discord.manages(chat, asked(town.ann))).isTrue();
    assertThat(town.discord.manages(chat, new Member("1", "other", Standing.NOT_SAID))).isFalse();
  }

  @Test
  void givenAnAnswer_whenAskedAgain_thenItIsKeptUntilRolesChange() {
    assertThat(town.discord.manages(lobby, asked(town.ann))).isFalse();
    assertThat(town.discord.manages(lobby, asked(town.ann))).isFalse();
    assertThat(town.service.callCount(MEMBER)).isOne();

    var role = town.guild.role("boss", Right.MANAGE_GUILD);
    town.guild.setRoles(town.ann, role);
    Town.await(() -> town.discord.manages(lobby, asked(town.ann)), "the promotion is seen");

    town.guild.setRights(role, Right.SEND_MESSAGES);
    Town.await(() -> !town.discord.manages(lobby, asked(town.ann)), "the demotion is seen");
  }

  @Test
  void givenAChangeOfWhichDiscordDoesNotTell_whenTimePasses_thenItIsSeen() {
    var clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    var manager = town.guild.member("manager", Right.MANAGE_GUILD);
    var boss = town.guild.role("boss", Right.MANAGE_GUILD);
    try (var rest =
        new DiscordRest(
            new DiscordConfig(town.service.token(), Optional.empty(), Optional.empty(), false),
            clock,
            new DiscordRest.Surroundings(
                HttpUrl.get(town.service.restUrl() + "/api/v10"),
                Integer.MAX_VALUE,
                Thread::sleep))) {
      var standings = new Standings(rest, new Places(rest, clock), clock, _ -> true);
      assertThat(standings.manages(lobby, asked(manager))).isTrue();
      assertThat(standings.manages(lobby, asked(town.ann))).isFalse();
      town.guild.setRoles(manager);
      town.guild.setRoles(town.ann, boss);

      clock.advance(Duration.ofSeconds(29));
      assertThat(standings.manages(lobby, asked(town.ann))).isFalse();
      clock.advance(Duration.ofSeconds(2));
      assertThat(standings.manages(lobby, asked(town.ann))).isTrue();
      assertThat(standings.manages(lobby, asked(manager))).isTrue();
      clock.advance(Duration.ofMinutes(5));
      assertThat(standings.manages(lobby, asked(manager))).isFalse();
    }
  }

  @Test
  void givenAServerOnAShardOfAnotherProcess_whenAsked_thenAYesLivesNoLongerThanANo() {
    var clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    var manager = town.guild.member("manager", Right.MANAGE_GUILD);
    try (var rest =
        new DiscordRest(
            new DiscordConfig(town.service.token(), Optional.empty(), Optional.empty(), false),
            clock,
            new DiscordRest.Surroundings(
                HttpUrl.get(town.service.restUrl() + "/api/v10"),
                Integer.MAX_VALUE,
                Thread::sleep))) {
      var hears = new AtomicBoolean();
      var standings = new Standings(rest, new Places(rest, clock), clock, _ -> hears.get());
      assertThat(standings.manages(lobby, asked(manager))).isTrue();
      town.guild.setRoles(manager);

      clock.advance(Duration.ofSeconds(29));
      assertThat(standings.manages(lobby, asked(manager))).isTrue();
      clock.advance(Duration.ofSeconds(2));
      assertThat(standings.manages(lobby, asked(manager))).isFalse();

      // What was kept for longer does not outlive the moment when the shard goes away.
      hears.set(true);
      town.guild.setRoles(manager, town.guild.role("boss", Right.MANAGE_GUILD));
      clock.advance(Duration.ofSeconds(31));
      assertThat(standings.manages(lobby, asked(manager))).isTrue();
      town.guild.setRoles(manager);
      assertThat(standings.manages(lobby, asked(manager))).isTrue();
      hears.set(false);
      assertThat(standings.manages(lobby, asked(manager))).isFalse();
    }
  }

  @Test
  void givenSomebodyWhoIsNotThere_whenAsked_thenNo() {
    assertThat(
            town.discord.manages(
                lobby, new Member("175928847299117063", "ghost", Standing.NOT_SAID)))
        .isFalse();
  }

  @Test
  void givenADiscordThatFails_whenAsked_thenItIsNotANo() {
    town.service.fault(DiscordFault.on(MEMBER).status(503, "{}"));

    assertThatThrownBy(() -> town.discord.manages(lobby, asked(town.ann)))
        .isInstanceOf(ChatException.class);
    assertThat(town.discord.manages(lobby, asked(town.ann))).isFalse();
  }
}
