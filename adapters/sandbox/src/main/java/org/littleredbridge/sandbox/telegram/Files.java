package org.littleredbridge.sandbox.telegram;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Files that were uploaded: the newest by their id, the newest small ones with their bytes. The
/// same content of the same kind has one id, so a test can tell uploads from re-use. Thread safe.
final class Files {
  private static final int MOST = 20_000;
  private static final long MOST_PHOTO = 10_000_000;
  private static final long MOST_OTHER = 50_000_000;
  private static final int KEPT_EACH = 4 << 20;
  private static final long KEPT_IN_ALL = 64L << 20;
  private final Map<String, Stored> byId = new LinkedHashMap<>();
  private final Map<String, byte[]> bytes = new LinkedHashMap<>();
  private long kept;
  private long uploads;

  /// A file; `path` is what `getFile` tells.
  record Stored(
      String id,
      String kind,
      String fileName,
      String contentType,
      long size,
      String sha256,
      int width,
      int height,
      String path) {
    String uniqueId() {
      return "AQ" + sha256.substring(0, 14);
    }

    String thumbId() {
      return "Th" + id;
    }
  }

  Stored add(Upload upload, String kind, int width, int height) {
    if (upload.length() > (kind.equals("photo") ? MOST_PHOTO : MOST_OTHER)) {
      throw Refusal.tooLarge();
    }
    if (upload.length() == 0) {
      throw Refusal.bad("file must be non-empty");
    }
    var sha = upload.sha256();
    var seen = upload.size();
    var id =
        kind.substring(0, 2).toUpperCase(Locale.ROOT)
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sha.substring(0, 45).getBytes(StandardCharsets.US_ASCII));
    var stored =
        new Stored(
            id,
            kind,
            upload.fileName(),
            upload.contentType(),
            upload.length(),
            sha,
            width > 0 ? width : seen.known() ? seen.width() : 640,
            height > 0 ? height : seen.known() ? seen.height() : 640,
            kind + "s/" + sha.substring(0, 20));
    keep(stored, upload);
    return stored;
  }

  private synchronized void keep(Stored stored, Upload upload) {
    uploads++;
    if (byId.put(stored.id(), stored) == null && byId.size() > MOST) {
      byId.remove(byId.keySet().iterator().next());
    }
    if (upload.length() > KEPT_EACH || bytes.containsKey(stored.path())) {
      return;
    }
    bytes.put(stored.path(), upload.bytes());
    kept += upload.length();
    for (var all = bytes.entrySet().iterator(); kept > KEPT_IN_ALL && all.hasNext(); ) {
      kept -= all.next().getValue().length;
      all.remove();
    }
  }

  synchronized Optional<Stored> find(String id) {
    return Optional.ofNullable(byId.get(id.startsWith("Th") ? id.substring(2) : id));
  }

  synchronized Optional<byte[]> content(String path) {
    return Optional.ofNullable(bytes.get(path));
  }

  synchronized long uploads() {
    return uploads;
  }

  synchronized List<Stored> all() {
    return List.copyOf(byId.values());
  }

  /// All ids become unknown, as when a bot gets another token.
  synchronized void forget() {
    byId.clear();
  }
}
