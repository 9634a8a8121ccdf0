package org.littleredbridge.web;

import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// One open stream. Messages wait in a short queue for the thread of its request; a reader who is
/// too slow for that is dropped and comes back with the last id it saw.
final class Viewer {
  private static final int QUEUE = 256;
  private static final Duration STUCK = Duration.ofSeconds(30);
  private static final Shown END = new Shown(-1, "");

  private final String channel;
  private final Thread thread;
  private final Duration ping;
  private final BlockingQueue<Shown> queue = new ArrayBlockingQueue<>(QUEUE);
  private volatile long writingSince;
  private volatile boolean writing;
  private boolean left;

  /// A message on its way to the page.
  ///
  /// @param changed whether it was there before, in another form
  record Shown(long id, String json, boolean changed) {
    Shown(long id, String json) {
      this(id, json, false);
    }
  }

  Viewer(String channel, Thread thread, Duration ping) {
    this.channel = channel;
    this.thread = thread;
    this.ping = ping;
  }

  String channel() {
    return channel;
  }

  /// Never waits.
  void show(Shown shown) {
    if (!queue.offer(shown)) {
      drop();
    }
  }

  /// Lets the stream end after what is being written.
  void end() {
    queue.clear();
    show(END);
  }

  /// Ends the stream now. An interrupt closes the socket of a virtual thread that is blocked
  /// writing to it (JEP 444, and `InterruptibleChannel` for channels).
  synchronized void drop() {
    if (!left) {
      thread.interrupt();
    }
  }

  /// After this the thread is not interrupted any more: it may serve the next request.
  synchronized void leave() {
    left = true;
    Thread.interrupted();
  }

  boolean stuck() {
    return writing && System.nanoTime() - writingSince > STUCK.toNanos();
  }

  /// Writes until the reader is gone or [#end()].
  ///
  /// @param missed what was said since the reader's last message, oldest first
  /// @throws java.io.UncheckedIOException when the reader is gone
  void run(SseSink sink, List<Shown> missed) throws InterruptedException {
    write(sink, SseEvent.builder().comment("welcome").build());
    long last = 0;
    for (var shown : missed) {
      write(sink, event(shown));
      last = shown.id();
    }
    while (true) {
      var next = queue.poll(ping.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        write(sink, SseEvent.builder().comment("ping").build());
      } else if (next.equals(END)) {
        return;
      } else if (next.changed()) {
        write(sink, change(next));
      } else if (next.id() > last) { // else it came while the missed ones were read
        write(sink, event(next));
        last = next.id();
      }
    }
  }

  /// Without an id: a reader who comes back goes on from the newest message that it saw.
  private static SseEvent change(Shown shown) {
    return SseEvent.builder().name("changed").data(shown.json()).build();
  }

  private static SseEvent event(Shown shown) {
    return SseEvent.builder()
        .name("message")
        .id(Long.toString(shown.id()))
        .data(shown.json())
        .build();
  }

  private void write(SseSink sink, SseEvent event) {
    writingSince = System.nanoTime();
    writing = true;
    sink.emit(event);
    writing = false;
  }
}
