package org.littleredbridge.discord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;

/// Discord's rate limits, learnt from its answers: one window for each bucket and major parameter,
/// and one for the whole bot. Never waits itself. Knows 100,000 windows at most. Thread-safe.
///
/// Source: https://docs.discord.com/developers/topics/rate-limits.
final class Limits {
  /// What Discord gives a bot by itself; large bots get more.
  static final int PER_SECOND = 50;

  // A little more than the second that Discord measures: requests do not arrive as evenly as sent.
  private static final Duration SECOND = Duration.ofMillis(1_050);
  private static final Duration FORGOTTEN = Duration.ofMinutes(30);
  private static final int MOST_WINDOWS = 100_000;
  private static final int LONGEST_NAME = 100;
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration UNSAID = Duration.ofSeconds(5);

  /// Leave to send one request.
  ///
  /// @param granted whether it may be sent after the wait; otherwise ask again then
  record Leave(boolean granted, Duration pause, Window window) {}

  /// What is known of one bucket for one channel, server or webhook.
  private static final class Window {
    private boolean known;
    private int most;
    private int left;
    private int inFlight;
    private Instant resets = Instant.MIN;
    private Duration length = Duration.ZERO;
    private Optional<Instant> turn = Optional.empty();
  }

  private final Clock clock;
  private int perSecond;
  private final Map<String, String> buckets = new HashMap<>();
  private final Cache<String, Window> ofRoutes;
  private final Cache<String, Window> ofBuckets;
  private final ArrayDeque<Instant> recent = new ArrayDeque<>();
  private Instant queue = Instant.MIN;
  private Instant botBlocked = Instant.MIN;
  private Instant allBlocked = Instant.MIN;

  /// @param perSecond how many requests the bot may send in a second, or [Integer#MAX_VALUE]
  Limits(Clock clock, int perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
    ofRoutes = windows(clock);
    ofBuckets = windows(clock);
  }

  /// Another share of the bot's second from now on.
  synchronized void perSecond(int requests) {
    perSecond = requests;
  }

  private static Cache<String, Window> windows(Clock clock) {
    return Caffeine.newBuilder()
        .expireAfterAccess(FORGOTTEN)
        .maximumSize(MOST_WINDOWS)
        .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
        .executor(Runnable::run)
        .build();
  }

  /// How many windows it knows now.
  synchronized long known() {
    ofRoutes.cleanUp();
    ofBuckets.cleanUp();
    return Math.max(ofRoutes.estimatedSize(), ofBuckets.estimatedSize());
  }

  /// Asks for leave. A granted leave is spent, and [#answered] or [#lost] must follow.
  ///
  /// @param patience the longest wait for which a place in the bot's own second is kept
  /// @param first whether it goes before all that can come again: who can is told a time of its own
  ///   to do so, and finds a place then
  synchronized Leave ask(Method method, Route route, Duration patience, boolean first) {
    var now = clock.instant();
    var window = window(method, route);
    var blocked = route.withToken() || allBlocked.isAfter(botBlocked) ? allBlocked : botBlocked;
    var wait = longer(until(blocked, now), full(window, now));
    if (!wait.isZero()) {
      return new Leave(false, wait, window);
    }
    var place = route.withToken() ? now : place(now);
    if (!first && !route.withToken()) {
      var turn = turn(window, place, now, patience);
      if (turn.isAfter(now)) {
        return new Leave(false, until(turn, now), window);
      }
    }
    if (until(place, now).compareTo(patience) > 0) {
      return new Leave(false, until(place, now), window);
    }
    if (!route.withToken() && perSecond < Integer.MAX_VALUE) {
      recent.addLast(place);
    }
    window.left--;
    window.inFlight++;
    return new Leave(true, until(place, now), window);
  }

  /// When this one may have a place: a moment each after the one before, lest all come at once for
  /// the same. Now, when its turn has come or nobody waits.
  private Instant turn(Window window, Instant place, Instant now, Duration patience) {
    var turn = window.turn;
    if (turn.filter(at -> at.isAfter(now.plus(patience))).isPresent()) {
      return turn.get();
    }
    if ((turn.isPresent() || !queue.isAfter(now)) && until(place, now).compareTo(patience) <= 0) {
      window.turn = Optional.empty();
      return now;
    }
    var next = queue.isAfter(place) ? queue : place;
    window.turn = Optional.of(next);
    queue = next.plus(SECOND.dividedBy(perSecond));
    return next;
  }

  /// No answer came.
  synchronized void lost(Leave leave) {
    leave.window().inFlight--;
  }

  /// Learns from any answer but a refusal for speed.
  synchronized void answered(Leave leave, Method method, Route route, Headers headers) {
    leave.window().inFlight--;
    var window = sharedWindow(leave, method, route, headers);
    var most = number(headers, "X-RateLimit-Limit");
    var left = number(headers, "X-RateLimit-Remaining");
    var resetAfter = seconds(headers, "X-RateLimit-Reset-After");
    if (most.isPresent() && left.isPresent() && resetAfter.isPresent()) {
      window.known = true;
      window.most = most.get().intValue();
      // Discord has not counted yet what is still on its way.
      window.left = left.get().intValue() - window.inFlight;
      window.resets = clock.instant().plus(resetAfter.get());
      window.length = longer(window.length, resetAfter.get());
    }
  }

  /// The window that this channel's routes of one bucket have together.
  private Window sharedWindow(Leave leave, Method method, Route route, Headers headers) {
    var bucket = headers.get("X-RateLimit-Bucket");
    if (bucket == null || bucket.length() > LONGEST_NAME) {
      return leave.window();
    }
    buckets.put(name(method, route), bucket);
    var window = ofBuckets.get(bucket + " " + route.major(), _ -> leave.window());
    ofRoutes.put(name(method, route) + " " + route.major(), window);
    return window;
  }

  /// Learns that Discord refused a request because there were too many.
  ///
  /// @param retryAfter in seconds, from the answer's body, where it has one
  /// @return how long nothing of this kind may be sent
  synchronized Duration refused(
      Leave leave, Method method, Route route, Headers headers, Optional<Double> retryAfter) {
    answered(leave, method, route, headers);
    var pause =
        retryAfter.map(Limits::seconds).or(() -> seconds(headers, "Retry-After")).orElse(UNSAID);
    var end = clock.instant().plus(pause);
    if (retryAfter.isEmpty()) {
      // Not Discord's own answer, but of the edge before it: that one refuses the whole address.
      allBlocked = end;
    } else if ("true".equalsIgnoreCase(headers.get("X-RateLimit-Global"))
        || "global".equals(headers.get("X-RateLimit-Scope"))) {
      botBlocked = end;
    } else {
      var window = window(method, route);
      window.known = true;
      window.most = Math.max(1, window.most);
      window.left = 0;
      window.resets = end;
    }
    return pause;
  }

  private static Duration full(Window window, Instant now) {
    if (!window.known || window.left > 0) {
      return Duration.ZERO;
    }
    var wait = until(window.resets, now);
    if (wait.isZero()) {
      // A new window begins; the next answer tells how it really is.
      window.left = Math.max(1, window.most - window.inFlight);
      window.resets = now.plus(window.length);
    }
    return wait;
  }

  /// When the bot may send its next request.
  private Instant place(Instant now) {
    if (perSecond == Integer.MAX_VALUE) {
      return now;
    }
    while (!recent.isEmpty() && !recent.getFirst().plus(SECOND).isAfter(now)) {
      recent.removeFirst();
    }
    if (recent.size() < perSecond) {
      return now;
    }
    // Places may be given ahead of time, so the one that frees ours is not always the oldest.
    var freed = recent.stream().skip(recent.size() - perSecond).findFirst().orElseThrow();
    return freed.plus(SECOND);
  }

  /// By the route's own bucket, or the one that it had elsewhere.
  private Window window(Method method, Route route) {
    var name = name(method, route);
    return ofRoutes.get(
        name + " " + route.major(),
        _ ->
            Optional.ofNullable(buckets.get(name))
                .map(bucket -> ofBuckets.get(bucket + " " + route.major(), _ -> new Window()))
                .orElseGet(Window::new));
  }

  private static String name(Method method, Route route) {
    return method + " " + route.shape();
  }

  private static Duration until(Instant moment, Instant now) {
    return moment.isAfter(now) ? Duration.between(now, moment) : Duration.ZERO;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Optional<Double> number(Headers headers, String name) {
    var value = headers.get(name);
    try {
      return Optional.ofNullable(value).map(Double::valueOf).filter(Double::isFinite);
    } catch (NumberFormatException _) {
      return Optional.empty(); // as if it were absent
    }
  }

  private static Optional<Duration> seconds(Headers headers, String name) {
    return number(headers, name).map(Limits::seconds);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) Math.ceil(Math.clamp(seconds, 0, LONGEST.toSeconds()) * 1_000));
  }
}
