package org.littleredbridge.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// Ids as the platform gives them: 24 hex digits, of which the first 8 are the Unix seconds of
/// creation.
final class Ids {
  // 2023-05-01: long before any note, as the id of an account is.
  private static final long ACCOUNTS_JOINED = 1_682_899_200L;

  private Ids() {}

  /// The id of something that came into being at this time; no two numbers give the same.
  static String at(Instant time, long number) {
    // Multiplying by an odd number mixes 32 bits without making two numbers one.
    return "%08x00000000%08x".formatted(time.getEpochSecond(), (int) (number * 0x9E37_79B1L));
  }

  /// The id of an account: the same at every start.
  static String account(String key) {
    long joined = ACCOUNTS_JOINED + Long.parseLong(digest("joined" + key).substring(0, 6), 16);
    return "%08x00000000%s".formatted(joined, digest("account" + key).substring(0, 8));
  }

  static boolean wellFormed(String id) {
    return id.length() == 24 && id.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  /// 64 hex digits that look random but follow from the text.
  static String digest(String text) {
    return HexFormat.of().formatHex(hash(text));
  }

  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
