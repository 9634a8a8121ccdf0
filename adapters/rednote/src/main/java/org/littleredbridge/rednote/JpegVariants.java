package org.littleredbridge.rednote;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.littleredbridge.note.Media;

/// Addresses where the platform itself gives a picture as JPEG. They are not signed and do not
/// expire, but some pictures answer with an error there.
///
/// Source: what download tools for the platform use; the words after `?` are those of its picture
/// store (Qiniu's `imageView2`),
/// https://developer.qiniu.com/dora/1279/basic-processing-images-imageview2.
final class JpegVariants {
  private static final List<String> HOSTS = List.of("ci.xiaohongshu.com", "sns-img-bd.xhscdn.com");
  private static final String FORMAT = "?imageView2/2/w/1440/format/jpg";

  private JpegVariants() {}

  static List<URI> of(Media media) {
    return media.sources().stream()
        .flatMap(source -> fileId(source).stream())
        .findFirst()
        .map(id ->
            HOSTS.stream()
                .flatMap(host -> Wire.webAddress("https://" + host + "/" + id + FORMAT).stream())
                .toList())
        .orElse(List.of());
  }

  private static Optional<String> fileId(URI source) {
    var host = Optional.ofNullable(source.getHost()).orElse("").toLowerCase(Locale.ROOT);
    var ofPlatform = Stream.of(".xhscdn.com", ".rednotecdn.com").anyMatch(host::endsWith);
    var id = FileId.of(source);
    return (ofPlatform && id.signed()) || HOSTS.contains(host)
        ? Optional.of(id.path()).filter(path -> !path.isEmpty())
        : Optional.empty();
  }
}
