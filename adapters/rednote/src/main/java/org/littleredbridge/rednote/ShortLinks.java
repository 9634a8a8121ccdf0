package org.littleredbridge.rednote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.PlatformLinks.Target;

/// Finds where a short link leads, by following its redirects one by one: known hosts only, over
/// TLS, never to a private address, a few hops at most. No page is read, and no cookie or referer
/// sent. What was found is kept for some hours. Thread-safe.
final class ShortLinks {
  private static final int MOST_HOPS = 4;
  private static final Duration DEADLINE = Duration.ofSeconds(8);
  private static final Duration KEPT = Duration.ofHours(6);
  private static final int MOST_KEPT = 1_000;

  private final OkHttpClient client;
  private final LinkHosts hosts;
  private final Duration deadline;
  private final Cache<URI, Target> found =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

  ShortLinks(OkHttpClient client, LinkHosts hosts) {
    this(client, hosts, DEADLINE);
  }

  /// @param deadline for one link, with all its redirects
  ShortLinks(OkHttpClient client, LinkHosts hosts, Duration deadline) {
    this.client = client;
    this.hosts = hosts;
    this.deadline = deadline;
  }

  static OkHttpClient client() {
    return client(new PublicDns(Dns.SYSTEM));
  }

  /// @param names gives the addresses that may be connected to
  static OkHttpClient client(PublicDns names) {
    return new OkHttpClient.Builder()
        .dns(names)
        .socketFactory(new BoundedSockets())
        // HTTP/2 would keep headers without bound, and read on a thread of its own.
        .protocols(List.of(Protocol.HTTP_1_1))
        // A proxy would resolve the names instead of us, unchecked.
        .proxy(Proxy.NO_PROXY)
        .connectTimeout(Duration.ofSeconds(5))
        .readTimeout(Duration.ofSeconds(5))
        .followRedirects(false)
        .followSslRedirects(false)
        .build();
  }

  /// @throws PlatformException when the link is dead, leads elsewhere, or cannot be asked
  Target resolve(URI link) {
    var known = found.getIfPresent(link);
    if (known != null) {
      return known;
    }
    var target = follow(link);
    found.put(link, target);
    return target;
  }

  private Target follow(URI link) {
    var end = System.nanoTime() + deadline.toNanos();
    var seen = new HashSet<URI>();
    var at = link;
    while (seen.size() < MOST_HOPS && seen.add(at)) {
      if (!hosts.mayOpen(at)) {
        throw away();
      }
      at = next(at, end);
      var target = LinkTarget.of(at, hosts);
      if (target.isPresent()) {
        return target.get();
      }
    }
    throw failed(new Failure.BadRequest("the short link leads in circles"));
  }

  private URI next(URI address, long end) {
    var url = encrypted(address);
    var call = client.newCall(new Request.Builder().url(url).build());
    call.timeout().timeout(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    var allowance = new BoundedSockets.Allowance();
    try {
      return ScopedValue.where(BoundedSockets.ALLOWANCE, allowance)
          .call(() -> {
            try (var response = call.execute()) {
              return next(url, response.code(), response.header("Location"));
            }
          });
    } catch (IOException e) {
      throw new PlatformException(
          new Failure.Unreachable("the short link could not be opened; try again later"), e);
    }
  }

  private static URI next(HttpUrl url, int code, @Nullable String location) {
    if (code >= 500 || code == 429) {
      throw failed(new Failure.Unreachable("the short link's server answers HTTP " + code));
    }
    if (code < 300 || code >= 400 || location == null) {
      throw failed(new Failure.NoteGone("the short link leads to no note or creator any more"));
    }
    return Optional.ofNullable(url.resolve(location))
        .map(HttpUrl::uri)
        .orElseThrow(ShortLinks::away);
  }

  /// The platform's hosts speak TLS, whatever a share text says.
  private HttpUrl encrypted(URI address) {
    var url = Optional.ofNullable(HttpUrl.get(address)).orElseThrow(ShortLinks::away);
    return hosts.isOwn(address) || url.isHttps()
        ? url
        : url.newBuilder().scheme("https").port(443).build();
  }

  private static PlatformException away() {
    return failed(new Failure.BadRequest("the short link leads away from RedNote"));
  }

  private static PlatformException failed(Failure failure) {
    return new PlatformException(failure);
  }
}
