package org.littleredbridge.sandbox.discord;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Takes a `multipart/form-data` body apart. Source: RFC 7578 and RFC 2046 section 5.1.
final class Multipart {
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=\"?([^\";,]{1,70})\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("[ ;]name=\"([^\"]*)\"");
  private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

  private Multipart() {}

  /// The parts in order; empty when the body does not keep to the form.
  static Optional<List<Upload>> parts(String contentType, byte[] body) {
    var found = BOUNDARY.matcher(contentType);
    if (!found.find()) {
      return Optional.empty();
    }
    var line = ("--" + found.group(1)).getBytes(StandardCharsets.UTF_8);
    var between = ("\r\n--" + found.group(1)).getBytes(StandardCharsets.UTF_8);
    var parts = new ArrayList<Upload>();
    int at = indexOf(body, line, 0);
    if (at < 0) {
      return Optional.empty();
    }
    at += line.length;
    while (at + 2 <= body.length && body[at] == '\r' && body[at + 1] == '\n') {
      int headEnd = indexOf(body, HEAD_END, at);
      int end = headEnd < 0 ? -1 : indexOf(body, between, headEnd + 2);
      if (end < 0) {
        return Optional.empty();
      }
      var head = new String(body, at, headEnd - at, StandardCharsets.UTF_8);
      parts.add(part(head, Arrays.copyOfRange(body, Math.min(headEnd + 4, end), end)));
      at = end + between.length;
    }
    boolean ended = at + 2 <= body.length && body[at] == '-' && body[at + 1] == '-';
    return ended ? Optional.of(parts) : Optional.empty();
  }

  private static Upload part(String head, byte[] content) {
    Map<String, String> fields = new HashMap<>();
    for (var line : head.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    var disposition = " " + fields.getOrDefault("content-disposition", "");
    var name = NAME.matcher(disposition);
    var file = FILE.matcher(disposition);
    return new Upload(
        name.find() ? name.group(1) : "",
        file.find() ? file.group(1) : "",
        fields.getOrDefault("content-type", "application/octet-stream"),
        content);
  }

  private static int indexOf(byte[] in, byte[] what, int from) {
    outer:
    for (int i = from; i <= in.length - what.length; i++) {
      for (int j = 0; j < what.length; j++) {
        if (in[i + j] != what[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }
}
