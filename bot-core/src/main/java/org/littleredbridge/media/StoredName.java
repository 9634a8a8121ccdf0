package org.littleredbridge.media;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.note.Media;

/// The name of a cached file. It tells all that must be known again after a restart, so that a file
/// and what is known of it appear and go in one step. The key is in it as its SHA-256 only: nothing
/// that a key says can leave the folder.
///
/// @param hash SHA-256 of the media's key, 64 hex digits
record StoredName(String hash, long bytes, int width, int height, String contentType) {
  private static final Pattern TYPE = Pattern.compile("(?:image|video)/[a-z0-9][a-z0-9.+-]{0,39}");
  private static final Pattern SHAPE =
      Pattern.compile(
          "([0-9a-f]{64})-(\\d{1,18})-(\\d{1,9})x(\\d{1,9})-((?:image|video)_[a-z0-9.+-]{1,40})");

  StoredName {
    if (!TYPE.matcher(contentType).matches()) {
      throw new IllegalArgumentException("not the type of a picture or video");
    }
  }

  static String hash(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static StoredName of(String key, MediaFile file, long bytes) {
    return new StoredName(hash(key), bytes, file.width(), file.height(), file.contentType());
  }

  /// The name that `text` is, empty when it is no cached file's.
  static Optional<StoredName> read(String text) {
    var words = SHAPE.matcher(text);
    if (!words.matches()) {
      return Optional.empty();
    }
    var type = words.group(5).replaceFirst("_", "/");
    return TYPE.matcher(type).matches()
        ? Optional.of(
            new StoredName(
                words.group(1),
                Long.parseLong(words.group(2)),
                Integer.parseInt(words.group(3)),
                Integer.parseInt(words.group(4)),
                type))
        : Optional.empty();
  }

  String text() {
    // Not by a format: that would write the digits of the machine's language.
    var type = contentType.replaceFirst("/", "_");
    return hash + "-" + bytes + "-" + width + "x" + height + "-" + type;
  }

  MediaFile file(String key, Path folder) {
    var kind = contentType.startsWith("video/") ? Media.Kind.VIDEO : Media.Kind.PICTURE;
    return new MediaFile(kind, key, folder.resolve(text()), contentType, bytes, width, height);
  }
}
