package org.littleredbridge.translate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// RedNote's emoji codes such as `[笑哭R]` and the Unicode emoji that we show for them. The platform
/// publishes no list, so the table is our own.
final class EmojiCodes {
  private final Map<String, String> byName = new HashMap<>();

  EmojiCodes() {
    try (InputStream table =
        Objects.requireNonNull(EmojiCodes.class.getResourceAsStream("emoji-codes.tsv"))) {
      new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .forEach(row -> byName.put(row[0], row[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param name what stands between the brackets, without the last R or H
  Optional<String> emoji(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  int size() {
    return byName.size();
  }
}
