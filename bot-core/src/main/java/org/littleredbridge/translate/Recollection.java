package org.littleredbridge.translate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What engines said before: in memory first, then in the store. That an engine had nothing usable
/// for a text is remembered too, but only here and for an hour, so that fifty channels do not ask
/// it fifty times. Thread-safe.
final class Recollection {
  private static final Logger log = LoggerFactory.getLogger(Recollection.class);
  private static final int TEXTS = 2_000;
  private static final Duration REFUSALS_LAST = Duration.ofHours(1);

  private final TranslationMemory memory;
  private final Cache<TranslationMemory.Key, Rendering> answers;
  private final Cache<TranslationMemory.Key, Rendering> refusals;

  Recollection(TranslationMemory memory, Clock clock) {
    this.memory = memory;
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    answers = Caffeine.newBuilder().maximumSize(TEXTS).build();
    refusals =
        Caffeine.newBuilder()
            .maximumSize(TEXTS)
            .expireAfterWrite(REFUSALS_LAST)
            .ticker(ticker)
            .build();
  }

  static TranslationMemory.Key key(Engine engine, String prepared, Locale target) {
    return new TranslationMemory.Key(
        sha256(prepared), target, engine.name() + " " + engine.version());
  }

  /// Of what a [Model] was asked beside translations.
  ///
  /// @param purpose what for; holds no control characters, which prepared texts do not hold either
  static TranslationMemory.Key key(Model model, String purpose, String text, Locale target) {
    return key(model, purpose + '\u0001' + text, target);
  }

  /// [Rendering.NotMine] when the engine is known to have nothing usable.
  Optional<Rendering> find(TranslationMemory.Key key) {
    var here = answers.getIfPresent(key);
    if (here == null) {
      here = refusals.getIfPresent(key);
    }
    if (here != null) {
      return Optional.of(here);
    }
    var stored = stored(key);
    stored.ifPresent(rendering -> answers.put(key, rendering));
    return stored;
  }

  void keep(TranslationMemory.Key key, Rendering rendering) {
    if (rendering instanceof Rendering.NotMine) {
      refusals.put(key, rendering);
      return;
    }
    answers.put(key, rendering);
    try {
      memory.keep(key, rendering);
    } catch (RuntimeException e) {
      // The answer is good whether or not it can be stored; at worst it is paid for again.
      log.atWarn().addKeyValue("engine", key.engine()).setCause(e).log("translation not stored");
    }
  }

  private Optional<Rendering> stored(TranslationMemory.Key key) {
    try {
      return memory.find(key);
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("engine", key.engine()).setCause(e).log("translations not readable");
      return Optional.empty();
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
