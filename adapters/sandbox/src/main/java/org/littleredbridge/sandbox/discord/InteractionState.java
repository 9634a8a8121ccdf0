package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What became of one interaction. Thread safe. Source:
/// https://docs.discord.com/developers/interactions/receiving-and-responding
final class InteractionState {
  static final int COMMAND = 2;
  static final int COMPONENT = 3;
  static final int AUTOCOMPLETE = 4;
  static final int MODAL = 5;
  private static final Duration TO_ANSWER = Duration.ofSeconds(3);
  private static final Duration TO_FOLLOW = Duration.ofMinutes(15);
  final String id;
  final String token;
  final int type;
  final ChannelState channel;
  final SandboxUser user;
  final Optional<String> message;
  final String name;
  final Instant created;
  final List<String> written = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Optional<Response> response = Optional.empty();
  private Optional<String> original = Optional.empty();

  /// @param type number of the callback's kind
  /// @param data its `data`
  record Response(int type, JsonNode data) {}

  /// @param message the message whose button was pressed
  InteractionState(
      String id,
      String token,
      int type,
      ChannelState channel,
      SandboxUser user,
      Optional<String> message,
      String name,
      Instant created) {
    this.id = id;
    this.token = token;
    this.type = type;
    this.channel = channel;
    this.user = user;
    this.message = message;
    this.name = name;
    this.created = created;
  }

  boolean tooLateToAnswer(Instant now) {
    return now.isAfter(created.plus(TO_ANSWER));
  }

  boolean expired(Instant now) {
    return now.isAfter(created.plus(TO_FOLLOW));
  }

  /// @throws Refusal when it was answered before
  void respond(Response with) {
    lock.lock();
    try {
      if (response.isPresent()) {
        throw new Refusal(400, 40060, "Interaction has already been acknowledged.");
      }
      response = Optional.of(with);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void wrote(String messageId, boolean first) {
    lock.lock();
    try {
      written.add(messageId);
      if (first) {
        original = Optional.of(messageId);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Wakes those who wait for a change of its messages.
  void touched() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Optional<Response> response() {
    lock.lock();
    try {
      return response;
    } finally {
      lock.unlock();
    }
  }

  Optional<String> original() {
    lock.lock();
    try {
      return original;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there is a value; empty when the time is over first.
  <T> Optional<T> await(java.util.function.Supplier<Optional<T>> value, Duration most) {
    long left = most.toNanos();
    lock.lock();
    try {
      while (true) {
        var found = value.get();
        if (found.isPresent() || left <= 0) {
          return found;
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
