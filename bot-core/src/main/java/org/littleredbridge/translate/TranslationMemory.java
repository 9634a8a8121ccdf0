package org.littleredbridge.translate;

import java.util.Locale;
import java.util.Optional;

/// What engines answered before. Thread-safe.
public interface TranslationMemory {
  /// @param hash SHA-256 of the text in hexadecimal
  /// @param engine name and version
  record Key(String hash, Locale target, String engine) {}

  Optional<Rendering> find(Key key);

  void keep(Key key, Rendering rendering);
}
