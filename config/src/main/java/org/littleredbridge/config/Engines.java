package org.littleredbridge.config;

import java.util.List;
import java.util.Optional;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translation.Cedict;
import org.littleredbridge.translation.PhrasebookEngine;
import org.littleredbridge.translation.ReadingAid;
import org.littleredbridge.translation.RemoteEngine;
import org.littleredbridge.translation.SlangLexicon;

/// The engines of the configuration, in its order.
final class Engines {
  private Engines() {}

  /// Ends what works over the network.
  static void close(List<Engine> engines) {
    for (var engine : engines) {
      if (engine instanceof RemoteEngine service) {
        service.close();
      }
    }
  }

  /// The phrasebook knows what the sandbox's people write; without the sandbox it knows nothing.
  static List<Engine> of(
      List<String> names,
      Optional<SandboxRedNote> sandbox,
      SlangLexicon slang,
      Optional<Cedict> dictionary) {
    return names.stream()
        .<Engine>map(name ->
            switch (name) {
              case "phrasebook" ->
                  new PhrasebookEngine(sandbox.map(SandboxRedNote::phrasebook).orElseThrow());
              case "reading-aid" -> new ReadingAid(slang, dictionary);
              default -> throw new IllegalArgumentException("no engine " + name);
            })
        .toList();
  }
}
