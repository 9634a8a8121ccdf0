package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `multipart/form-data` (RFC 7578). Fields become texts, parts with a file name uploads.
final class Multipart {
  private static final int MOST_PARTS = 200;
  private static final Pattern NAME =
      Pattern.compile("[; ]name=\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.CASE_INSENSITIVE);
  private static final Pattern FILE_NAME =
      Pattern.compile("[; ]filename=\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.CASE_INSENSITIVE);
  private static final Pattern TYPE = Pattern.compile("(?im)^content-type:[ \t]*([^\r\n]*)");
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private final byte[] body;
  private final byte[] border;

  private Multipart(byte[] body, String boundary) {
    this.body = body;
    this.border = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
  }

  static void read(
      byte[] body, String contentType, ObjectNode fields, Map<String, Upload> uploads) {
    var boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw broken();
    }
    var word = Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2));
    new Multipart(body, word).read(fields, uploads);
  }

  private void read(ObjectNode fields, Map<String, Upload> uploads) {
    // The first border has no line end before it when nothing precedes it.
    int at = startsWith(border, 2, 0) ? border.length - 2 : after(border, 0);
    for (int parts = 0; !closes(at); parts++) {
      if (parts == MOST_PARTS) {
        throw broken();
      }
      int head = at + 2;
      int start = after(HEAD_END, head - 2);
      int next = after(border, start - 2);
      int end = Math.max(start, next - border.length);
      part(
          new String(body, head, Math.max(0, start - head), StandardCharsets.UTF_8),
          start,
          end,
          fields,
          uploads);
      at = next;
    }
  }

  private void part(
      String head, int start, int end, ObjectNode fields, Map<String, Upload> uploads) {
    var name = NAME.matcher(head);
    if (!name.find()) {
      throw broken();
    }
    var file = FILE_NAME.matcher(head);
    if (file.find()) {
      var type = TYPE.matcher(head);
      uploads.put(
          name.group(1),
          new Upload(
              file.group(1),
              type.find() ? type.group(1).strip() : "application/octet-stream",
              body,
              start,
              end - start));
    } else {
      fields.put(name.group(1), new String(body, start, end - start, StandardCharsets.UTF_8));
    }
  }

  private boolean closes(int at) {
    if (at + 1 >= body.length) {
      throw broken();
    }
    return body[at] == '-' && body[at + 1] == '-';
  }

  /// Just behind the next occurrence of these bytes.
  private int after(byte[] what, int from) {
    for (int at = Math.max(0, from); at + what.length <= body.length; at++) {
      if (body[at] == what[0] && startsWith(what, 0, at)) {
        return at + what.length;
      }
    }
    throw broken();
  }

  private boolean startsWith(byte[] what, int skip, int at) {
    if (at + what.length - skip > body.length) {
      return false;
    }
    for (int i = skip; i < what.length; i++) {
      if (body[at + i - skip] != what[i]) {
        return false;
      }
    }
    return true;
  }

  private static Refusal broken() {
    return Refusal.bad("the multipart body cannot be read");
  }
}
