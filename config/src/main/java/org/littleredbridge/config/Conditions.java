package org.littleredbridge.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.command.Elsewhere;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceSentence;
import org.littleredbridge.health.Sources;
import org.littleredbridge.lease.Holdings;
import org.littleredbridge.web.WebStatus;
import org.littleredbridge.wording.Wording;

/// How what the bridge stands on is doing: RedNote, every messenger, and of several nodes this one,
/// a line each.
///
/// @param nodes empty where there can be only one
record Conditions(
    Sources sources, List<Messenger> messengers, Optional<Holdings> nodes, Wording wording) {
  List<WebStatus.Line> lines() {
    return Stream.of(
            sources.guards().stream().map(this::rednote),
            messengers.stream().map(this::line),
            nodes.stream().map(this::node))
        .flatMap(lines -> lines)
        .toList();
  }

  /// One that holds nothing is as well as the others: it stands by.
  private WebStatus.Line node(Holdings holdings) {
    var held = holdings.held();
    return held.isEmpty()
        ? new WebStatus.Line(
            "node",
            "standby",
            "Node " + holdings.node() + " holds no lease and takes over when another ends.")
        : new WebStatus.Line(
            "node", "well", "Node " + holdings.node() + " holds " + String.join(", ", held) + ".");
  }

  private WebStatus.Line rednote(GuardedPlatform guard) {
    var health = guard.health();
    return new WebStatus.Line(
        sources.guards().size() == 1 ? "RedNote" : "RedNote by " + guard.account(),
        word(health.state()),
        new SourceSentence(wording).say(Locale.ENGLISH, health, guard.account()));
  }

  private WebStatus.Line line(Messenger messenger) {
    var elsewhere = Elsewhere.of(nodes, messenger);
    if (elsewhere.isPresent()) {
      return new WebStatus.Line(
          messenger.name(), "standby", "Node " + elsewhere.get() + " listens and speaks here.");
    }
    var state = messenger.state();
    return new WebStatus.Line(messenger.name(), word(state.mood()), state.sentence());
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
