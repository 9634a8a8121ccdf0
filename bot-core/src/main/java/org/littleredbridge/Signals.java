package org.littleredbridge;

/// One signal for each loop; the stages that make work for another stage ring its signal.
public record Signals(
    Signal poll,
    Signal deliver,
    Signal relay,
    Signal looks,
    Signal rechecks,
    Signal events,
    Signal logins) {
  public Signals() {
    this(
        new Signal(),
        new Signal(),
        new Signal(),
        new Signal(),
        new Signal(),
        new Signal(),
        new Signal());
  }
}
