package org.littleredbridge.config;

import java.math.BigDecimal;
import java.util.Optional;
import org.littleredbridge.translation.DeepLConfig;
import org.littleredbridge.translation.LibreTranslateConfig;
import org.littleredbridge.translation.OpenAiConfig;

/// An engine of the configuration.
sealed interface EnginePart {
  /// Unique among the engines: in labels, accounts and logs.
  String name();

  /// The demo's own texts, known by heart. Nobody can write it into a file.
  record Phrasebook() implements EnginePart {
    @Override
    public String name() {
      return "phrasebook";
    }
  }

  record WordHelp() implements EnginePart {
    @Override
    public String name() {
      return "reading-aid";
    }
  }

  /// A service elsewhere.
  sealed interface Remote extends EnginePart {
    Terms terms();
  }

  record LibreTranslate(LibreTranslateConfig settings, Terms terms) implements Remote {
    @Override
    public String name() {
      return settings.name();
    }
  }

  record DeepL(DeepLConfig settings, Terms terms) implements Remote {
    @Override
    public String name() {
      return settings.name();
    }
  }

  record OpenAi(OpenAiConfig settings, Terms terms) implements Remote {
    @Override
    public String name() {
      return settings.name();
    }
  }

  /// What it may cost.
  ///
  /// @param daily the most characters that are sent to it in a day
  /// @param price what it costs, for the benchmark
  record Terms(Optional<Long> daily, Optional<Price> price) {
    static final Terms NONE = new Terms(Optional.empty(), Optional.empty());
  }

  /// In any currency, for a million.
  sealed interface Price {
    record Characters(BigDecimal million) implements Price {}

    record Tokens(BigDecimal input, BigDecimal output) implements Price {}
  }
}
