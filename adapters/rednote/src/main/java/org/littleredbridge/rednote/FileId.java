package org.littleredbridge.rednote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The part of a media address that stays when the signature changes. Signed pictures look like
/// `/<yyyyMMddHHmm>/<32 hex digits>/<file id>!<style>`.
///
/// @param path the file id, which may contain `/`; empty when the address has none
/// @param signed whether a signature stood before it
record FileId(String path, boolean signed) {
  private static final Pattern SIGNED = Pattern.compile("/\\d{12}/[0-9a-f]{32}/(.+)");
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  static FileId of(URI address) {
    var path = address.getRawPath();
    if (path == null) {
      return new FileId("", false);
    }
    var style = path.indexOf('!');
    var bare = style < 0 ? path : path.substring(0, style);
    var match = SIGNED.matcher(bare);
    return match.matches()
        ? new FileId(match.group(1), true)
        : new FileId(bare.replaceFirst("^/+", ""), false);
  }

  /// A name for the file that is safe on any disk: the id itself where it is plain, else a hash.
  String key() {
    return SAFE.matcher(path).matches() ? path : "f" + hash().substring(0, 40);
  }

  private String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(path.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
