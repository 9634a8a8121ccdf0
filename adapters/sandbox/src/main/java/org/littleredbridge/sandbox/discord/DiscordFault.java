package org.littleredbridge.sandbox.discord;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Something that goes wrong with calls of one route.
///
/// @param route `POST /channels/{channel_id}/messages`, or `*` for every route
/// @param times how many calls it hits
/// @param status HTTP status to answer; 0 = answer as usual
/// @param body what is answered
/// @param headers what is answered with it
/// @param drop whether the connection is cut
/// @param delay how long the answer takes
public record DiscordFault(
    String route,
    int times,
    int status,
    String body,
    Map<String, String> headers,
    Drop drop,
    Duration delay) {
  /// When a connection is cut.
  public enum Drop {
    /// Not at all.
    NO,
    /// Before the call was done.
    BEFORE,
    /// After the call was done, before it is answered.
    AFTER
  }

  public DiscordFault {
    headers = Map.copyOf(headers);
    if (times < 1 || status != 0 && (status < 200 || status > 599) || delay.isNegative()) {
      throw new IllegalArgumentException(
          "A fault needs a number of times, a status from 200 to 599 or 0, and a delay that is not negative.");
    }
  }

  /// The next call of that route, answered as usual until told otherwise.
  public static DiscordFault on(String route) {
    return new DiscordFault(route, 1, 0, "", Map.of(), Drop.NO, Duration.ZERO);
  }

  /// The error page of the firm before Discord's servers: no JSON, no `Via`.
  public static DiscordFault cloudflareBan(String route, Duration retryAfter) {
    return on(route)
        .status(429, "error code: 1015")
        .header("Content-Type", "text/plain; charset=UTF-8")
        .header("Retry-After", Long.toString(retryAfter.toSeconds()))
        .header("Via", "");
  }

  /// A rate limit of one resource that others use too; it does not count as an error.
  public static DiscordFault rateLimited(String route, Duration retryAfter, boolean global) {
    var body =
        Json.object()
            .put("message", "You are being rate limited.")
            .put("retry_after", retryAfter.toMillis() / 1000.0)
            .put("global", global);
    var fault =
        on(route)
            .status(429, Json.text(body))
            .header("Retry-After", Long.toString((retryAfter.toMillis() + 999) / 1000))
            .header("X-RateLimit-Scope", global ? "global" : "shared");
    return global ? fault.header("X-RateLimit-Global", "true") : fault;
  }

  /// Discord's own error.
  public static DiscordFault refused(String route, int status, int code, String message) {
    return on(route)
        .status(status, Json.text(Json.object().put("message", message).put("code", code)));
  }

  /// The same for several calls.
  public DiscordFault times(int value) {
    return new DiscordFault(route, value, status, body, headers, drop, delay);
  }

  /// The same, answering this instead of doing the call.
  public DiscordFault status(int value, String text) {
    return new DiscordFault(route, times, value, text, headers, drop, delay);
  }

  /// The same with one more header; an empty value takes a usual header away.
  public DiscordFault header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new DiscordFault(route, times, status, body, more, drop, delay);
  }

  /// The same, cutting the connection before the call is done.
  public DiscordFault dropBefore() {
    return new DiscordFault(route, times, status, body, headers, Drop.BEFORE, delay);
  }

  /// The same, doing the call but cutting the connection instead of answering.
  public DiscordFault dropAfter() {
    return new DiscordFault(route, times, status, body, headers, Drop.AFTER, delay);
  }

  /// The same, slower.
  public DiscordFault delay(Duration value) {
    return new DiscordFault(route, times, status, body, headers, drop, value);
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  boolean hits(Route of) {
    return route.equals("*") || route.equals(of.name());
  }
}
