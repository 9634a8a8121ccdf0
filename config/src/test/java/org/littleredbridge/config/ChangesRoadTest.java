package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.SeenMessage;
import org.littleredbridge.sandbox.telegram.Standing;
import org.littleredbridge.sandbox.telegram.TelegramUser;

/// What creators do to a note after it came: the messages that show it follow.
final class ChangesRoadTest {
  private static final TelegramUser ANN = TelegramUser.of(7, "Ann").speaking("en");

  @TempDir Path folder;

  private static String settings(SandboxTelegram telegram) {
    return RunningBridge.withSandbox()
        + """
        communities: open
        telegram:
          token: "%s"
          api: "%s"
          limits: { bot: off, chat: off, group: off }
        """
            .formatted(telegram.token(), telegram.url());
  }

  private static SeenMessage await(
      SandboxTelegram telegram, long chat, String what, Predicate<SeenMessage> condition) {
    return Eventually.present(
        what,
        () ->
            telegram.messages(chat).stream()
                .filter(m -> m.authorId() == telegram.bot().id())
                .filter(condition)
                .findFirst());
  }

  @Test
  void givenADeliveredNote_whenItIsEditedAndThenTakenDown_thenEveryChannelShowsThat() {
    try (var telegram = SandboxTelegram.start(SandboxTelegramConfig.still(0))) {
      var group = telegram.createChat(ChatKind.SUPERGROUP, "Tea");
      telegram.member(group, ANN, Standing.ADMINISTRATOR);
      try (var bridge = RunningBridge.start(folder, settings(telegram));
          var backstage = new Backstage(bridge.sandbox());
          var caller = new Caller(bridge.url())) {
        var lobby = new WebChannel(caller, "tea");
        var creator = backstage.join("小茶");
        var note = backstage.publishWithPictures(creator, "从前", "以前的笔记", 1);
        var follow = "/follow " + creator.realUrl() + " last 1";
        assertThat(lobby.ask(follow)).contains("Following");
        telegram.say(group, ANN, follow);
        var page = lobby.awaitNote(note);
        var card = await(telegram, group, "the card", m -> m.words().contains("以前的笔记"));
        assertThat(page.json().path("media")).hasSize(1);

        backstage.edit(note, "现在", "改过的笔记");

        var edited = lobby.await("the page shows the edit", m -> m.text().contains("改过的笔记"));
        assertThat(edited.id()).isEqualTo(page.id());
        assertThat(edited.json().path("title").asText()).isEqualTo("现在");
        assertThat(edited.json().path("label").asText()).contains("Edited");
        assertThat(edited.json().path("media")).isEqualTo(page.json().path("media"));
        var changed = await(telegram, group, "Telegram too", m -> m.words().contains("改过的笔记"));
        assertThat(changed.id()).isEqualTo(card.id());

        backstage.takeDown(note);

        var gone = lobby.await("it is marked", m -> m.text().contains("Taken down on RedNote"));
        assertThat(gone.id()).isEqualTo(page.id());
        assertThat(gone.text()).contains("改过的笔记");
        await(telegram, group, "Telegram too", m -> m.words().contains("Taken down on RedNote"));
        assertThat(lobby.notes()).hasSize(1);
        assertThat(lobby.ask("/why " + note)).contains("edited since").contains("taken down");
        assertThat(List.of(bridge.err().split("\n"))).noneMatch(line -> line.contains("ERROR"));
      }
    }
  }
}
