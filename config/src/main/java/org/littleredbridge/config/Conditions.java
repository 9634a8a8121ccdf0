package org.littleredbridge.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceSentence;
import org.littleredbridge.web.WebStatus;
import org.littleredbridge.wording.Wording;

/// How what the bridge stands on is doing: RedNote and every messenger, a line each.
record Conditions(GuardedPlatform guard, List<Messenger> messengers, Wording wording) {
  List<WebStatus.Line> lines() {
    return Stream.concat(Stream.of(rednote()), messengers.stream().map(Conditions::line)).toList();
  }

  private WebStatus.Line rednote() {
    var health = guard.health();
    return new WebStatus.Line(
        "RedNote",
        word(health.state()),
        new SourceSentence(wording).say(Locale.ENGLISH, health, guard.account()));
  }

  private static WebStatus.Line line(Messenger messenger) {
    var state = messenger.state();
    return new WebStatus.Line(messenger.name(), word(state.mood()), state.sentence());
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
