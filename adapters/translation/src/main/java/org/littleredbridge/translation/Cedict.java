package org.littleredbridge.translation;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.translate.Footnote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A dictionary in the format of CC-CEDICT that the operator has on disk, plain or packed with
/// gzip: `Traditional Simplified [pin1 yin1] /sense/sense/`, comments behind `#`
/// (https://cc-cedict.org/wiki/format:syntax). Read at the first word that is looked up; then it
/// takes its size in memory and 8 to 16 bytes an entry more. Thread-safe.
public final class Cedict {
  private static final Logger log = LoggerFactory.getLogger(Cedict.class);

  /// More than ten times what CC-CEDICT has.
  private static final int LARGEST = 128 * 1024 * 1024;

  private static final Pattern ENTRY =
      Pattern.compile("(\\S+) (\\S+) \\[([^\\]]*)\\] /(.*)/[ \\t]*");

  private final Path file;
  private @Nullable WordTable table;

  /// @throws DictionaryException with a sentence for the operator when there is no such file, or
  ///   its first entry is not in the format
  public Cedict(Path file) {
    this.file = file;
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new DictionaryException(
          "The dictionary %s cannot be read: there is no such file, or this user may not read it."
              .formatted(file));
    }
    try (var in = open()) {
      requireEntry(firstEntry(in));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Reads it all, which otherwise happens at the first word.
  ///
  /// @return how many entries there are
  /// @throws DictionaryException with the first line that is not in the format
  public int check() {
    return read().entries();
  }

  /// The decent senses of a word in simplified or traditional characters. Names come last.
  Optional<Footnote> find(String word) {
    var best = Optional.<Footnote>empty();
    for (var line : table().lines(word)) {
      var entry = ENTRY.matcher(line);
      if (!entry.matches()) {
        continue;
      }
      var senses = DecentSenses.of(entry.group(4));
      boolean name = !entry.group(3).isEmpty() && Character.isUpperCase(entry.group(3).charAt(0));
      if (!senses.isEmpty() && (best.isEmpty() || !name)) {
        best =
            Optional.of(
                new Footnote(word, ToneMarks.of(entry.group(3)), String.join("; ", senses)));
        if (!name) {
          break;
        }
      }
    }
    return best;
  }

  /// Changes with the file.
  String fingerprint() {
    try {
      return Long.toHexString(Files.size(file) * 31 + Files.getLastModifiedTime(file).toMillis());
    } catch (IOException e) {
      // Gone since the start: answers that it helped with may be used again.
      return "0";
    }
  }

  private synchronized WordTable table() {
    var ready = table;
    if (ready == null) {
      try {
        ready = read();
      } catch (DictionaryException e) {
        // It was well at the start; word help goes on without it.
        log.atError().addKeyValue("reason", e.getMessage()).log("dictionary not used");
        ready = WordTable.EMPTY;
      }
      table = ready;
    }
    return ready;
  }

  private WordTable read() {
    byte[] bytes;
    try (var in = open()) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (bytes.length > LARGEST) {
      throw new DictionaryException(
          "The dictionary %s is larger than 128 MB, which no dictionary of this kind is."
              .formatted(file));
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new DictionaryException(
          "The dictionary %s is not written in UTF-8.".formatted(file), e);
    }
    return WordTable.of(bytes, file);
  }

  private static String firstEntry(InputStream in) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        return line;
      }
    }
    return "";
  }

  private void requireEntry(String line) {
    if (!ENTRY.matcher(line).matches()) {
      throw new DictionaryException(
          ("The dictionary %s is not in the format of CC-CEDICT: an entry is"
                  + " \"Traditional Simplified [pin1 yin1] /sense/sense/\".")
              .formatted(file));
    }
  }

  private InputStream open() throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file));
    in.mark(2);
    boolean packed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return packed ? new GZIPInputStream(in) : in;
  }

  private DictionaryException unreadable(IOException e) {
    return new DictionaryException(
        "The dictionary %s cannot be read: %s".formatted(file, e.getMessage()), e);
  }

  static boolean isEntry(CharSequence line) {
    return ENTRY.matcher(line).matches();
  }
}
