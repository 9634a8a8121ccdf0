package org.littleredbridge.telegram;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatStage;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SandboxTelegram;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.Saying;
import org.littleredbridge.sandbox.telegram.SeenMessage;
import org.littleredbridge.sandbox.telegram.Standing;
import org.littleredbridge.sandbox.telegram.TelegramFault;
import org.littleredbridge.sandbox.telegram.TelegramFault.Way;
import org.littleredbridge.sandbox.telegram.TelegramUser;
import org.littleredbridge.wording.Wording;

/// Telegram's stand-in with a group, another group, a member and a messenger, over real sockets.
final class TelegramStage implements ChatStage {
  static final Pace QUICK =
      new Pace(
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofMillis(300),
          Duration.ofSeconds(8));
  static final TelegramUser MAY = TelegramUser.of(501, "May");
  static final TelegramUser ADA = TelegramUser.of(601, "Ada");

  final SandboxTelegram service;
  final MemoryFileIds fileIds = new MemoryFileIds();
  final long group;
  private final long other;
  private final Pace pace;
  private final Clock clock;
  private final TelegramLimits limits;
  private final Pacing.Sleep sleep;
  private final List<String> presses = new ArrayList<>();
  private Telegram messenger;

  TelegramStage() {
    this(SandboxTelegramConfig.still(0), QUICK, Clock.systemUTC());
  }

  TelegramStage(SandboxTelegramConfig config, Pace pace, Clock clock) {
    this(SandboxTelegram.start(config), pace, clock, TelegramLimits.off(), Thread::sleep);
  }

  /// With limits that the bridge keeps, and a clock for both that a moment's wait moves on.
  TelegramStage(SandboxTelegramConfig config, SettableClock clock, TelegramLimits limits) {
    this(SandboxTelegram.start(config, clock), QUICK, clock, limits, clock::advance);
  }

  private TelegramStage(
      SandboxTelegram service, Pace pace, Clock clock, TelegramLimits limits, Pacing.Sleep sleep) {
    this.service = service;
    this.pace = pace;
    this.clock = clock;
    this.limits = limits;
    this.sleep = sleep;
    group = service.createChat(ChatKind.SUPERGROUP, "Tea friends");
    other = service.createChat(ChatKind.SUPERGROUP, "Others");
    for (var chat : List.of(group, other)) {
      service.bot(chat, ADA, Standing.ADMINISTRATOR);
      service.member(chat, ADA, Standing.CREATOR);
      service.member(chat, MAY, Standing.MEMBER);
    }
    messenger = newMessenger();
  }

  private Telegram newMessenger() {
    var config = new TelegramConfig(service.token(), service.url(), limits);
    var time = new Pacing.Time(clock, sleep);
    return new Telegram(config, fileIds, new Wording(), clock, pace, time);
  }

  @Override
  public Messenger messenger() {
    return messenger;
  }

  @Override
  public void restart() {
    messenger.close();
    messenger = newMessenger();
  }

  @Override
  public ChannelId channel() {
    return Place.channel(group);
  }

  @Override
  public ChannelId other() {
    return Place.channel(other);
  }

  @Override
  public List<Visible> shown(ChannelId channel) {
    return service.messages(Place.of(channel).chat()).stream()
        .filter(message -> message.authorId() == service.bot().id())
        .map(TelegramStage::visible)
        .toList();
  }

  private static Visible visible(SeenMessage message) {
    var words = message.words();
    return new Visible(
        Integer.toString(message.id()),
        words,
        message.media().isPresent() ? 1 : 0,
        message.allButtons().stream().flatMap(button -> button.data().stream()).toList(),
        message.entities().stream().flatMap(entity -> entity.url().stream()).toList(),
        message.entities().stream()
            .filter(e -> e.type().equals("mention") || e.type().equals("text_mention"))
            .map(e -> words.substring(e.offset(), e.offset() + e.length()))
            .toList(),
        message.replyTo().stream().mapToObj(Integer::toString).findFirst());
  }

  @Override
  public MessageRef says(ChannelId channel, String text, Optional<MessageRef> replyTo) {
    var saying = Saying.of(Place.of(channel).chat(), MAY, text);
    var number =
        service.say(replyTo.map(to -> saying.replyTo(Integer.parseInt(to.id()))).orElse(saying));
    return new MessageRef(channel, Integer.toString(number));
  }

  @Override
  public void commands(ChannelId channel, String words) {
    service.say(Place.of(channel).chat(), MAY, "/" + words);
  }

  @Override
  public String member() {
    return Long.toString(MAY.id());
  }

  @Override
  public void promote() {
    service.member(group, MAY, Standing.ADMINISTRATOR);
  }

  @Override
  public boolean hasButtons() {
    return true;
  }

  @Override
  public void presses(MessageRef message, String code) {
    presses.add(
        service.press(
            Place.of(message.channel()).chat(), Integer.parseInt(message.id()), MAY, code));
  }

  @Override
  public List<String> toldPrivately() {
    return Stream.concat(
            presses.stream()
                .flatMap(query -> service.answer(query).stream())
                .flatMap(answer -> answer.text().stream()),
            privately().stream())
        .toList();
  }

  private List<String> privately() {
    try {
      return shown(ChannelId.person("telegram", member())).stream().map(Visible::text).toList();
    } catch (IllegalArgumentException e) {
      // The chat begins when the person opens it.
      return List.of();
    }
  }

  @Override
  public List<Trouble> troubles() {
    return List.of(Trouble.values());
  }

  @Override
  public void trouble(ChannelId channel, Trouble trouble) {
    var fault =
        switch (trouble) {
          case TOO_MANY -> TelegramFault.tooMany("sendMessage", 1);
          case BROKEN -> TelegramFault.error("sendMessage", 500, "Internal Server Error");
          case UNWANTED ->
              TelegramFault.error("sendMessage", 400, "Bad Request: can't parse entities");
          case FORBIDDEN ->
              TelegramFault.error(
                  "sendMessage",
                  400,
                  "Bad Request: not enough rights to send text messages to the chat");
          case ANSWER_LOST -> TelegramFault.of("sendMessage", Way.DROP_AFTER);
          case GARBAGE -> TelegramFault.of("sendMessage", Way.TRUNCATED);
        };
    service.fault(fault.in(Place.of(channel).chat()));
  }

  @Override
  public boolean knowsKeys() {
    return false;
  }

  @Override
  public boolean handsOverAgain() {
    return true;
  }

  @Override
  public void close() {
    messenger.close();
    service.close();
  }
}
