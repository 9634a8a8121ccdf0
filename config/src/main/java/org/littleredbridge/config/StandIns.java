package org.littleredbridge.config;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxException;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.sandbox.discord.Right;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.discord.SandboxDiscordException;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.Standing;
import org.littleredbridge.sandbox.telegram.TelegramUser;
import org.littleredbridge.sandbox.translators.SandboxTranslators;
import org.littleredbridge.sandbox.translators.SandboxTranslatorsConfig;

/// The stand-ins of RedNote, Telegram, Discord and translation services alone, for trying things
/// out and for a bridge in another process. Telegram and Discord begin with one group each, and
/// somebody who manages it.
final class StandIns implements AutoCloseable {
  private static final long GROUP = -1_001_000_000_001L;
  private static final TelegramUser ADA = TelegramUser.of(7, "Ada").speaking("en");

  private final Parts parts = new Parts();
  private final SandboxRedNote rednote;
  private final SandboxTelegram telegram;
  private final SandboxDiscord discord;
  private final SandboxTranslators translators;

  /// @param port RedNote's; Telegram takes the next, Discord the three after that, the translators
  ///   the last; 0: any free ones
  private StandIns(int port) {
    try {
      rednote = parts.opened(SandboxRedNote.start(SandboxConfig.demo(port, Optional.empty())));
      telegram = parts.opened(SandboxTelegram.start(SandboxTelegramConfig.demo(after(port, 1))));
      discord =
          parts.opened(
              SandboxDiscord.start(
                  SandboxDiscordConfig.any()
                      .withPorts(after(port, 2), after(port, 3), after(port, 4))));
      translators =
          parts.opened(
              SandboxTranslators.start(
                  SandboxTranslatorsConfig.of(after(port, 5))
                      .withPhrasebook(rednote.phrasebook())));
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static int after(int port, int more) {
    return port == 0 ? 0 : port + more;
  }

  static void runUntilEnd(int port, PrintStream out) throws InterruptedException {
    var standIns = started(port);
    Runtime.getRuntime().addShutdownHook(new Thread(standIns::close, "stop"));
    standIns.furnish(out);
    out.flush();
    // Only a signal ends it.
    new CountDownLatch(1).await();
  }

  private static StandIns started(int port) {
    try {
      return new StandIns(port);
    } catch (SandboxException | SandboxDiscordException | IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()));
    }
  }

  private void furnish(PrintStream out) {
    telegram.createChat(GROUP, ChatKind.SUPERGROUP, "Tea", Optional.empty(), Standing.MEMBER);
    telegram.member(GROUP, ADA, Standing.CREATOR);
    var guild = discord.guild("Tea");
    var general = guild.text("general");
    var ada = guild.member("ada", Right.MANAGE_GUILD);
    out.println("The fictional RedNote is ready: " + rednote.url() + "/ (Ctrl-C ends all)");
    out.println(
        "  rednote: { gateways: [ { type: xiaohongshu-mcp, url: \"" + rednote.url() + "\" } ] }");
    out.println(
        "  to follow, write https://www.rednote.com for %s in a link; pictures stay away"
            .formatted(rednote.url()));
    out.println("The fictional Telegram is ready: " + telegram.url() + "/");
    out.println(
        "  telegram: { token: \"" + telegram.token() + "\", api: \"" + telegram.url() + "\" }");
    out.println("  group " + GROUP + ", managed by the user " + ADA.id());
    out.println("The fictional Discord is ready: " + discord.restUrl() + "/_sandbox");
    out.println(
        "  discord: { token: \"%s\", proxy: \"127.0.0.1:%d\", trust: \"%s\" }"
            .formatted(discord.token(), discord.proxy().getPort(), discord.caFile()));
    out.println(
        "  gateway %s, channel %s of the server %s, managed by the user %s"
            .formatted(discord.gatewayUrl(), general.id(), guild.id(), ada.id()));
    out.println("The fictional translators are ready: " + translators.url() + "/");
    out.println(
        "  { type: openai, url: \"%s\", key: \"%s\", model: %s, vision: true }"
            .formatted(translators.openAi(), translators.key(), translators.model()));
    out.println(
        "  { type: deepl, url: \"%s\", key: \"%s\", marks: xml }"
            .formatted(translators.deepL(), translators.key()));
    out.println(
        "  { type: libretranslate, url: \"%s\", key: \"%s\" }"
            .formatted(translators.url(), translators.key()));
  }

  @Override
  public void close() {
    parts.close();
  }
}
