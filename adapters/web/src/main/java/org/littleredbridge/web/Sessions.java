package org.littleredbridge.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who has shown the password. Tokens live in memory: a restart asks again. Thread-safe.
final class Sessions {
  static final Duration LIFETIME = Duration.ofDays(30);

  private static final int MOST = 1_000;
  private static final int WRONG_TRIES = 10;
  private static final Duration TRIES_WITHIN = Duration.ofMinutes(1);

  private final byte[] password;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> ends = new LinkedHashMap<>();
  private final Deque<Instant> wrong = new ArrayDeque<>();

  Sessions(String password, Clock clock) {
    this.password = digest(password);
    this.clock = clock;
  }

  /// A new session's token.
  ///
  /// @throws Refusal 401 when the password is wrong, 429 when too many were
  synchronized String open(String given) {
    check(given);
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    ends.values().removeIf(end -> !end.isAfter(clock.instant()));
    if (ends.size() >= MOST) {
      ends.remove(ends.keySet().iterator().next()); // the oldest
    }
    ends.put(token, clock.instant().plus(LIFETIME));
    return token;
  }

  synchronized boolean holds(String token) {
    return Optional.ofNullable(ends.get(token)).filter(clock.instant()::isBefore).isPresent();
  }

  /// @throws Refusal as [#open(String)]
  synchronized void check(String given) {
    var now = clock.instant();
    wrong.removeIf(at -> !at.plus(TRIES_WITHIN).isAfter(now));
    // The right password waits too, or a guesser would learn it from the answer.
    if (wrong.size() >= WRONG_TRIES) {
      throw new Refusal(429, "web.password-tries");
    }
    if (!MessageDigest.isEqual(password, digest(given))) {
      wrong.add(now);
      throw new Refusal(401, "web.password-wrong");
    }
  }

  // A digest, so that the comparison takes as long for every length.
  private static byte[] digest(String words) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
