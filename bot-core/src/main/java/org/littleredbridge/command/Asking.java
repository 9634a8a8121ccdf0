package org.littleredbridge.command;

/// What answers those who ask for single notes.
record Asking(AskedNotes notes, AskedCards cards, LinkPlaces places) {
  static Asking of(Desk desk, AskingLimits limits) {
    var kept = desk.kept();
    return new Asking(
        new AskedNotes(desk.platform(), desk.sources(), kept.notes(), limits, desk.clock()),
        new AskedCards(kept.outbox(), desk.wake(), desk.clock()),
        new LinkPlaces(kept.settings(), kept.subscriptions()));
  }
}
