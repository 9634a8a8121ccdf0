package org.littleredbridge.translation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The lines of a dictionary, found by their words. Keeps the file's bytes and for each word one
/// number: its hash above, the place of its line below. Immutable.
final class WordTable {
  static final WordTable EMPTY = new WordTable(new byte[0], new long[0], 0);

  private static final int PLACE_BITS = 32;
  private static final long PLACE = 0xffff_ffffL;

  private final byte[] bytes;
  private final long[] index;
  private final int entries;

  private WordTable(byte[] bytes, long[] index, int entries) {
    this.bytes = bytes;
    this.index = index;
    this.entries = entries;
  }

  /// @param bytes UTF-8
  /// @throws DictionaryException naming the first line that is no entry
  static WordTable of(byte[] bytes, Path file) {
    var index = new long[1024];
    int words = 0;
    int entries = 0;
    int number = 0;
    for (int start = 0; start < bytes.length; ) {
      int end = lineEnd(bytes, start);
      number++;
      if (isEntryLine(bytes, start, end)) {
        if (!Cedict.isEntry(text(bytes, start, end))) {
          throw new DictionaryException(
              ("Line %d of the dictionary %s is not in the format of CC-CEDICT:"
                      + " \"Traditional Simplified [pin1 yin1] /sense/sense/\".")
                  .formatted(number, file));
        }
        if (words + 2 > index.length) {
          index = Arrays.copyOf(index, index.length * 2);
        }
        int space = indexOf(bytes, start, ' ');
        int second = indexOf(bytes, space + 1, ' ');
        index[words++] = entry(bytes, space + 1, second, start);
        if (!Arrays.equals(bytes, start, space, bytes, space + 1, second)) {
          index[words++] = entry(bytes, start, space, start);
        }
        entries++;
      }
      start = end + 1;
    }
    var sorted = Arrays.copyOf(index, words);
    Arrays.sort(sorted);
    return new WordTable(bytes, sorted, entries);
  }

  int entries() {
    return entries;
  }

  /// Every line with this word, in the file's order.
  List<String> lines(String word) {
    var key = word.getBytes(StandardCharsets.UTF_8);
    long first = (long) hash(key, 0, key.length) << PLACE_BITS;
    int at = Arrays.binarySearch(index, first);
    var lines = new ArrayList<String>();
    for (int i = at < 0 ? -at - 1 : at; i < index.length && sameHash(index[i], first); i++) {
      int start = (int) (index[i] & PLACE);
      int space = indexOf(bytes, start, ' ');
      int second = indexOf(bytes, space + 1, ' ');
      // Hashes may be the same by accident.
      if (Arrays.equals(bytes, start, space, key, 0, key.length)
          || Arrays.equals(bytes, space + 1, second, key, 0, key.length)) {
        lines.add(text(bytes, start, lineEnd(bytes, start)));
      }
    }
    return lines;
  }

  private static boolean sameHash(long one, long other) {
    return one >>> PLACE_BITS == other >>> PLACE_BITS;
  }

  private static long entry(byte[] bytes, int from, int to, int line) {
    return (long) hash(bytes, from, to) << PLACE_BITS | line;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 17;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    // Neighbouring characters differ in the last bits alone.
    return hash * 0x9E3779B9;
  }

  private static boolean isEntryLine(byte[] bytes, int start, int end) {
    if (start < end && bytes[start] == '#') {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
        return true;
      }
    }
    return false;
  }

  private static int lineEnd(byte[] bytes, int start) {
    return indexOf(bytes, start, '\n');
  }

  /// The length when there is none.
  private static int indexOf(byte[] bytes, int from, char sign) {
    int at = from;
    while (at < bytes.length && bytes[at] != sign) {
      at++;
    }
    return at;
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8).stripTrailing();
  }
}
