package org.littleredbridge.rednote;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.PlatformLinks.Target;

/// Finds where a short link leads, by following its redirects one by one: known hosts only, never
/// to a private address, a few hops at most.
final class ShortLinks {
  private static final int MOST_HOPS = 4;
  private static final Set<String> HOSTS = Set.of("xhslink.com", "xhslink.cn", "www.xhslink.com");

  private final OkHttpClient client;
  private final Predicate<URI> isPlatform;
  private final Function<URI, Optional<Target>> target;

  /// @param isPlatform whether an address lies on the platform's own hosts
  /// @param target what a link of the platform points to
  ShortLinks(
      OkHttpClient client, Predicate<URI> isPlatform, Function<URI, Optional<Target>> target) {
    this.client = client;
    this.isPlatform = isPlatform;
    this.target = target;
  }

  static OkHttpClient client() {
    return new OkHttpClient.Builder()
        .dns(new PublicDns(Dns.SYSTEM))
        // A proxy would resolve the names instead of us, unchecked.
        .proxy(Proxy.NO_PROXY)
        .callTimeout(Duration.ofSeconds(5))
        .followRedirects(false)
        .followSslRedirects(false)
        .build();
  }

  static boolean isShort(URI address) {
    var host = address.getHost();
    return host != null
        && HOSTS.contains(host.toLowerCase(Locale.ROOT))
        && address.getRawUserInfo() == null
        && RedNoteLinks.hasDefaultPort(address)
        && address.getRawPath().length() > 1;
  }

  /// @throws PlatformException when the link is dead, leads elsewhere, or cannot be asked
  Target resolve(URI link) {
    var at = link;
    for (var hop = 0; hop < MOST_HOPS; hop++) {
      at = next(at);
      var found = target.apply(at);
      if (found.isPresent()) {
        return found.get();
      }
      if (!isShort(at) && !isPlatform.test(at)) {
        throw failed(new Failure.BadRequest("the short link leads away from RedNote"));
      }
    }
    throw failed(new Failure.BadRequest("the short link leads in circles"));
  }

  private URI next(URI address) {
    var url = Optional.ofNullable(HttpUrl.parse(address.toString())).orElseThrow(this::dead);
    try (var response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      if (response.code() >= 500 || response.code() == 429) {
        throw failed(
            new Failure.Unreachable("the short link's server answers HTTP " + response.code()));
      }
      var location = response.header("Location");
      if (!response.isRedirect() || location == null) {
        throw dead();
      }
      return Optional.ofNullable(url.resolve(location)).map(HttpUrl::uri).orElseThrow(this::dead);
    } catch (IOException e) {
      throw new PlatformException(
          new Failure.Unreachable("the short link could not be opened; try again later"), e);
    }
  }

  private PlatformException dead() {
    return failed(new Failure.NoteGone("the short link leads to no note or creator any more"));
  }

  private static PlatformException failed(Failure failure) {
    return new PlatformException(failure);
  }
}
