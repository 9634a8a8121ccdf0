package org.littleredbridge.config;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;

/// Asks each engine once, and says in a sentence what a person should know of it.
final class EngineExam {
  /// @param well whether nobody needs to act
  record Line(boolean well, String sentence) {}

  private EngineExam() {}

  static List<Line> of(List<EnginePart> engines, Clock clock) {
    var lines = new ArrayList<Line>();
    for (var engine : engines) {
      if (engine instanceof EnginePart.Remote remote) {
        lines.add(asked(remote, clock));
      }
    }
    if (lines.isEmpty()) {
      lines.add(
          new Line(
              true,
              "nothing here translates real notes, they get word help at best. To have them"
                  + " translated, add an engine to translation.engines (README, Translation)."));
    }
    return lines;
  }

  private static Line asked(EnginePart.Remote part, Clock clock) {
    try (var engine = Engines.remote(part, clock)) {
      return new Line(true, part.name() + " " + engine.check() + ".");
    } catch (EngineException e) {
      return new Line(false, part.name() + ": " + e.getMessage() + ". " + advice(e.failure()));
    }
  }

  private static String advice(EngineFailure failure) {
    return switch (failure) {
      case EngineFailure.Auth() -> "Look at its key in translation.engines.";
      case EngineFailure.Quota _ ->
          "Pay or raise its limit at the service; until then the next engine answers.";
      case EngineFailure.Rate _ -> "Look again in some minutes.";
      case EngineFailure.TooLong() -> "Raise the server's limit of characters.";
      case EngineFailure.Unsuited() -> "Look at its settings in translation.engines.";
      case EngineFailure.Down() -> "Look whether it runs, and at its url in translation.engines.";
      case EngineFailure.Implausible() -> "Look at its url in translation.engines.";
    };
  }
}
