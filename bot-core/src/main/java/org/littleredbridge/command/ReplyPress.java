package org.littleredbridge.command;

/// How to answer, on services that have no dialogue for it.
final class ReplyPress {
  String run(Pressed pressed) {
    return pressed.say("press.reply");
  }
}
