package org.littleredbridge.command;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Consumer;
import org.littleredbridge.chat.ChatFailure.Closed;
import org.littleredbridge.deliver.Paused;
import org.littleredbridge.follow.ClosedSentence;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.health.AdminNotices;
import org.littleredbridge.wording.Wording;

/// Tells the operators of a channel that is closed to us: at most once a day for a channel and
/// cause, and only of one that follows something. Thread-safe.
public final class ChannelNotices implements Consumer<Paused> {
  private final Subscriptions subscriptions;
  private final AdminNotices notices;
  private final Wording wording;
  private final Clock clock;

  public ChannelNotices(
      Subscriptions subscriptions, AdminNotices notices, Wording wording, Clock clock) {
    this.subscriptions = subscriptions;
    this.notices = notices;
    this.wording = wording;
    this.clock = clock;
  }

  @Override
  public void accept(Paused paused) {
    var channel = paused.channel();
    if (channel.isPrivate() || subscriptions.of(channel).isEmpty()) {
      return;
    }
    var why = new Closed(paused.cause(), paused.detail());
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    notices.tell(
        "closed:" + channel + ":" + why.cause() + ":" + day,
        wording.say(
            Locale.ENGLISH,
            "notice.closed",
            channel.toString(),
            new ClosedSentence(wording).say(Locale.ENGLISH, why)));
  }
}
