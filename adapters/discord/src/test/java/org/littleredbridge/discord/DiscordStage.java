package org.littleredbridge.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatStage;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.sandbox.discord.Right;
import org.littleredbridge.sandbox.discord.SandboxChannel;
import org.littleredbridge.sandbox.discord.SeenMessage;

/// Discord, seen as its programs show it.
final class DiscordStage implements ChatStage {
  private static final String SAY = "POST /channels/{channel_id}/messages";
  // A link whose address does not stand there: `[words](address)`, unescaped.
  private static final Pattern MASKED = Pattern.compile("(?<!\\\\)](\\(<?([^)>]*)>?\\))");

  private final Town town = new Town();
  private final SandboxChannel garden = town.guild.text("garden");
  private Discord discord = town.discord;

  @Override
  public Messenger messenger() {
    return discord;
  }

  @Override
  public void restart() {
    discord.close();
    discord = town.messenger(town.service.token(), false, Town.QUICK);
  }

  @Override
  public ChannelId channel() {
    return ChannelId.of("discord", town.lobby.id());
  }

  @Override
  public ChannelId other() {
    return ChannelId.of("discord", garden.id());
  }

  private SandboxChannel there(ChannelId channel) {
    return channel.equals(channel()) ? town.lobby : garden;
  }

  @Override
  public List<Visible> shown(ChannelId channel) {
    return town.service.messages(there(channel)).stream()
        .filter(message -> message.fromBot() && message.onlyFor().isEmpty() && !message.loading())
        .map(DiscordStage::visible)
        .toList();
  }

  private static Visible visible(SeenMessage message) {
    var texts = new ArrayList<String>();
    var links = new ArrayList<String>();
    texts.add(read(message.content(), links));
    int pictures = 0;
    for (var embed : message.embeds()) {
      texts.add(embed.author());
      texts.add(read(embed.title(), links));
      texts.add(read(embed.description(), links));
      for (var field : embed.fields()) {
        texts.add(read(field.name(), links));
        texts.add(read(field.value(), links));
      }
      texts.add(embed.footer());
      if (!embed.url().isEmpty()) {
        links.add(embed.url());
      }
      pictures += embed.image().isEmpty() ? 0 : 1;
    }
    return new Visible(
        message.id(),
        String.join("\n", texts.stream().filter(text -> !text.isEmpty()).toList()),
        message.files().size() + pictures,
        message.buttons().stream()
            .map(SeenMessage.Button::customId)
            .filter(code -> !code.isEmpty())
            .toList(),
        links,
        List.copyOf(message.pings()),
        message.replyTo());
  }

  private static String read(String raw, List<String> links) {
    var masked = MASKED.matcher(raw);
    while (masked.find()) {
      links.add(masked.group(2));
    }
    return Reader.read(raw).text();
  }

  @Override
  public MessageRef says(ChannelId channel, String text, Optional<MessageRef> replyTo) {
    var id =
        replyTo
            .map(to -> town.service.say(there(channel), town.ann, text, to.id()))
            .orElseGet(() -> town.service.say(there(channel), town.ann, text));
    return new MessageRef(channel, id);
  }

  @Override
  public void commands(ChannelId channel, String words) {
    var space = words.indexOf(' ');
    var name = space < 0 ? words : words.substring(0, space);
    Map<String, String> options = space < 0 ? Map.of() : Map.of("what", words.substring(space + 1));
    town.service.slash(there(channel), town.ann, name, options);
  }

  @Override
  public String member() {
    return town.ann.id();
  }

  @Override
  public void promote() {
    town.guild.setRoles(town.ann, town.guild.role("boss", Right.MANAGE_GUILD));
  }

  @Override
  public boolean hasButtons() {
    return true;
  }

  @Override
  public void presses(MessageRef message, String code) {
    town.service.press(there(message.channel()), town.ann, message.id(), code);
  }

  @Override
  public List<String> toldPrivately() {
    return Stream.of(town.lobby, garden)
        .flatMap(channel -> town.service.messages(channel).stream())
        .filter(message -> message.onlyFor().isPresent() && !message.loading())
        .map(message -> visible(message).text())
        .toList();
  }

  @Override
  public List<Trouble> troubles() {
    return List.of(Trouble.values());
  }

  @Override
  public void trouble(ChannelId channel, Trouble trouble) {
    town.service.fault(
        switch (trouble) {
          case TOO_MANY -> DiscordFault.rateLimited(SAY, Duration.ofMillis(1500), false);
          case BROKEN -> DiscordFault.on(SAY).status(500, "{}");
          case UNWANTED -> DiscordFault.refused(SAY, 400, 50035, "Invalid Form Body");
          case FORBIDDEN -> DiscordFault.refused(SAY, 403, 50013, "Missing Permissions");
          case ANSWER_LOST -> DiscordFault.on(SAY).dropAfter();
          case GARBAGE -> DiscordFault.on(SAY).status(200, "<html>");
        });
  }

  @Override
  public boolean knowsKeys() {
    return true;
  }

  @Override
  public boolean handsOverAgain() {
    return false;
  }

  @Override
  public void close() {
    discord.close();
    town.close();
  }
}
