package org.littleredbridge.config;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translation.Cedict;
import org.littleredbridge.translation.DeepLEngine;
import org.littleredbridge.translation.LibreTranslateEngine;
import org.littleredbridge.translation.OpenAiEngine;
import org.littleredbridge.translation.PhrasebookEngine;
import org.littleredbridge.translation.ReadingAid;
import org.littleredbridge.translation.RemoteEngine;
import org.littleredbridge.translation.SlangLexicon;

/// The engines of the configuration, in its order.
final class Engines {
  private Engines() {}

  /// What engines are built with.
  ///
  /// @param sandbox the phrasebook knows what its people write; without it, it knows nothing
  /// @param dictionary the operator's own
  /// @param parts closes those that hold connections
  record Ground(
      Optional<SandboxRedNote> sandbox,
      SlangLexicon slang,
      Optional<Cedict> dictionary,
      Clock clock,
      Parts parts) {}

  static List<Engine> of(List<EnginePart> engines, Ground ground) {
    return engines.stream().map(part -> engine(part, ground)).toList();
  }

  private static Engine engine(EnginePart part, Ground ground) {
    return switch (part) {
      case EnginePart.Phrasebook() ->
          new PhrasebookEngine(ground.sandbox().map(SandboxRedNote::phrasebook).orElseThrow());
      case EnginePart.WordHelp() -> new ReadingAid(ground.slang(), ground.dictionary());
      case EnginePart.Remote remote -> ground.parts().opened(remote(remote, ground.clock()));
    };
  }

  static RemoteEngine remote(EnginePart.Remote part, Clock clock) {
    return switch (part) {
      case EnginePart.LibreTranslate(var settings, var _) ->
          new LibreTranslateEngine(settings, clock);
      case EnginePart.DeepL(var settings, var _) -> new DeepLEngine(settings, clock);
      case EnginePart.OpenAi(var settings, var _) -> new OpenAiEngine(settings, clock);
    };
  }

  /// The most characters a day by the engine's name, of those that have a limit.
  static Map<String, Long> daily(List<EnginePart> engines) {
    var daily = new HashMap<String, Long>();
    for (var engine : engines) {
      if (engine instanceof EnginePart.Remote remote) {
        remote.terms().daily().ifPresent(most -> daily.put(remote.name(), most));
      }
    }
    return Map.copyOf(daily);
  }
}
