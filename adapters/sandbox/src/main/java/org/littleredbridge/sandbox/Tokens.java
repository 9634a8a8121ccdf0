package org.littleredbridge.sandbox;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/// Access tokens in the shape of `xsec_token`: 46 characters, `AB…=`, bound to one note (or one
/// account), different at each issue, their first 23 characters always the same. Nothing is kept: a
/// token carries the time of its issue, so that tokens outlive a restart.
final class Tokens {
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final int CONSTANT = 21;
  private final Clock clock;
  private final AtomicLong last = new AtomicLong();

  Tokens(Clock clock) {
    this.clock = clock;
  }

  /// A fresh token; never the same twice.
  String issue(String owner) {
    long micros = clock.millis() * 1000;
    return write(owner, last.updateAndGet(before -> Math.max(before + 1, micros)));
  }

  /// Was this token given for that note, not too long ago, and not before `since`?
  boolean accepts(String owner, String token, Instant since) {
    if (token.length() != 46) {
      return false;
    }
    long stamp;
    try {
      var tail = Base64.getUrlDecoder().decode(token.substring(2 + CONSTANT, 45));
      var bytes = ByteBuffer.wrap(tail);
      long check = bytes.getLong();
      stamp = bytes.getLong() ^ mask(check);
    } catch (IllegalArgumentException e) {
      return false; // not base64: never ours
    }
    var issued = Instant.ofEpochMilli(stamp / 1000);
    return write(owner, stamp).equals(token)
        && !issued.isBefore(since)
        && issued.plus(LIFETIME).isAfter(clock.instant());
  }

  private static String write(String owner, long stamp) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    long check = ByteBuffer.wrap(Ids.hash("check" + owner + stamp)).getLong();
    var tail = ByteBuffer.allocate(16).putLong(check).putLong(stamp ^ mask(check)).array();
    var constant = encoder.encodeToString(Ids.hash("token" + owner)).substring(0, CONSTANT);
    return "AB" + constant + encoder.encodeToString(tail) + "=";
  }

  private static long mask(long check) {
    return ByteBuffer.wrap(Ids.hash("mask" + check)).getLong();
  }

  /// A creator's page with a token, as the platform's share button gives it.
  URI profile(URI base, String creator) {
    return URI.create(
        "%s/user/profile/%s?xsec_token=%s&xsec_source=pc_feed"
            .formatted(base, creator, issue(creator).replace("=", "%3D")));
  }
}
