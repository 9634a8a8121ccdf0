package org.littleredbridge.chat;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A chat service in memory: it keeps what it was given to show, fails when told to, and lets tests
/// speak for its members. Thread-safe.
///
/// Like Discord it shows a message of one key once; [#forgetKeys()] makes it like Telegram, which
/// cannot tell. It checks what callers of [Messenger#send] promise: never two calls at once for one
/// channel, keys of at most 25 characters, nothing after `close`.
public final class FakeMessenger implements Messenger {
  /// A message that the channel shows.
  public record Shown(ChannelId channel, Part part, String key, MessageRef message) {}

  private record Fault(Optional<ChannelId> channel, ChatFailure failure, boolean shownFirst) {
    boolean hits(ChannelId sentTo) {
      return channel.map(sentTo::equals).orElse(true);
    }
  }

  private final String name;
  private final List<Shown> shown = new ArrayList<>();
  private final List<Shown> edits = new ArrayList<>();
  private final Set<MessageRef> lost = new HashSet<>();
  private final Map<String, MessageRef> known = new HashMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final Set<ChannelId> busy = new HashSet<>();
  private final Set<ChannelId> held = new HashSet<>();
  private final Set<String> managers = new HashSet<>();
  private final List<String> broken = new ArrayList<>();
  private MessengerCapabilities capabilities =
      new MessengerCapabilities(4_000, 2_000, 10, 10L << 20, String::length);
  private @Nullable Listener listener;
  private boolean remembersKeys = true;
  private boolean closed;
  private int tries;

  /// @param name what its channels begin with, such as `web`
  public FakeMessenger(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> connections() {
    return List.of(name + ":0");
  }

  @Override
  public synchronized Listening listen(String connection, Listener listener) {
    check(connections().contains(connection), connection + " is no connection of " + name);
    check(this.listener == null, connection + " is listened on once at a time");
    check(!closed, "listen is called before close");
    this.listener = listener;
    return () -> stopListening(listener);
  }

  private synchronized void stopListening(Listener ended) {
    if (listener == ended) {
      listener = null;
    }
  }

  @Override
  public synchronized MessengerCapabilities capabilities(ChannelId channel) {
    check(channel.messenger().equals(name), channel + " is no channel of " + name);
    return capabilities;
  }

  @Override
  public synchronized Sent send(
      ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    check(!closed, "send is called before close");
    check(channel.messenger().equals(name), channel + " is no channel of " + name);
    check(!key.isBlank() && key.length() <= 25, "a key has 1 to 25 characters, not '" + key + "'");
    check(busy.add(channel), "two sends at once for " + channel);
    try {
      tries++;
      notifyAll();
      awaitThat(() -> !held.contains(channel), Duration.ofSeconds(30), "nobody lets go " + channel);
      var fault = nextFault(channel);
      if (fault.isPresent() && !fault.get().shownFirst()) {
        throw new ChatException(fault.get().failure());
      }
      var message = show(channel, part, key);
      if (fault.isPresent()) {
        throw new ChatException(fault.get().failure());
      }
      return new Sent(message);
    } finally {
      busy.remove(channel);
      notifyAll();
    }
  }

  /// As a lane sends the first message of a post.
  public MessageRef send(ChannelId channel, Part part, String key) {
    return send(channel, part, Optional.empty(), key).message();
  }

  @Override
  public synchronized boolean edit(ChannelId channel, MessageRef message, Part part) {
    check(!closed, "edit is called before close");
    check(channel.messenger().equals(name), channel + " is no channel of " + name);
    check(busy.add(channel), "two sends at once for " + channel);
    try {
      tries++;
      notifyAll();
      var fault = nextFault(channel);
      if (fault.isPresent() && !fault.get().shownFirst()) {
        throw new ChatException(fault.get().failure());
      }
      var old =
          shown.stream()
              .filter(one -> one.message().equals(message) && !lost.contains(message))
              .findFirst();
      old.ifPresent(one -> {
        shown.set(shown.indexOf(one), new Shown(one.channel(), part, one.key(), message));
        edits.add(new Shown(one.channel(), part, one.key(), message));
      });
      if (fault.isPresent()) {
        throw new ChatException(fault.get().failure());
      }
      return old.isPresent();
    } finally {
      busy.remove(channel);
      notifyAll();
    }
  }

  /// A message is not there any more.
  public synchronized void lose(MessageRef message) {
    lost.add(message);
  }

  /// Every change of a message that was made, in order.
  public synchronized List<Shown> edits() {
    return List.copyOf(edits);
  }

  private Optional<Fault> nextFault(ChannelId channel) {
    var fault = faults.stream().filter(one -> one.hits(channel)).findFirst();
    fault.ifPresent(faults::removeFirstOccurrence);
    return fault;
  }

  private MessageRef show(ChannelId channel, Part part, String key) {
    var before = known.get(channel + " " + key);
    if (before != null && remembersKeys) {
      return before;
    }
    var message = new MessageRef(channel, name + "-" + (shown.size() + 1));
    known.put(channel + " " + key, message);
    shown.add(new Shown(channel, part, key, message));
    notifyAll();
    return message;
  }

  @Override
  public synchronized boolean manages(ChannelId channel, Member member) {
    return switch (member.standing()) {
      case MANAGES -> true;
      case TAKES_PART -> false;
      case NOT_SAID -> managers.contains(member.id());
    };
  }

  @Override
  public MessengerState state() {
    return MessengerState.WELL;
  }

  /// From now on the service says that this member manages every channel.
  public synchronized void promote(String memberId) {
    managers.add(memberId);
  }

  @Override
  public synchronized void close() {
    closed = true;
    awaitThat(busy::isEmpty, Duration.ofSeconds(10), "what was in flight did not end");
  }

  /// From now on every channel can hold this much.
  public synchronized void capabilities(MessengerCapabilities now) {
    capabilities = now;
  }

  /// From now on a repeated key is a second message.
  public synchronized void forgetKeys() {
    remembersKeys = false;
  }

  /// The next `n` sends, to whatever channel, fail and show nothing.
  public synchronized void failNext(int n, ChatFailure failure) {
    addFaults(n, new Fault(Optional.empty(), failure, false));
  }

  /// The next `n` sends to one channel fail and show nothing.
  public synchronized void failNext(ChannelId channel, int n, ChatFailure failure) {
    addFaults(n, new Fault(Optional.of(channel), failure, false));
  }

  /// No send fails any more.
  public synchronized void forgetFailures() {
    faults.clear();
  }

  /// The next `n` sends are shown, but the caller gets a failure: the answer was lost.
  public synchronized void loseNextAnswers(int n, ChatFailure failure) {
    addFaults(n, new Fault(Optional.empty(), failure, true));
  }

  private void addFaults(int n, Fault fault) {
    for (var i = 0; i < n; i++) {
      faults.add(fault);
    }
  }

  /// Sends to this channel hang until [#letGo].
  public synchronized void hold(ChannelId channel) {
    held.add(channel);
  }

  public synchronized void letGo(ChannelId channel) {
    held.remove(channel);
    notifyAll();
  }

  /// Whether a send to this channel is in flight.
  public synchronized boolean sending(ChannelId channel) {
    return busy.contains(channel);
  }

  /// A member did something. Runs the listener on this thread; what it throws comes out here.
  public void emit(Event event) {
    Listener open;
    synchronized (this) {
      check(listener != null && !closed, "events come while somebody listens");
      open = requireNonNull(listener);
    }
    open.happened(event);
  }

  /// Everything shown so far, in order.
  public synchronized List<Shown> sent() {
    return List.copyOf(shown);
  }

  /// Everything that one channel shows, in order.
  public synchronized List<Shown> sent(ChannelId channel) {
    return shown.stream().filter(one -> one.channel().equals(channel)).toList();
  }

  /// The parts that one channel shows, in order.
  public List<Part> parts(ChannelId channel) {
    return sent(channel).stream().map(Shown::part).toList();
  }

  /// Waits until a channel shows at least `count` messages, at most ten seconds.
  ///
  /// @throws AssertionError when it does not
  public synchronized List<Shown> awaitSent(ChannelId channel, int count) {
    awaitThat(
        () -> sent(channel).size() >= count,
        Duration.ofSeconds(10),
        channel + " does not show " + count + " messages");
    return sent(channel);
  }

  /// Waits until a send to this channel is in flight, at most ten seconds; see [#hold].
  public synchronized void awaitSending(ChannelId channel) {
    awaitThat(
        () -> busy.contains(channel), Duration.ofSeconds(10), "nothing is sent to " + channel);
  }

  /// How often [Messenger#send] was called, with whatever result.
  public synchronized int tries() {
    return tries;
  }

  public synchronized boolean closed() {
    return closed;
  }

  /// What callers did against the rules of [Messenger]. Each was thrown at them too, but on a
  /// thread of theirs it may have gone unseen.
  public synchronized List<String> brokenPromises() {
    return List.copyOf(broken);
  }

  private void awaitThat(Condition condition, Duration atMost, String otherwise) {
    var deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (!condition.holds()) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isPositive()) {
          throw new AssertionError(otherwise);
        }
        wait(left.toMillis() + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + otherwise, e);
    }
  }

  private interface Condition {
    boolean holds();
  }

  private void check(boolean kept, String promise) {
    if (!kept) {
      broken.add(promise);
      throw new AssertionError(promise);
    }
  }
}
