package org.littleredbridge.command;

/// An operator admits a community.
record ApprovePress(Decisions decisions) {
  String run(Pressed pressed, String community) {
    var event = pressed.event();
    return decisions.admit(
        community, new Decisions.Decider(event.channel(), event.member(), pressed.reader()));
  }
}
