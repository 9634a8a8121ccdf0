package org.littleredbridge.telegram;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;

/// One press of a button. Thread-safe.
final class Press {
  private enum State {
    /// Turns, and can be answered.
    OPEN,
    /// Was answered, or is being answered.
    ANSWERED,
    /// The member was led into the private chat and asks again there.
    SENT_ON
  }

  private final String id;
  private final long user;
  private final Locale language;
  private final Optional<Action> action;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  Press(String id, long user, Locale language, Optional<Action> action) {
    this.id = id;
    this.user = user;
    this.language = language;
    this.action = action;
  }

  static Press ofAddress(String id, ChannelId address) {
    var user = address.thread().filter(t -> t.matches("[0-9]{1,18}")).map(Long::parseLong);
    return new Press(id, user.orElse(0L), Locale.ENGLISH, Optional.empty());
  }

  /// Where its answer goes: `telegram:!QUERY:USER`.
  ChannelId address() {
    return new ChannelId(Place.MESSENGER, "!" + id, Optional.of(Long.toString(user)));
  }

  String id() {
    return id;
  }

  long user() {
    return user;
  }

  Locale language() {
    return language;
  }

  Optional<Action> action() {
    return action;
  }

  /// @return whether it was open; then whoever asked answers it
  boolean begin() {
    return state.compareAndSet(State.OPEN, State.ANSWERED);
  }

  /// The answer did not get through.
  void reopen() {
    state.compareAndSet(State.ANSWERED, State.OPEN);
  }

  void sentOn() {
    state.set(State.SENT_ON);
  }

  /// The way into the private chat did not get through.
  void notSentOn() {
    state.set(State.ANSWERED);
  }

  boolean wasSentOn() {
    return state.get() == State.SENT_ON;
  }
}
