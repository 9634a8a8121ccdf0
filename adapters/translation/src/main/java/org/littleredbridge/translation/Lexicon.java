package org.littleredbridge.translation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/// A table of terms from a resource. Columns, split by tabs: the term with its other spellings
/// (`|`), pinyin with tone marks, meaning, a note, the year since when it is common, and its tone.
/// The last three may be missing. A spelling behind `*` is found inside other words, too. A line
/// with `!` is an ordinary expression that only looks as if it held a term.
final class Lexicon {
  /// @param anywhere found inside other words, too, since no ordinary expression holds it
  record Spelling(String text, boolean anywhere) {
    /// Four characters in a row are no accident.
    private static final int UNMISTAKABLE = 4;

    static Spelling of(String written) {
      if (written.startsWith("*")) {
        return new Spelling(written.substring(1), true);
      }
      boolean han = written.codePoints().allMatch(Character::isIdeographic);
      return new Spelling(written, han && written.length() >= UNMISTAKABLE);
    }
  }

  /// @param spellings the term first; matched without regard to case
  record Entry(List<Spelling> spellings, String reading, String meaning) {
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
    if (cells.length < 3 || cells.length > 6) {
      throw new IllegalStateException("a term needs pinyin and a meaning: " + line);
    }
    var spellings = Arrays.stream(cells[0].split("\\|")).map(Spelling::of).toList();
    entries.add(new Entry(spellings, cells[1], meaning(cells)));
  }

  private static String meaning(String[] cells) {
    var meaning = new StringBuilder(cells[2]);
    var note = cell(cells, 3);
    if (!note.isEmpty()) {
      meaning.append(joint(cells[2])).append(note);
    }
    var since = cell(cells, 4);
    var tone = cell(cells, 5);
    if (!since.isEmpty() || !tone.isEmpty()) {
      var year = since.isEmpty() ? "" : "since " + since;
      var between = since.isEmpty() || tone.isEmpty() ? "" : ", ";
      meaning.append(" (").append(tone).append(between).append(year).append(')');
    }
    return meaning.toString();
  }

  private static String cell(String[] cells, int place) {
    return place < cells.length ? cells[place] : "";
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
