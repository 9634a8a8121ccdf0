package org.littleredbridge.telegram;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.messageorigin.MessageOriginChannel;
import org.telegram.telegrambots.meta.api.objects.messageorigin.MessageOriginUser;

/// Makes events of updates, https://core.telegram.org/bots/api#update . Quick: what must be told to
/// Telegram at once is told on other threads.
final class Arrivals {
  private static final String EXPLAIN = "explain";
  // So many characters the command takes.
  private static final int EXPLAINED = 1_000;

  private final long botId;
  private final BotName bot;
  private final Wanted wanted;
  private final Presses presses;
  private final Administrators administrators;
  private final Clock clock;

  /// What the bridge acts on.
  ///
  /// @param commands the names that it knows
  /// @param links whether a text may hold a link that it answers
  record Wanted(Supplier<Set<String>> commands, Predicate<String> links) {}

  Arrivals(
      long botId,
      BotName bot,
      Wanted wanted,
      Presses presses,
      Administrators administrators,
      Clock clock) {
    this.botId = botId;
    this.bot = bot;
    this.wanted = wanted;
    this.presses = presses;
    this.administrators = administrators;
    this.clock = clock;
  }

  /// Empty for what the bridge does nothing about.
  Optional<Event> read(Update update) {
    var id = "%s:%d:%d".formatted(Place.MESSENGER, botId, update.getUpdateId());
    if (update.getCallbackQuery() != null) {
      return pressed(id, update.getCallbackQuery());
    }
    if (update.getMyChatMember() != null) {
      administrators.forget(update.getMyChatMember().getChat().getId());
      return Membership.event(id, update.getMyChatMember());
    }
    if (update.getChatMember() != null) {
      administrators.changed(update.getChatMember());
      return Optional.empty();
    }
    return Optional.ofNullable(update.getMessage())
        .or(() -> Optional.ofNullable(update.getChannelPost()))
        .flatMap(message -> written(id, message));
  }

  private Optional<Event> written(String id, Message message) {
    if (message.getMigrateToChatId() != null) {
      return Optional.of(
          new Event.Moved(
              id,
              Place.channel(message.getChatId()),
              Chats.community(message.getChat()),
              Place.channel(message.getMigrateToChatId()),
              at(message)));
    }
    var text =
        Optional.ofNullable(message.getText())
            .or(() -> Optional.ofNullable(message.getCaption()))
            .filter(words -> !words.isBlank());
    var author = Chats.author(message);
    if (text.isEmpty() || author.isEmpty()) {
      // A sticker below a note is talk among people: nothing is posted, and nobody is told off.
      return Optional.empty();
    }
    return text.get().strip().startsWith("/")
        ? CommandWords.of(text.get(), bot)
            .filter(
                words -> words.isOurs(wanted.commands().get(), Chats.isPrivate(message.getChat())))
            .map(words -> command(id, message, author.get(), words))
        : replyTo(message)
            .<Event>map(to -> reply(id, message, to, author.get(), text.get()))
            .or(() -> link(id, message, author.get(), text.get()));
  }

  private Event command(String id, Message message, Member author, CommandWords words) {
    var channel = Chats.channel(message);
    var community = Chats.community(message.getChat());
    var ref = Chats.ref(message);
    if (words.name().equals("start") && Chats.isPrivate(message.getChat())) {
      var action = DeepLink.action(words.rest());
      if (action.isPresent()) {
        return new Event.Press(
            id, channel, community, ref, channel, author, action.get(), at(message));
      }
    }
    var said = words.name().equals("start") ? "help" : words.words() + answered(message, words);
    return new Event.Command(id, channel, community, Optional.of(ref), author, said, at(message));
  }

  /// `/explain` alone, in answer to a message, is about what stands there.
  private static String answered(Message message, CommandWords words) {
    if (!words.name().equals(EXPLAIN) || !words.rest().isEmpty()) {
      return "";
    }
    return Optional.ofNullable(message.getReplyToMessage())
        .flatMap(
            to -> Optional.ofNullable(to.getText()).or(() -> Optional.ofNullable(to.getCaption())))
        .filter(text -> !text.isBlank())
        .map(text -> " " + begin(text.strip()))
        .orElse("");
  }

  private static String begin(String text) {
    return text.codePointCount(0, text.length()) <= EXPLAINED
        ? text
        : text.substring(0, text.offsetByCodePoints(0, EXPLAINED));
  }

  private Event reply(String id, Message message, MessageRef to, Member author, String text) {
    return new Event.Reply(
        id,
        Chats.channel(message),
        Chats.community(message.getChat()),
        Chats.ref(message),
        to,
        author,
        text,
        at(message));
  }

  private Optional<Event> link(String id, Message message, Member author, String text) {
    return isOfABot(message) || !wanted.links().test(text)
        ? Optional.empty()
        : Optional.of(
            new Event.Link(
                id,
                Chats.channel(message),
                Chats.community(message.getChat()),
                Chats.ref(message),
                author,
                text,
                at(message)));
  }

  /// Whether a bot wrote what somebody hands on, such as a card of ours.
  private static boolean isOfABot(Message message) {
    return message.getViaBot() != null
        || message.getForwardOrigin() instanceof MessageOriginUser origin
            && Boolean.TRUE.equals(origin.getSenderUser().getIsBot());
  }

  /// The message of this bot that is answered. In a topic every message that answers none points at
  /// the topic's beginning. In a broadcast channel no author is told; the core knows its own.
  private Optional<MessageRef> replyTo(Message message) {
    return Optional.ofNullable(message.getReplyToMessage())
        .filter(to -> to.getForumTopicCreated() == null)
        .flatMap(to -> {
          if (Boolean.TRUE.equals(to.getIsAutomaticForward())) {
            return posted(to);
          }
          return Chats.isBroadcast(message.getChat())
                  || to.getFrom() != null && to.getFrom().getId() == botId
              ? Optional.of(
                  new MessageRef(Chats.channel(message), Integer.toString(to.getMessageId())))
              : Optional.empty();
        });
  }

  /// What people say below a channel's post answers a copy of it in the channel's discussion group,
  /// https://core.telegram.org/bots/api#message `is_automatic_forward`; meant is the post.
  private static Optional<MessageRef> posted(Message copy) {
    return copy.getForwardOrigin() instanceof MessageOriginChannel origin
        ? Optional.of(
            new MessageRef(
                Place.channel(origin.getChat().getId()), Integer.toString(origin.getMessageId())))
        : Optional.empty();
  }

  private Optional<Event> pressed(String id, CallbackQuery query) {
    var action = Optional.ofNullable(query.getData()).flatMap(Action::of);
    if (action.isEmpty() || query.getMessage() == null) {
      presses.unknown(query);
      return Optional.empty();
    }
    if (action.get() instanceof Action.Reply) {
      presses.tellHowToReply(query);
      return Optional.empty();
    }
    var chat = query.getMessage().getChat();
    var channel =
        query.getMessage() instanceof Message message
            ? Chats.channel(message)
            : Place.channel(chat.getId());
    return Optional.of(
        new Event.Press(
            id,
            channel,
            Chats.community(chat),
            new MessageRef(channel, Integer.toString(query.getMessage().getMessageId())),
            presses.expect(query, action.get()),
            Chats.member(query.getFrom(), chat),
            action.get(),
            clock.instant()));
  }

  private static Instant at(Message message) {
    return Instant.ofEpochSecond(message.getDate());
  }
}
