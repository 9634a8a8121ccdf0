package org.littleredbridge.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.littleredbridge.sandbox.discord.SandboxChannel;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxUser;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.Saying;
import org.littleredbridge.sandbox.telegram.TelegramUser;

/// A chat as the people in it see it, whichever messenger it belongs to.
sealed interface Room {
  /// What tells notes from each other: a creator's letter, a number, and a `z` at the end of a long
  /// text.
  Pattern MARK = Pattern.compile("\\b[ab]\\d{6}z?\\b");

  /// A message of the bridge.
  ///
  /// @param marks all that stand in it
  record Message(String id, List<String> marks, String replyTo, String words) {}

  /// What the bridge said here, oldest first.
  List<Message> messages();

  /// Somebody who manages it wants to follow.
  void follow(String url);

  /// A member answers a message of the bridge.
  void reply(Message to, String text);

  /// Whether the service knows a message that it is sent twice.
  boolean knowsRepeats();

  private static List<String> marks(String words) {
    return MARK.matcher(words).results().map(MatchResult::group).distinct().toList();
  }

  /// A channel in the browser, which is there while the bridge runs.
  record WebRoom(Supplier<URI> bridge, String name) implements Room {
    @Override
    public List<Message> messages() {
      return in(WebRoom::shown);
    }

    private static List<Message> shown(WebChannel channel) {
      return channel.messages().stream()
          .filter(m -> !m.from().equals("member"))
          .map(m -> {
            // Two messages of the same words differ in these alone.
            var words = ((ObjectNode) m.json().deepCopy()).without(List.of("id", "sentAt"));
            var said = words.toString();
            return new Message(m.id(), marks(said), m.replyTo().orElse(""), said);
          })
          .toList();
    }

    @Override
    public void follow(String url) {
      in(channel -> channel.say("/follow " + url + " last 1"));
    }

    @Override
    public void reply(Message to, String text) {
      in(channel -> channel.post(text, Optional.of(to.id()), text.replace(' ', '-')));
    }

    private <T> T in(Function<WebChannel, T> what) {
      try (var caller = new Caller(bridge.get())) {
        var channel = new WebChannel(caller, name);
        // As a page does: while the store is away it is told to try again.
        return Eventually.present("the browser is answered", () -> answered(channel, what));
      }
    }

    private static <T> Optional<T> answered(WebChannel channel, Function<WebChannel, T> what) {
      try {
        return Optional.of(what.apply(channel));
      } catch (AssertionError _) {
        return Optional.empty();
      }
    }

    @Override
    public boolean knowsRepeats() {
      return true;
    }

    @Override
    public String toString() {
      return "the browser's " + name;
    }
  }

  /// A group on Telegram.
  record TelegramRoom(SandboxTelegram telegram, long id, TelegramUser manager, TelegramUser member)
      implements Room {
    @Override
    public List<Message> messages() {
      return telegram.messages(id).stream()
          .filter(m -> m.authorId() == telegram.bot().id())
          .map(m ->
              new Message(
                  Integer.toString(m.id()),
                  marks(m.words()),
                  m.replyTo().isPresent() ? Integer.toString(m.replyTo().getAsInt()) : "",
                  m.words()))
          .toList();
    }

    @Override
    public void follow(String url) {
      telegram.say(id, manager, "/follow " + url + " last 1");
    }

    @Override
    public void reply(Message to, String text) {
      telegram.say(Saying.of(id, member, text).replyTo(Integer.parseInt(to.id())));
    }

    @Override
    public boolean knowsRepeats() {
      return false;
    }

    @Override
    public String toString() {
      return "Telegram's " + id;
    }
  }

  /// A channel on Discord.
  record DiscordRoom(
      SandboxDiscord discord, SandboxChannel channel, SandboxUser manager, SandboxUser member)
      implements Room {
    @Override
    public List<Message> messages() {
      return discord.messages(channel).stream()
          .filter(m -> m.fromBot() && m.onlyFor().isEmpty())
          .map(m -> {
            var words =
                m.content()
                    + m.embeds().stream()
                        .map(e -> " " + e.title() + " " + e.description())
                        .collect(Collectors.joining());
            return new Message(m.id(), marks(words), m.replyTo().orElse(""), words);
          })
          .toList();
    }

    @Override
    public void follow(String url) {
      discord.slash(channel, manager, "follow", Map.of("what", url + " last 1"));
    }

    @Override
    public void reply(Message to, String text) {
      discord.say(channel, member, text, to.id());
    }

    @Override
    public boolean knowsRepeats() {
      return true;
    }

    @Override
    public String toString() {
      return "Discord's " + channel.id();
    }
  }
}
