package org.littleredbridge.config.bench;

import java.io.PrintWriter;

/// Tells the person who waits what is going on: one line that changes on a terminal, a line a step
/// elsewhere. For one thread.
final class Progress {
  private static final int WIDTH = 78;

  private final PrintWriter err;
  private final boolean terminal;
  private String step = "";

  Progress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /// A new step begins.
  void step(String what) {
    step = what;
    if (terminal) {
      show(what);
    } else {
      err.println(what);
      err.flush();
    }
  }

  /// How far the step is; shown on a terminal only.
  void at(long now, long of) {
    if (terminal) {
      show("%s: %,d of %,d".formatted(step, now, of));
    }
  }

  /// A figure is there; whoever breaks off a long run has it.
  void figure(Row row) {
    end();
    err.println(
        "%s: %s %s (goal %s)"
            .formatted(row.id(), Goal.written(row.value()), row.unit(), row.goal()));
    err.flush();
  }

  /// Clears the line for what comes.
  void end() {
    if (terminal) {
      show("");
      err.print('\r');
      err.flush();
    }
  }

  private void show(String line) {
    var cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    err.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
    err.flush();
  }
}
