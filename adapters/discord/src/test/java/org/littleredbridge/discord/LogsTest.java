package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MessengerState.Mood;
import org.littleredbridge.chat.Part;
import org.littleredbridge.sandbox.discord.DiscordFault;

/// What the operator finds in the log, and what nobody may find there.
class LogsTest {
  private static final String CALLBACK =
      "POST /interactions/{interaction_id}/{interaction_token}/callback";
  private static final String ORIGINAL =
      "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original";

  @Test
  void givenNoServer_whenItListens_thenTheLogNamesTheInvitation() {
    try (var diary = new Diary();
        var town = new Town()) {
      town.guild.kickBot();
      town.listening();

      assertThat(diary.lines())
          .filteredOn(line -> line.contains("no server yet"))
          .singleElement()
          .asString()
          .contains("https://discord.com/oauth2/authorize?client_id=" + town.service.bot().id());
    }
  }

  @Test
  void givenEveryTroubleWithAllLogsOn_whenThingsFail_thenNoSecretAndNothingWrittenIsTold() {
    var told = new StringBuilder();
    try (var diary = new Diary();
        var town = new Town()) {
      town.heard.offers(List.of(InteractionsTest.entry("list", false, false)));
      town.listening();
      var failures =
          List.of(
              DiscordFault.on(CALLBACK).dropAfter(),
              DiscordFault.on(CALLBACK).status(500, "<html>"),
              DiscordFault.refused(CALLBACK, 404, 10062, "Unknown interaction"),
              DiscordFault.on(ORIGINAL).dropBefore().times(2));
      var tokens = new java.util.ArrayList<String>();
      for (var failure : failures) {
        town.service.fault(failure);
        var used = town.service.slash(town.lobby, town.ann, "list", Map.of("what", "confidential"));
        tokens.add(used.token());
        var answer = new ChannelId("discord", "!" + used.id(), Optional.of(used.token()));
        told.append(answer);
        Town.await(() -> town.service.callCount(CALLBACK) >= tokens.size(), "the first sign");
        try {
          town.discord.send(
              answer, new Part.Say("confidential", Optional.empty()), Optional.empty(), "k");
        } catch (ChatException e) {
          told.append(e).append(e.failure());
        }
        town.service.clearFaults();
      }
      town.heard.before(_ -> {
        throw new IllegalStateException("the disk is full");
      });
      var lost = town.service.slash(town.lobby, town.ann, "list", Map.of("what", "confidential"));
      assertThat(lost.awaitMessage(Town.SOON)).isPresent();
      tokens.add(lost.token());
      town.service.say(town.lobby, town.ann, "confidential", town.note());
      Town.await(
          () -> diary.lines().stream().anyMatch(line -> line.contains("a reply was not stored")),
          "the reply fails");
      town.service.gateway().garbage();
      town.service.gateway().drop();
      Town.await(() -> town.service.gateway().resumed() == 1, "it resumes");
      town.service.gateway().revokeToken(true);
      town.service.gateway().close(4004);
      Town.await(() -> town.discord.state().mood() == Mood.STOPPED, "it stops");
      told.append(town.discord.state()).append(town.discord);
      diary.lines().forEach(line -> told.append(line).append('\n'));

      assertThat(town.all(Event.Command.class)).isNotEmpty();
      assertThat(told.toString())
          .contains("an interaction was not stored", "discord did not take an answer")
          .doesNotContain(town.service.token(), "confidential")
          .doesNotContain(tokens);
    }
  }

  @Test
  void givenGarbageOfEveryKind_whenItComes_thenNobodyIsCalledForIt() {
    try (var diary = new Diary();
        var town = new Town().listening()) {
      town.service.gateway().text("");
      town.service.gateway().garbage();
      town.service.slash(town.lobby, town.ann, "list", Map.of());
      town.awaitEvent(Event.Command.class);

      assertThat(diary.lines()).filteredOn(line -> line.contains("nobody can read")).hasSize(4);
      assertThat(diary.lines()).noneMatch(line -> line.contains("hearing discord failed"));
    }
  }
}
