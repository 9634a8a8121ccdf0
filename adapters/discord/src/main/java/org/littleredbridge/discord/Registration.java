package org.littleredbridge.discord;

import java.time.Duration;
import java.util.Optional;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.Messenger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes Discord know the commands, and tries again until that worked or the bridge stops.
/// Everything else goes on meanwhile. Thread-safe.
final class Registration implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Registration.class);
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final SlashMenu menu;
  private final Messenger.Listener listener;
  private Optional<Thread> worker = Optional.empty();
  private volatile boolean done;
  private volatile boolean closed;
  private volatile Optional<String> problem = Optional.empty();

  Registration(SlashMenu menu, Messenger.Listener listener) {
    this.menu = menu;
    this.listener = listener;
  }

  /// Begins, unless it is under way or done, and returns at once.
  synchronized void begin() {
    if (!done && !closed && worker.filter(Thread::isAlive).isEmpty()) {
      worker = Optional.of(Thread.ofVirtual().name("discord-menu").start(this::keepTrying));
    }
  }

  /// A sentence on what is wrong, if something is.
  Optional<String> problem() {
    return problem;
  }

  private void keepTrying() {
    try {
      while (!closed && !tried()) {
        Thread.sleep(AGAIN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tried() {
    try {
      menu.register(listener.menu());
      done = true;
      problem = Optional.empty();
      return true;
    } catch (RuntimeException e) {
      if (!closed) {
        problem =
            Optional.of(
                "Discord has not taken the list of commands, so / offers none or old ones; the"
                    + " bridge tries again every "
                    + AGAIN.toMinutes()
                    + " minutes");
        var line = log.atWarn();
        line =
            e instanceof ChatException it
                ? line.addKeyValue("failure", it.failure())
                : line.setCause(e);
        line.log("commands were not registered");
      }
      return false;
    }
  }

  /// Ends a wait at once.
  @Override
  public synchronized void close() {
    closed = true;
    worker.ifPresent(Thread::interrupt);
  }
}
