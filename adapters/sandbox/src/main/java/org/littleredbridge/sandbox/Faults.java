package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.CloseConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Which faults are on. Thread safe.
final class Faults {
  private static final long MOST = 1_000_000;
  private final Clock clock;
  private final Map<Fault, Long> values = new EnumMap<>(Fault.class);
  private final Map<Fault, Instant> since = new EnumMap<>(Fault.class);

  Faults(Clock clock) {
    this.clock = clock;
  }

  /// Sets the faults that are named, leaves the others. Refuses all when one is not understood.
  synchronized void set(JsonNode wanted) {
    if (!wanted.isObject() || wanted.isEmpty()) {
      throw new IllegalArgumentException("Send an object of faults, such as {\"captcha\":true}.");
    }
    var read = new EnumMap<Fault, Long>(Fault.class);
    for (var field : wanted.properties()) {
      var fault =
          Fault.named(field.getKey())
              .orElseThrow(() -> new IllegalArgumentException(unknown(field.getKey())));
      read.put(fault, number(fault, field.getValue()));
    }
    values.putAll(read);
    read.keySet().forEach(fault -> since.put(fault, clock.instant()));
  }

  synchronized void clear() {
    values.clear();
  }

  /// Is that switch on, or that time not over yet?
  synchronized boolean on(Fault fault) {
    return left(fault) > 0;
  }

  /// Uses up one of the calls that are to go wrong.
  synchronized boolean take(Fault fault) {
    long left = left(fault);
    if (left > 0) {
      values.put(fault, left - 1);
    }
    return left > 0;
  }

  /// The number that it was set to; 0 when it is off.
  synchronized long number(Fault fault) {
    return left(fault);
  }

  /// Takes as long to answer as it was set to.
  void linger() {
    try {
      Thread.sleep(Duration.ofMillis(number(Fault.LATENCY)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the sandbox stops", e);
    }
  }

  /// Tokens given before this time are refused.
  synchronized Instant tokensGoodSince() {
    return on(Fault.STALE_TOKENS)
        ? since.getOrDefault(Fault.STALE_TOKENS, Instant.EPOCH)
        : Instant.EPOCH;
  }

  synchronized ObjectNode show() {
    var all = JsonNodeFactory.instance.objectNode();
    for (var fault : Fault.values()) {
      if (fault.kind == Fault.Kind.SWITCH) {
        all.put(fault.key, on(fault));
      } else {
        all.put(fault.key, left(fault));
      }
    }
    return all;
  }

  private long left(Fault fault) {
    long value = values.getOrDefault(fault, 0L);
    if (fault.kind != Fault.Kind.SECONDS || value == 0) {
      return value;
    }
    var end = since.getOrDefault(fault, Instant.EPOCH).plusSeconds(value);
    return Math.max(0, Duration.between(clock.instant(), end).plusMillis(999).toSeconds());
  }

  private static long number(Fault fault, JsonNode value) {
    boolean fits =
        fault.kind == Fault.Kind.SWITCH
            ? value.isBoolean()
            : value.isIntegralNumber() && value.asLong() >= 0 && value.asLong() <= MOST;
    if (!fits) {
      throw new IllegalArgumentException(
          "\"%s\" takes %s."
              .formatted(
                  fault.key,
                  fault.kind == Fault.Kind.SWITCH
                      ? "true or false"
                      : "a whole number, 0 to " + MOST));
    }
    return value.isBoolean() ? (value.asBoolean() ? 1 : 0) : value.asLong();
  }

  private static String unknown(String key) {
    return "There is no fault \"%s\"; there are: %s."
        .formatted(
            key, Arrays.stream(Fault.values()).map(f -> f.key).collect(Collectors.joining(", ")));
  }
}
