package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits for the bot, https://core.telegram.org/bots/api#getupdates . Thread safe.
final class Updates {
  private static final int MOST = 100_000;
  private static final int BATCH = 100;
  private static final long LONGEST = 50;
  // The kinds that must be asked for by name.
  private static final Set<String> RARE =
      Set.of("chat_member", "message_reaction", "message_reaction_count");
  // Restarts must not give an id again: 8 a second on average since June 2025 stay below the next.
  private static final long SOME_DAY = 1_750_000_000L;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Deque<ObjectNode> waiting = new ArrayDeque<>();
  private Set<String> allowed = Set.of();
  private Object poller = new Object();
  private long lastId;
  private boolean closed;

  Updates(Clock clock) {
    this.lastId = Math.max(1, (clock.instant().getEpochSecond() - SOME_DAY) * 8);
  }

  /// Queues an update, when the bot asked for its kind. @return its id
  long push(String kind, JsonNode content) {
    lock.lock();
    try {
      if (allowed.isEmpty() ? RARE.contains(kind) : !allowed.contains(kind)) {
        return 0;
      }
      return queue(Json.object().set(kind, content));
    } finally {
      lock.unlock();
    }
  }

  /// Queues an update of any shape.
  long pushRaw(ObjectNode update) {
    lock.lock();
    try {
      return queue(update);
    } finally {
      lock.unlock();
    }
  }

  private long queue(ObjectNode update) {
    lastId++;
    var whole = Json.object().put("update_id", lastId);
    whole.setAll(update);
    waiting.add(whole);
    if (waiting.size() > MOST) {
      waiting.poll();
    }
    news.signalAll();
    return lastId;
  }

  int pending() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a poll waits for news.
  boolean isAwaited() {
    lock.lock();
    try {
      return lock.hasWaiters(news);
    } finally {
      lock.unlock();
    }
  }

  void forget() {
    lock.lock();
    try {
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the polls that wait.
  void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  ArrayNode poll(Params params) {
    long offset = params.number("offset").orElse(0);
    int limit = Math.clamp(params.number("limit").orElse(BATCH), 1, BATCH);
    long left =
        TimeUnit.SECONDS.toNanos(Math.clamp(params.number("timeout").orElse(0), 0, LONGEST));
    lock.lock();
    try {
      params.tree("allowed_updates").ifPresent(this::allow);
      var mine = new Object();
      poller = mine;
      // The newer poll ends the older one.
      news.signalAll();
      confirm(offset);
      while (waiting.isEmpty() && left > 0 && !closed) {
        left = news.awaitNanos(left);
        if (poller != mine) {
          throw Refusal.of(
              409,
              "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
        }
      }
      return batch(limit);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Json.array();
    } finally {
      lock.unlock();
    }
  }

  private void allow(JsonNode kinds) {
    var named = new HashSet<String>();
    kinds.forEach(kind -> named.add(kind.asText()));
    allowed = Set.copyOf(named);
  }

  /// What lies before the offset is done with; a negative one keeps that many of the newest.
  private void confirm(long offset) {
    if (offset < 0) {
      while (waiting.size() > -offset) {
        waiting.poll();
      }
      return;
    }
    for (Iterator<ObjectNode> all = waiting.iterator(); all.hasNext(); ) {
      if (all.next().path("update_id").asLong() >= offset) {
        return;
      }
      all.remove();
    }
  }

  private ArrayNode batch(int limit) {
    var batch = Json.array();
    for (var update : waiting) {
      if (batch.size() == limit) {
        break;
      }
      batch.add(update);
    }
    return batch;
  }
}
