package org.littleredbridge.command;

import java.util.Optional;
import org.littleredbridge.follow.ClosedSentence;

/// That the channel of a command was closed to us until the command showed that it is open, for
/// people.
final class Pauses {
  private Pauses() {}

  /// The answer, after a line about the pause if there was one.
  static String before(Call call, String answer) {
    return of(call).map(line -> line + "\n" + answer).orElse(answer);
  }

  static Optional<String> of(Call call) {
    return call.paused()
        .map(pause ->
            call.say(
                "list.paused",
                Spans.until(call, pause.since(), call.now()),
                new ClosedSentence(call.wording()).say(call.language(), pause.why())));
  }
}
