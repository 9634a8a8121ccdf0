package org.littleredbridge.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Everybody who watches a channel over server-sent events. Showing never waits for any of them.
/// Thread-safe.
final class Viewers {
  private static final int MOST = 100;

  private final Duration ping;
  private final List<Viewer> viewers = new ArrayList<>();
  private boolean closed;

  /// @param ping how often an idle stream proves that it lives
  Viewers(Duration ping) {
    this.ping = ping;
  }

  /// A new viewer on the calling thread, who is shown everything from now on.
  ///
  /// @throws Refusal 503 when there are too many, or the server ends
  synchronized Viewer join(String channel) {
    viewers.stream().filter(Viewer::stuck).forEach(Viewer::drop);
    if (closed) {
      throw new Refusal(503, "web.closing");
    }
    if (viewers.size() >= MOST) {
      throw new Refusal(503, "web.too-many-streams", Integer.toString(MOST));
    }
    var viewer = new Viewer(channel, Thread.currentThread(), ping);
    viewers.add(viewer);
    return viewer;
  }

  synchronized void leave(Viewer viewer) {
    viewer.leave();
    viewers.remove(viewer);
    notifyAll();
  }

  synchronized void show(String channel, long id, String json) {
    for (var viewer : viewers) {
      if (viewer.channel().equals(channel)) {
        viewer.show(new Viewer.Shown(id, json));
      }
    }
  }

  /// Shows what a message has become.
  synchronized void change(String channel, long id, String json) {
    for (var viewer : viewers) {
      if (viewer.channel().equals(channel)) {
        viewer.show(new Viewer.Shown(id, json, true));
      }
    }
  }

  synchronized int count() {
    return viewers.size();
  }

  /// Ends every stream: kindly, and after `grace` by force.
  synchronized void close(Duration grace) {
    closed = true;
    viewers.forEach(Viewer::end);
    long until = System.nanoTime() + grace.toNanos();
    try {
      for (long left = grace.toMillis(); left > 0 && !viewers.isEmpty(); ) {
        wait(left);
        left = Duration.ofNanos(until - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // whoever stops us is in a hurry: by force now
    }
    viewers.forEach(Viewer::drop);
  }
}
