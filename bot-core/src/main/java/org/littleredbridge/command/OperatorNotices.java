package org.littleredbridge.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Operators;
import org.littleredbridge.health.AdminNotices;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leaves what operators should know in the outbox, for the private place of each, once a matter.
/// Whoever invites the bot to a thousand groups does not fill their chats: beyond some notices of a
/// kind an hour they are told that there is more. What a key begins with, up to the first `:`, is
/// its kind: strangers who ask for much must not drown what the account needs.
public final class OperatorNotices implements AdminNotices {
  private static final Logger log = LoggerFactory.getLogger(OperatorNotices.class);
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MOST = 30;

  private final Operators operators;
  private final Outbox outbox;
  private final ChannelLanguage languages;
  private final Wording wording;
  private final Clock clock;
  private final Runnable wake;
  private final Map<String, Deque<Instant>> latelyByKind = new HashMap<>();

  /// @param wake called when there is something to deliver
  public OperatorNotices(
      Operators operators,
      Outbox outbox,
      ChannelLanguage languages,
      Wording wording,
      Clock clock,
      Runnable wake) {
    this.operators = operators;
    this.outbox = outbox;
    this.languages = languages;
    this.wording = wording;
    this.clock = clock;
    this.wake = wake;
  }

  @Override
  public void tell(String key, String english) {
    ask(key, _ -> english, List.of());
  }

  @Override
  public synchronized void ask(
      String key, Function<Locale, String> sentence, List<Action> actions) {
    log.atInfo()
        .addKeyValue("matter", key)
        .addKeyValue("operators", operators.places().size())
        .log("notice for the operators");
    var now = clock.instant();
    var kind = key.split(":", 2)[0];
    var lately = latelyByKind.computeIfAbsent(kind, _ -> new ArrayDeque<>());
    while (!lately.isEmpty() && lately.getFirst().isBefore(now.minus(WINDOW))) {
      lately.removeFirst();
    }
    var full = lately.size() >= MOST;
    var added = false;
    for (var place : operators.places()) {
      added |= full ? thereIsMore(place, kind, now) : add(place, sentence, actions, key, now);
    }
    if (added) {
      wake.run();
    }
    if (added && !full) {
      lately.addLast(now);
    }
  }

  private boolean thereIsMore(ChannelId place, String kind, Instant now) {
    var hour = now.getEpochSecond() / WINDOW.toSeconds();
    return add(
        place,
        language -> wording.say(language, "notice.more", MOST),
        List.of(),
        "more:" + kind + ":" + hour,
        now);
  }

  private boolean add(
      ChannelId place,
      Function<Locale, String> sentence,
      List<Action> actions,
      String key,
      Instant now) {
    var text = sentence.apply(languages.of(place));
    var notice = new Cargo.Notice(text, actions, Optional.empty());
    return outbox.add(place, notice, "notice:" + key + ":" + place.key(), now);
  }
}
