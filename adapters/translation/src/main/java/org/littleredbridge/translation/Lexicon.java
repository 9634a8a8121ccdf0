package org.littleredbridge.translation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/// A table of terms from a resource. Columns, split by tabs: the term with its other spellings
/// (`|`), pinyin with tone marks, meaning, and a note that may be missing. A line with `!` is an
/// ordinary expression that only looks as if it held a term.
final class Lexicon {
  /// @param spellings the term first; matched without regard to case
  record Entry(List<String> spellings, String reading, String meaning) {
    Entry {
      spellings = List.copyOf(spellings);
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final List<String> ordinary = new ArrayList<>();
  private final String fingerprint;

  Lexicon(String resource) {
    var text = read(resource);
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    fingerprint = Long.toHexString(crc.getValue());
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// Expressions that are never explained, whatever they hold.
  List<String> ordinary() {
    return List.copyOf(ordinary);
  }

  /// Changes with the table.
  String fingerprint() {
    return fingerprint;
  }

  private void add(String line) {
    if (line.startsWith("!")) {
      ordinary.add(line.substring(1));
      return;
    }
    var cells = line.split("\t");
    if (cells.length < 3 || cells.length > 4) {
      throw new IllegalStateException("a term needs pinyin and a meaning: " + line);
    }
    var meaning = cells.length == 4 ? cells[2] + joint(cells[2]) + cells[3] : cells[2];
    entries.add(new Entry(List.of(cells[0].split("\\|")), cells[1], meaning));
  }

  private static String joint(String meaning) {
    return meaning.endsWith("!") || meaning.endsWith("?") ? " " : "; ";
  }

  private static String read(String resource) {
    try (InputStream table = Objects.requireNonNull(Lexicon.class.getResourceAsStream(resource))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
