package org.littleredbridge.rednote;

import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.littleredbridge.note.Media;

/// Reads the pictures and streams of notes. Entries without an address give nothing.
final class MediaDecoder {
  private static final int LARGEST_SIDE = 100_000;
  // Chats play H.264 everywhere; the others are better than nothing.
  private static final List<String> CODECS = List.of("h264", "h265", "av1", "h266");
  // What Discord takes of somebody without boosts, the least of all chats.
  private static final long FITS_ALL = 10L << 20;
  private static final int FEW_PIXELS = 360;
  private static final Comparator<Wire> SMALLEST_SENSIBLE =
      Comparator.comparing((Wire stream) -> !isSensible(stream)).thenComparing(MediaDecoder::bytes);
  // The same file without signature, which does not expire.
  private static final String UNSIGNED = "https://ci.xiaohongshu.com/";

  /// The pictures of a note's detail; behind a live photo what moves of it.
  List<Media> pictures(Wire note) {
    return note.list("imageList").stream()
        .flatMap(entry ->
            picture(entry).stream()
                .flatMap(still -> Stream.concat(Stream.of(still), moving(entry).stream())))
        .toList();
  }

  private static Optional<Media> moving(Wire entry) {
    return entry.flag("livePhoto") ? stream(entry.at("stream")) : Optional.empty();
  }

  /// One picture: an entry of a detail's `imageList`, or a card's `cover`.
  Optional<Media> picture(Wire picture) {
    var addresses =
        Stream.concat(
                Stream.of("urlDefault", "urlPre", "url").map(key -> picture.text(key)),
                picture.list("infoList").stream().map(info -> info.text("url")))
            // The list repeats what stands before it.
            .distinct()
            .flatMap(text -> Wire.webAddress(text).stream());
    return picture(
        addresses.toList(),
        picture.size("width", LARGEST_SIDE),
        picture.size("height", LARGEST_SIDE));
  }

  /// One picture under these addresses; sides are 0 when not known.
  Optional<Media> picture(List<URI> addresses, int width, int height) {
    var sources = new LinkedHashSet<URI>(addresses);
    addresses.stream().flatMap(a -> unsigned(a).stream()).limit(1).forEach(sources::add);
    return media(Media.Kind.PICTURE, sources, width, height);
  }

  /// The video of a detail's `video`.
  Optional<Media> video(Wire video) {
    return stream(video.at("media").at("stream"));
  }

  /// One stream of several: H.264 if there is one, and of that kind the smallest file, so that it
  /// fits all chats if any does; one of too few pixels only where all better ones are too large for
  /// the smallest chat.
  private static Optional<Media> stream(Wire streams) {
    return CODECS.stream()
        .flatMap(codec -> streams.list(codec).stream().sorted(SMALLEST_SENSIBLE))
        .flatMap(stream -> media(Media.Kind.VIDEO, streamSources(stream), stream).stream())
        .findFirst();
  }

  /// A stream under these addresses, of which those come first that are known to be H.264.
  Optional<Media> stream(List<URI> addresses) {
    var sources = new LinkedHashSet<URI>();
    addresses.stream().filter(MediaDecoder::isH264).forEach(sources::add);
    sources.addAll(addresses);
    return media(Media.Kind.VIDEO, sources, 0, 0);
  }

  /// By its stream type, which ends the file's name (seen on captured notes: 258 is `X264_MP4`).
  private static boolean isH264(URI address) {
    return address.getRawPath() != null && address.getRawPath().endsWith("_258.mp4");
  }

  private static boolean isSensible(Wire stream) {
    var side = Math.min(stream.number("width"), stream.number("height"));
    return bytes(stream) <= FITS_ALL && (side == 0 || side >= FEW_PIXELS);
  }

  private static long bytes(Wire stream) {
    var size = stream.number("size");
    return size > 0 ? size : Long.MAX_VALUE;
  }

  private static Set<URI> streamSources(Wire stream) {
    var sources = new LinkedHashSet<URI>();
    stream.address("masterUrl").ifPresent(sources::add);
    for (var backup : stream.list("backupUrls")) {
      Wire.webAddress(backup.node().asText("")).ifPresent(sources::add);
    }
    return sources;
  }

  private static Optional<Media> media(Media.Kind kind, Set<URI> sources, Wire size) {
    return media(
        kind, sources, size.size("width", LARGEST_SIDE), size.size("height", LARGEST_SIDE));
  }

  private static Optional<Media> media(Media.Kind kind, Set<URI> sources, int width, int height) {
    return sources.stream()
        .map(FileId::of)
        .filter(id -> !id.path().isEmpty())
        .findFirst()
        .map(id -> new Media(kind, id.key(), List.copyOf(sources), width, height));
  }

  private static Optional<URI> unsigned(URI address) {
    var id = FileId.of(address);
    var host = address.getHost().toLowerCase(Locale.ROOT);
    var ofPlatform = host.endsWith(".xhscdn.com") || host.endsWith(".rednotecdn.com");
    return id.signed() && ofPlatform ? Wire.webAddress(UNSIGNED + id.path()) : Optional.empty();
  }
}
