package org.littleredbridge.telegram;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MenuEntry;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.chat.SteadyClock;
import org.littleredbridge.media.FileIds;
import org.littleredbridge.wording.Wording;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.objects.User;

/// Telegram, as one bot: listens by telegrambots' long polling and speaks over OkHttp. Thread-safe.
///
/// Channels are `telegram:CHAT` (a group, a supergroup, a broadcast channel), `telegram:CHAT:TOPIC`
/// (a topic of a forum, General left out), `telegram:@USER` (a private chat) and
/// `telegram:!QUERY:USER` (the private answer to one press).
///
/// Telegram has no key by which it would know a message again: when an answer is lost on the way,
/// the next try shows the message twice.
public final class Telegram implements Messenger {
  private static final MessengerCapabilities CAPABILITIES =
      new MessengerCapabilities(
          PartText.TEXT - PartText.LAYOUT,
          PartText.CAPTION - PartText.LAYOUT,
          PartText.TEXT,
          10,
          1,
          FileKind.LARGEST,
          words -> Words.quoted(words).length());

  private final BotApi api;
  private final Reachability reachability = new Reachability();
  private final Presses presses;
  private final Administrators administrators;
  private final Speaker speaker;
  private final Editor editor;
  private final PrivateAnswers privateAnswers;
  private final Menu menu;
  private final BotName name = new BotName();
  private final Clock clock;
  private final long botId;
  private final Supplier<PollKeeper> pollKeepers;
  private final AtomicReference<Optional<PollKeeper>> listening =
      new AtomicReference<>(Optional.empty());

  /// @param fileIds keeps Telegram's ids of files that were uploaded once
  public Telegram(TelegramConfig config, FileIds fileIds, Wording wording, Clock clock) {
    this(
        config,
        fileIds,
        wording,
        clock,
        Pace.USUAL,
        new Pacing.Time(SteadyClock.started(), Thread::sleep));
  }

  Telegram(
      TelegramConfig config,
      FileIds fileIds,
      Wording wording,
      Clock clock,
      Pace pace,
      Pacing.Time time) {
    this.clock = clock;
    botId = config.botId();
    api = new BotApi(config, new Redaction(config.token()), reachability);
    presses = new Presses(api, name, wording, pace.spinner());
    administrators = new Administrators(api, clock);
    var pacing = new Pacing(config.limits(), time);
    speaker = new Speaker(api, new Uploads(api, fileIds, botId), pacing, wording);
    editor = new Editor(api, pacing);
    privateAnswers = new PrivateAnswers(presses, speaker);
    pollKeepers = () -> new PollKeeper(config, pace, api, reachability, name, clock);
    menu = new Menu(api);
  }

  /// Asks Telegram who a bot is; listens to nothing, and may be asked beside a running bridge.
  ///
  /// @return the bot's public name
  /// @throws ChatException when Telegram does not say: [ChatFailure.Unavailable] with a sentence
  public static String account(TelegramConfig config) {
    var reachability = new Reachability();
    try (var api = new BotApi(config, new Redaction(config.token()), reachability)) {
      return api.ask(new GetMe(), User.class).getUserName();
    } catch (BotApiException e) {
      var sentence =
          e.tokenRefused()
              ? reachability.state().sentence()
              : "Telegram does not answer as it should (" + e.description() + ").";
      throw new ChatException(new ChatFailure.Unavailable(sentence), e);
    }
  }

  @Override
  public String name() {
    return Place.MESSENGER;
  }

  @Override
  public List<String> connections() {
    return List.of(Place.MESSENGER + ":" + botId);
  }

  @Override
  public Listening listen(String connection, Listener listener) {
    var keeper = Optional.of(pollKeepers.get());
    if (!listening.compareAndSet(Optional.empty(), keeper)) {
      throw new IllegalStateException(connection + " is being listened on");
    }
    var arrivals =
        new Arrivals(
            botId,
            name,
            new Arrivals.Wanted(() -> commands(listener), listener::mayLink),
            presses,
            administrators,
            clock);
    keeper.get().start(() -> new HandOver(arrivals, listener), () -> menu.register(listener::menu));
    return () -> {
      keeper.get().close();
      listening.compareAndSet(keeper, Optional.empty());
    };
  }

  private static Set<String> commands(Listener listener) {
    return listener.menu().stream().map(MenuEntry::name).collect(Collectors.toSet());
  }

  @Override
  public MessengerCapabilities capabilities(ChannelId channel) {
    return CAPABILITIES;
  }

  @Override
  public Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    return channel.chat().startsWith("!")
        ? privateAnswers.send(channel, part, after, key)
        : speaker.send(channel, part, after, key);
  }

  @Override
  public boolean edit(ChannelId channel, MessageRef message, Part part) {
    return editor.edit(channel, message, part);
  }

  @Override
  public boolean manages(ChannelId channel, Member member) {
    return administrators.manages(channel, member);
  }

  @Override
  public MessengerState state() {
    return reachability.state();
  }

  /// Ends the poll that waits; takes some seconds when an upload is in flight.
  @Override
  public void close() {
    menu.close();
    listening.get().ifPresent(PollKeeper::close);
    presses.close();
    api.close();
  }
}
