package org.littleredbridge.web;

import java.util.Optional;
import java.util.regex.Pattern;

/// A part of a file, as a video player asks for it. Source: RFC 9110 section 14.
///
/// @param first its first byte's place, from 0
/// @param last its last byte's place
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  long length() {
    return last - first + 1;
  }

  /// What `header` asks of a file of `size` bytes; empty when it asks for nothing we do (several
  /// ranges, another unit), and then the whole file is the answer.
  ///
  /// @throws Refusal 416 when the file has no such bytes
  static Optional<ByteRange> of(String header, long size) {
    var words = ONE.matcher(header.strip());
    if (!words.matches() || (words.group(1).isEmpty() && words.group(2).isEmpty())) {
      return Optional.empty();
    }
    long last = words.group(2).isEmpty() ? size - 1 : Long.parseLong(words.group(2));
    if (words.group(1).isEmpty()) {
      return Optional.of(check(new ByteRange(Math.max(0, size - last), size - 1), size));
    }
    long first = Long.parseLong(words.group(1));
    if (!words.group(2).isEmpty() && last < first) {
      return Optional.empty();
    }
    return Optional.of(check(new ByteRange(first, Math.min(last, size - 1)), size));
  }

  private static ByteRange check(ByteRange range, long size) {
    if (range.first >= size || range.last < range.first) {
      throw new Refusal(416, "web.no-such-range");
    }
    return range;
  }
}
