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
  // The same file without signature, which does not expire.
  private static final String UNSIGNED = "https://ci.xiaohongshu.com/";

  /// The pictures of a note's detail.
  List<Media> pictures(Wire note) {
    return note.list("imageList").stream().flatMap(p -> picture(p).stream()).toList();
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
    var sources = new LinkedHashSet<URI>(addresses.toList());
    List.copyOf(sources).stream().flatMap(a -> unsigned(a).stream()).limit(1).forEach(sources::add);
    return media(Media.Kind.PICTURE, sources, picture);
  }

  /// The stream of a detail's `video`: H.264 if there is one, the smallest file of that kind.
  Optional<Media> stream(Wire video) {
    var streams = video.at("media").at("stream");
    return CODECS.stream()
        .flatMap(codec -> streams.list(codec).stream().sorted(Comparator.comparing(this::bytes)))
        .flatMap(stream -> media(Media.Kind.VIDEO, streamSources(stream), stream).stream())
        .findFirst();
  }

  private long bytes(Wire stream) {
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
    return sources.stream()
        .map(FileId::of)
        .filter(id -> !id.path().isEmpty())
        .findFirst()
        .map(id ->
            new Media(
                kind,
                id.key(),
                List.copyOf(sources),
                size.size("width", LARGEST_SIDE),
                size.size("height", LARGEST_SIDE)));
  }

  private static Optional<URI> unsigned(URI address) {
    var id = FileId.of(address);
    var host = address.getHost().toLowerCase(Locale.ROOT);
    var ofPlatform = host.endsWith(".xhscdn.com") || host.endsWith(".rednotecdn.com");
    return id.signed() && ofPlatform ? Wire.webAddress(UNSIGNED + id.path()) : Optional.empty();
  }
}
