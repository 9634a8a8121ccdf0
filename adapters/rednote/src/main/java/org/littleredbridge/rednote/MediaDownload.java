package org.littleredbridge.rednote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.littleredbridge.media.MediaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one address into a file: redirects followed by hand, bytes counted while reading.
/// Thread-safe.
final class MediaDownload {
  private static final Logger log = LoggerFactory.getLogger(MediaDownload.class);
  private static final int MOST_REDIRECTS = 3;
  private static final int BLOCK = 64 << 10;

  /// Where a download may go, also when redirected.
  ///
  /// @param privateToo whether private addresses are allowed there
  record Rule(Predicate<HttpUrl> allowed, boolean privateToo) {}

  /// Which file is wanted.
  ///
  /// @param most bytes
  /// @param end when to give up, by `System.nanoTime`
  /// @param types content types, told from the bytes
  record Want(long most, long end, Predicate<String> types) {}

  private final OkHttpClient open;
  private final OkHttpClient guarded;

  MediaDownload(Dns names) {
    this(new PublicDns(names));
  }

  /// @param names gives the addresses that may be connected to
  MediaDownload(PublicDns names) {
    open =
        new OkHttpClient.Builder()
            .socketFactory(new BoundedSockets())
            // HTTP/2 would keep headers without bound, and read on a thread of its own.
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofSeconds(20))
            .followRedirects(false)
            .followSslRedirects(false)
            // A proxy would resolve the names instead of us, unchecked.
            .proxy(Proxy.NO_PROXY)
            .build();
    guarded = open.newBuilder().dns(names).build();
  }

  /// @throws MediaException with the reason; `target` may then hold a part of the file
  void to(Path target, HttpUrl from, Rule rule, Want want) {
    var allowance = new BoundedSockets.Allowance();
    ScopedValue.where(BoundedSockets.ALLOWANCE, allowance)
        .run(() -> follow(target, from, rule, want, allowance));
  }

  private void follow(
      Path target, HttpUrl from, Rule rule, Want want, BoundedSockets.Allowance allowance) {
    var at = from;
    for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      if (!rule.allowed().test(at)) {
        throw unknownHost();
      }
      try (var response = get(at, rule, want.end())) {
        var location = response.header("Location");
        if (!response.isRedirect() || location == null) {
          save(response, target, want, allowance);
          return;
        }
        at = at.resolve(location);
        if (at == null) {
          throw unknownHost();
        }
      } catch (InterruptedIOException _) {
        throw new MediaException("the media host took too long", true);
      } catch (PublicDns.PrivateAddress _) {
        throw new MediaException("the address leads into a private network", false);
      } catch (BoundedSockets.Flood _) {
        throw new MediaException("the media host sends no end of what is no file", false);
      } catch (IOException _) {
        // OkHttp's message may name the address, which is signed.
        throw new MediaException("the media host was not reached, or the connection broke", true);
      }
    }
    throw new MediaException("the address is redirected too often", false);
  }

  /// Removes what a failed download left.
  void remove(Path target) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("file", target)
          .addKeyValue("reason", e.getMessage())
          .log("not deleted");
    }
  }

  static MediaException unknownHost() {
    return new MediaException("the address is not on a known media host", false);
  }

  private Response get(HttpUrl url, Rule rule, long end) throws IOException {
    var left = end - System.nanoTime();
    if (left <= 0) {
      throw new InterruptedIOException("deadline");
    }
    var request = new Request.Builder().url(url).header("Accept-Encoding", "identity").build();
    var call = (rule.privateToo() ? open : guarded).newCall(request);
    call.timeout().timeout(left, TimeUnit.NANOSECONDS);
    return call.execute();
  }

  private static void save(
      Response response, Path target, Want want, BoundedSockets.Allowance allowance)
      throws IOException {
    var most = want.most();
    if (!response.isSuccessful()) {
      throw refused(response.code());
    }
    if (response.body().contentLength() > most) {
      throw tooLarge(most);
    }
    var in = response.body().source().inputStream();
    var head = in.readNBytes(FileFacts.HEAD);
    var type = FileFacts.contentType(head); // ends early for web pages and the like
    if (!want.types().test(type)) {
      throw new MediaException("the file is " + type, false);
    }
    try (var out = opened(target)) {
      write(out, head, head.length);
      var count = (long) head.length;
      var block = new byte[BLOCK];
      for (var n = in.read(block); n >= 0; n = in.read(block)) {
        count += n;
        allowance.taken(n);
        if (count > most) {
          throw tooLarge(most);
        }
        write(out, block, n);
      }
    }
  }

  private static OutputStream opened(Path target) {
    try {
      return Files.newOutputStream(target);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static void write(OutputStream out, byte[] block, int count) {
    try {
      out.write(block, 0, count);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Told apart from the network's failures, since the remedy is another.
  private static MediaException unwritable(IOException e) {
    return new MediaException("the file could not be written to disk: " + e.getMessage(), true);
  }

  private static MediaException refused(int status) {
    var passing = status >= 500 || status == 408 || status == 429;
    var why = passing ? "the media host failed" : "the address has expired or is refused";
    return new MediaException(why + " (HTTP " + status + ")", passing);
  }

  private static MediaException tooLarge(long most) {
    var limit = most >= 1 << 20 ? (most >> 20) + " MiB" : most + " bytes";
    return new MediaException("the file is larger than " + limit, false);
  }
}
