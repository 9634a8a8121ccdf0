package org.littleredbridge.telegram;

import java.time.Duration;

/// What is known of the pace of one chat. Times are nanoseconds. Not thread-safe.
final class ChatPace {
  static final long NO_TURN = Long.MIN_VALUE;

  private static final long REMEMBERED = Duration.ofHours(6).toNanos();
  private static final long HALVED = Duration.ofHours(1).toNanos();
  private static final long NEGLIGIBLE = Duration.ofMillis(10).toNanos();

  private final Meter set;
  private final Window group;
  private final Lesson.Run run = new Lesson.Run();
  private Meter learnt = new Meter(0, 1);
  private long learntAt;
  private long silentUntil = Long.MIN_VALUE;
  private long turn = NO_TURN;

  /// @param chat below 0 for groups and channels, https://core.telegram.org/bots/api#chat
  ChatPace(long chat, TelegramLimits limits) {
    set = Meter.of(limits.chat(), 1);
    group = Window.of(limits.group().filter(_ -> chat < 0));
  }

  /// When the bot as a whole has a place for this chat; [#NO_TURN] when it was given none.
  long turn() {
    return turn;
  }

  void turn(long at) {
    turn = at;
  }

  boolean isSilent(long now) {
    return silentUntil > now;
  }

  void silence(long until) {
    silentUntil = Math.max(silentUntil, until);
  }

  long left(long now, int messages) {
    fade(now);
    var wait = Math.max(set.left(now, messages), learnt.left(now, messages));
    wait = Math.max(wait, group.left(now, messages));
    return Math.max(wait, Math.max(silentUntil, now) - now);
  }

  void depart(int messages) {
    set.depart(messages);
    learnt.depart(messages);
    group.depart(messages);
  }

  /// What Telegram found faulty may count all the same as what it took.
  void arrived(long now, int messages) {
    set.arrived(now, messages);
    learnt.arrived(now, messages);
    group.arrived(now, messages);
  }

  void took(Lesson.Trip trip, int messages) {
    run.took(trip, messages);
  }

  void refused(int messages) {
    set.refused(messages);
    learnt.refused(messages);
    group.refused(messages);
  }

  /// The pace that was learnt, in nanoseconds from one message to the next; 0 for none.
  long learnt() {
    return learnt.each();
  }

  /// Whether the chat took something lately, so that a refusal may be for its own limit.
  boolean runs(long now) {
    return run.lasts(now);
  }

  /// Keeps a slower pace from now on; only while [#runs].
  void learn(Lesson.Trip refused, long pause) {
    var lesson = Lesson.of(run, refused, pause).slowerThan(Math.max(set.each(), learnt.each()));
    learnt = learnt.paced(lesson.each(), lesson.atOnce());
    learntAt = refused.back();
    run.end();
  }

  /// How long this is worth remembering after its last use.
  long worth(long now) {
    var least = learnt.each() > 0 ? 2 * REMEMBERED : Duration.ofMinutes(2).toNanos();
    return least + Math.max(Math.max(silentUntil, turn), now) - now;
  }

  /// Telegram's limits change, so what was learnt is doubted after a while: the pace doubles with
  /// every hour, until it is the set one again or another refusal teaches anew.
  private void fade(long now) {
    while (learnt.each() > 0 && now - learntAt > REMEMBERED) {
      var each = learnt.each() / 2;
      learnt = learnt.paced(each <= Math.max(set.each(), NEGLIGIBLE) ? 0 : each, 1);
      learntAt += HALVED;
    }
  }
}
