package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts calls in buckets, one for each route and major parameter, and over all. Thread safe.
/// Source: https://docs.discord.com/developers/topics/rate-limits
final class RateLimits {
  private static final String POST_MESSAGE = "POST /channels/{channel_id}/messages";
  private final Clock clock;
  private final SandboxDiscordConfig.Limits limits;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final Bucket global = new Bucket();

  RateLimits(Clock clock, SandboxDiscordConfig.Limits limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /// @param headers to send in any case
  /// @param refused whether the call must not be done
  /// @param body what a refused call is answered with
  record Verdict(Map<String, String> headers, boolean refused, ObjectNode body) {}

  private static final class Bucket {
    private long ends;
    private int used;

    /// How many calls this window has seen with this one.
    synchronized int[] count(long now, long window, long[] endsAt) {
      if (now >= ends) {
        ends = now + window;
        used = 0;
      }
      endsAt[0] = ends;
      return new int[] {++used};
    }
  }

  Verdict count(Route route, Map<String, String> path) {
    if (!limits.on()) {
      return new Verdict(Map.of(), false, Json.object());
    }
    boolean interaction =
        route.template().startsWith("/interactions") || route.template().startsWith("/webhooks");
    long now = clock.millis();
    var ends = new long[1];
    if (!interaction && global.count(now, 1000, ends)[0] > limits.global()) {
      return refused(new LinkedHashMap<>(), ends[0] - now, "global");
    }
    var major =
        path.getOrDefault(
            "channel_id", path.getOrDefault("guild_id", path.getOrDefault("webhook_token", "")));
    int most = route.name().equals(POST_MESSAGE) ? limits.messages() : limits.others();
    long window = limits.window().toMillis();
    int used =
        buckets.computeIfAbsent(route.name() + " " + major, _ -> new Bucket())
            .count(now, window, ends)[0];
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "X-RateLimit-Bucket", HexFormat.of().toHexDigits(route.name().hashCode() * 2654435761L));
    headers.put("X-RateLimit-Limit", Integer.toString(most));
    headers.put("X-RateLimit-Remaining", Integer.toString(Math.max(0, most - used)));
    headers.put("X-RateLimit-Reset", seconds(ends[0]));
    headers.put("X-RateLimit-Reset-After", seconds(ends[0] - now));
    return used > most
        ? refused(headers, ends[0] - now, "user")
        : new Verdict(headers, false, Json.object());
  }

  private static Verdict refused(Map<String, String> headers, long millis, String scope) {
    headers.put("X-RateLimit-Scope", scope);
    headers.put("Retry-After", Long.toString((millis + 999) / 1000));
    boolean global = scope.equals("global");
    if (global) {
      headers.put("X-RateLimit-Global", "true");
    }
    var body =
        Json.object()
            .put("message", "You are being rate limited.")
            .put("retry_after", millis / 1000.0)
            .put("global", global);
    return new Verdict(headers, true, body);
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }
}
