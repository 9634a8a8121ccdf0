package org.littleredbridge.telegram;

import java.time.Duration;
import java.util.Optional;
import org.littleredbridge.telegram.TelegramLimits.Rate;

/// What is known of the pace of the bot as a whole. Whoever finds no place is told when to come
/// again, each a place later, so that they do not all come at once for the same one. Times are
/// nanoseconds. Not thread-safe.
final class BotPace {
  private static final long SLOWEST = Duration.ofMillis(100).toNanos();
  private static final long REMEMBERED = Duration.ofMinutes(10).toNanos();
  // A part of a second's messages at once evens out lateness; all of them could be twice as many
  // within a second.
  private static final int PART = 6;

  private final long patience;
  private final Meter set;
  private final Lesson.Run run = new Lesson.Run();
  private Meter learnt = new Meter(0, 1);
  private long learntAt;
  private long silentUntil = Long.MIN_VALUE;
  private long queue = Long.MIN_VALUE;
  private long urgent = Long.MIN_VALUE;
  private long doubtedUntil = Long.MIN_VALUE;
  private long doubtedChat;

  /// @param patience the longest wait that is not worth coming again
  BotPace(Optional<Rate> limit, long patience) {
    this.set = Meter.of(limit, PART);
    this.patience = patience;
  }

  /// How long messages to a chat must wait.
  ///
  /// @param first whether they go before all that can wait
  long left(long now, int messages, boolean first, ChatPace chat) {
    var silence = Math.max(silentUntil, now) - now;
    if (silence > patience) {
      return silence;
    }
    if (learnt.each() > 0 && now - learntAt > REMEMBERED) {
      learnt = learnt.paced(0, 1);
      queue = Long.MIN_VALUE;
    }
    var least = Math.max(set.left(now, messages), learnt.left(now, messages));
    least = Math.max(least, silence);
    var each = Math.max(set.each(), learnt.each()) * messages;
    return first ? first(now, least, each) : inTurn(now, least, each, chat);
  }

  private long first(long now, long least, long each) {
    if (least <= patience) {
      // Those who come later make room for it.
      queue = queue > now ? queue + each : queue;
      return least;
    }
    urgent = Math.max(urgent, now + least);
    var wait = urgent - now;
    urgent += each;
    return wait;
  }

  private long inTurn(long now, long least, long each, ChatPace chat) {
    if (chat.turn() > now + patience) {
      return chat.turn() - now;
    }
    if (least <= patience && (chat.turn() != ChatPace.NO_TURN || queue <= now)) {
      chat.turn(ChatPace.NO_TURN);
      return least;
    }
    queue = Math.max(queue, now + least);
    chat.turn(queue);
    queue += each;
    return chat.turn() - now;
  }

  /// So many limits of chats would have to be met at once that this one is not waited for: messages
  /// count as they leave.
  void depart(long now, int messages) {
    set.count(now, messages);
    learnt.count(now, messages);
  }

  void took(Lesson.Trip trip, int messages) {
    run.took(trip, messages);
  }

  boolean isSilent(long now) {
    return silentUntil > now;
  }

  /// A chat that took nothing lately was refused all the same: the second within the pause shows
  /// that it is not the chat's limit that was met, which the answer does not say.
  void doubt(long chat, Lesson.Trip refused, long pause) {
    var now = refused.back();
    if (doubtedUntil > now && doubtedChat != chat) {
      silentUntil = Math.max(doubtedUntil, now + pause);
      if (run.lasts(now)) {
        var each = Math.min(SLOWEST, Lesson.of(run, refused, pause).each());
        learnt = learnt.paced(Math.max(each, Math.max(set.each(), learnt.each()) / 4 * 5), 1);
        learntAt = now;
        run.end();
      }
    }
    doubtedUntil = Math.max(doubtedUntil, now + pause);
    doubtedChat = chat;
  }
}
