package org.littleredbridge.command;

/// An operator turns a community away that waits.
record DeclinePress(Decisions decisions) {
  String run(Pressed pressed, String community) {
    var event = pressed.event();
    return decisions.decline(
        community, new Decisions.Decider(event.channel(), event.member(), pressed.reader()));
  }
}
