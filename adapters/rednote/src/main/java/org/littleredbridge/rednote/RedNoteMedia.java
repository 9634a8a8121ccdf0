package org.littleredbridge.rednote;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.media.MediaFetcher;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.Media;

/// Fetches pictures and videos from RedNote's media hosts. Sends no `Referer`: those hosts refuse a
/// foreign one and take none. Thread-safe.
public final class RedNoteMedia implements MediaFetcher {
  /// Where files may come from.
  ///
  /// @param suffixes domains whose hosts are known, over `http` or `https` on the usual ports
  /// @param exceptions further origins such as `http://127.0.0.1:18061`, taken exactly; only there
  ///   a private address is allowed
  public record MediaHosts(Set<String> suffixes, Set<String> exceptions) {
    /// @throws IllegalArgumentException when an exception is no web address
    public MediaHosts {
      suffixes =
          suffixes.stream()
              .map(s -> s.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet());
      exceptions =
          exceptions.stream()
              .map(e -> origin(HttpUrl.get(e)))
              .collect(Collectors.toUnmodifiableSet());
    }

    /// The platform's own hosts and nothing else.
    public static MediaHosts ofRedNote() {
      return ofRedNoteAnd(Set.of());
    }

    /// The platform's own hosts, and these origins.
    public static MediaHosts ofRedNoteAnd(Set<String> exceptions) {
      var own =
          Set.of("xhscdn.com", "xhscdn.net", "rednotecdn.com", "xiaohongshu.com", "rednote.com");
      return new MediaHosts(own, exceptions);
    }

    boolean isKnown(HttpUrl url) {
      var host = url.host();
      return url.port() == HttpUrl.defaultPort(url.scheme())
          && isPlain(url)
          && suffixes.stream().anyMatch(s -> host.equals(s) || host.endsWith("." + s));
    }

    boolean isException(HttpUrl url) {
      return isPlain(url) && exceptions.contains(origin(url));
    }

    private static boolean isPlain(HttpUrl url) {
      return url.username().isEmpty() && url.password().isEmpty();
    }

    private static String origin(HttpUrl url) {
      return url.scheme() + "://" + url.host() + ":" + url.port();
    }
  }

  private static final String JPEG = "image/jpeg";

  private final MediaHosts hosts;
  private final Duration deadline;
  private final MediaDownload download;
  private final ImageMagick tool;
  private final Function<Media, List<URI>> jpegVariants;

  /// The ImageMagick of this machine, which turns what chats do not show into JPEG. Runs it once.
  public static Optional<Path> imageMagick() {
    return ImageMagick.onPath().found();
  }

  public RedNoteMedia(MediaHosts hosts) {
    this(hosts, Duration.ofSeconds(60), Dns.SYSTEM);
  }

  /// @param deadline for one file, with all its sources and redirects
  /// @param names resolves the known hosts; private addresses are taken out of its answers
  RedNoteMedia(MediaHosts hosts, Duration deadline, Dns names) {
    this(hosts, deadline, new MediaDownload(names), ImageMagick.onPath(), JpegVariants::of);
  }

  /// @param jpegVariants where else a picture may be had as JPEG
  RedNoteMedia(
      MediaHosts hosts,
      Duration deadline,
      MediaDownload download,
      ImageMagick tool,
      Function<Media, List<URI>> jpegVariants) {
    this.hosts = hosts;
    this.deadline = deadline;
    this.download = download;
    this.tool = tool;
    this.jpegVariants = jpegVariants;
  }

  @Override
  public MediaFile fetch(Media media, Path target, MediaLimits limits) {
    return first(media, media.sources(), target, limits, _ -> true);
  }

  /// Turned by ImageMagick, else the platform's own JPEG of the picture.
  @Override
  public MediaFile asJpeg(Media media, MediaFile original, Path target, MediaLimits limits) {
    try {
      return whole(target, () -> turned(media, original, target, limits));
    } catch (MediaException notTurned) {
      var variants = jpegVariants.apply(media);
      if (variants.isEmpty()) {
        throw notTurned;
      }
      try {
        return first(media, variants, target, limits, JPEG::equals);
      } catch (MediaException e) {
        throw new MediaException(
            notTurned.getMessage() + "; RedNote's own JPEG of it: " + e.getMessage(),
            e.worthRetrying() || notTurned.worthRetrying());
      }
    }
  }

  private MediaFile turned(Media media, MediaFile original, Path target, MediaLimits limits) {
    tool.toJpeg(original, target);
    if (target.toFile().length() > limits.pictureBytes()) {
      throw new MediaException("as JPEG the picture is too large", false);
    }
    var file = checked(media, target, limits);
    if (!file.contentType().equals(JPEG)) {
      throw new MediaException("ImageMagick gave " + file.contentType(), false);
    }
    return file;
  }

  private MediaFile first(
      Media media, List<URI> sources, Path target, MediaLimits limits, Predicate<String> types) {
    var most = media.kind() == Media.Kind.VIDEO ? limits.videoBytes() : limits.pictureBytes();
    var want = new MediaDownload.Want(most, System.nanoTime() + deadline.toNanos(), types);
    var first = Optional.<MediaException>empty();
    var retry = false;
    for (var source : sources) {
      try {
        return whole(
            target,
            () -> {
              var from =
                  Optional.ofNullable(HttpUrl.parse(source.toString()))
                      .orElseThrow(MediaDownload::unknownHost);
              download.to(target, from, rule(from), want);
              return checked(media, target, limits);
            });
      } catch (MediaException e) {
        // The first source is the best, so its reason is the one to tell; a later one may yet work.
        first = Optional.of(first.orElse(e));
        retry |= e.worthRetrying();
      }
    }
    throw new MediaException(
        first.map(Throwable::getMessage).orElse("the file has no address"), retry);
  }

  /// Leaves nothing at `target` when the work fails.
  private MediaFile whole(Path target, Supplier<MediaFile> work) {
    var done = false;
    try {
      var file = work.get();
      done = true;
      return file;
    } finally {
      if (!done) {
        download.remove(target);
      }
    }
  }

  /// Where a download that starts at `url` may be redirected to: an exception leads only to
  /// exceptions and a known host only to known hosts, so that no known host opens a private
  /// address.
  private MediaDownload.Rule rule(HttpUrl url) {
    return hosts.isException(url)
        ? new MediaDownload.Rule(hosts::isException, true)
        : new MediaDownload.Rule(hosts::isKnown, false);
  }

  private MediaFile checked(Media media, Path target, MediaLimits limits) {
    var facts = FileFacts.read(target);
    if (facts.kind() != media.kind()) {
      var wanted = media.kind() == Media.Kind.VIDEO ? "video" : "picture";
      throw new MediaException("the file is " + facts.contentType() + ", not a " + wanted, false);
    }
    if ((long) facts.width() * facts.height() > limits.pixels()) {
      throw new MediaException(
          "the picture has " + facts.width() + "×" + facts.height() + " pixels, too many", false);
    }
    return new MediaFile(
        media.kind(),
        media.key(),
        target,
        facts.contentType(),
        target.toFile().length(),
        facts.width() > 0 ? facts.width() : media.width(),
        facts.height() > 0 ? facts.height() : media.height());
  }
}
