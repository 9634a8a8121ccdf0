package org.littleredbridge.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.littleredbridge.media.MediaFile;

/// `/media/{key}`: pictures and videos from our disk. A key is looked up, never made a path, so
/// that no path trick reaches another file.
final class MediaPages implements HttpService {
  private static final Set<String> TYPES =
      Set.of("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif", "video/mp4");
  private static final HeaderName IF_RANGE = HeaderNames.create("If-Range");
  private static final String START = "/media/";
  private static final int LONGEST_KEY = 300;

  private final Function<String, Optional<MediaFile>> media;

  MediaPages(Function<String, Optional<MediaFile>> media) {
    this.media = media;
  }

  /// The address of a file on our server.
  static String path(String key) {
    return START + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/*", this::file);
  }

  private void file(ServerRequest request, ServerResponse response) {
    var file = key(request).flatMap(media).orElseThrow(() -> new Refusal(404, "web.no-media"));
    try (var channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      send(request, response, file, channel);
    } catch (NoSuchFileException _) {
      throw new Refusal(404, "web.no-media"); // the cache let it go just now
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(
      ServerRequest request, ServerResponse response, MediaFile file, FileChannel channel)
      throws IOException {
    long size = channel.size();
    // A key names the same bytes for ever.
    var tag = '"' + Integer.toHexString(file.key().hashCode()) + "-" + Long.toHexString(size) + '"';
    var known = TYPES.contains(file.contentType());
    response
        .header(HeaderNames.CACHE_CONTROL, "private, max-age=31536000, immutable")
        .header(HeaderNames.ETAG, tag)
        .header(HeaderNames.ACCEPT_RANGES, "bytes")
        .header(HeaderNames.CONTENT_DISPOSITION, known ? "inline" : "attachment")
        .header(HeaderNames.CONTENT_TYPE, known ? file.contentType() : "application/octet-stream");
    var range = range(request, response, size, tag);
    var part = range.orElse(new ByteRange(0, size - 1));
    if (range.isPresent()) {
      response.status(Status.PARTIAL_CONTENT_206);
      response.header(
          HeaderNames.CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + size);
    }
    response.contentLength(part.length());
    try (var out = response.outputStream()) {
      copy(channel, part, Channels.newChannel(out));
    }
  }

  private static Optional<ByteRange> range(
      ServerRequest request, ServerResponse response, long size, String tag) {
    if (!request.headers().first(IF_RANGE).map(tag::equals).orElse(true)) {
      return Optional.empty();
    }
    try {
      return request
          .headers()
          .first(HeaderNames.RANGE)
          .flatMap(header -> ByteRange.of(header, size));
    } catch (Refusal e) {
      response.header(HeaderNames.CONTENT_RANGE, "bytes */" + size);
      response.header(HeaderNames.CACHE_CONTROL, "no-store");
      throw e;
    }
  }

  private static void copy(FileChannel file, ByteRange part, WritableByteChannel out)
      throws IOException {
    long at = part.first();
    while (at <= part.last()) {
      long n = file.transferTo(at, part.last() - at + 1, out);
      if (n <= 0) {
        throw new IOException("the file became shorter while it was sent");
      }
      at += n;
    }
  }

  private static Optional<String> key(ServerRequest request) {
    var raw = request.path().absolute().rawPath();
    if (!raw.startsWith(START)) {
      return Optional.empty();
    }
    try {
      return Optional.of(URLDecoder.decode(raw.substring(START.length()), StandardCharsets.UTF_8))
          .filter(key -> !key.isBlank() && key.length() <= LONGEST_KEY)
          .filter(key -> key.chars().noneMatch(Character::isISOControl));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
