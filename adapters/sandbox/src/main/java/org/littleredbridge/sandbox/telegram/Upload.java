package org.littleredbridge.sandbox.telegram;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A file that came with a call: a stretch of the call's body.
record Upload(String fileName, String contentType, byte[] body, int from, int length) {
  byte[] bytes() {
    return Arrays.copyOfRange(body, from, from + length);
  }

  String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(body, from, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /// Width and height as a PNG or JPEG says them; 0 and 0 for anything else.
  PictureSize size() {
    return PictureSize.of(body, from, from + length);
  }
}
