package org.littleredbridge.rednote;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.note.Media;

/// What a file is, told from its first bytes without decoding it: names and `Content-Type` lie.
///
/// @param width pixels, 0 when unknown (videos)
/// @param height pixels, 0 when unknown (videos)
record FileFacts(Media.Kind kind, String contentType, int width, int height) {
  /// How many bytes [#contentType(byte\[\])] wants to see, fewer only for shorter files.
  static final int HEAD = 64;

  // ISO/IEC 23008-12 sections 10.2 and B.4, and the AV1 image format's section 6.
  private static final Set<String> STILL = Set.of("mif1", "msf1");
  private static final Set<String> AVIF = Set.of("avif", "avis");
  private static final Set<String> HEIC =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs");
  // Registered at https://mp4ra.org/registered-types/brands; those of sound alone are left out.
  private static final Pattern FILM =
      Pattern.compile(
          "iso[2-9a-m]|isom|mp4[12]|avc[1-4]|hvc1|av01|M4V.|dash|mmp4|MSNV|3g[p2].|cmf.|f4v |qt {2}");

  /// The facts of a whole file.
  ///
  /// @throws MediaException when it is no known picture or video, or breaks off in its header
  static FileFacts read(Path file) {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      var head = new byte[(int) Math.min(HEAD, in.length())];
      in.readFully(head);
      var type = contentType(head);
      if (type.equals("video/mp4")) {
        return new FileFacts(Media.Kind.VIDEO, type, 0, 0);
      }
      var size = PictureSize.read(type, head, in).orElseThrow(FileFacts::cutOff);
      return new FileFacts(Media.Kind.PICTURE, type, size.width(), size.height());
    } catch (IOException e) {
      throw new MediaException("the file could not be read from disk: " + e.getMessage(), true);
    }
  }

  /// The content type of a file that begins with `head`.
  ///
  /// @throws MediaException when it is none that we take
  static String contentType(byte[] head) {
    if (head.length == 0) {
      throw new MediaException("the file is empty", true);
    }
    return known(head).orElseThrow(() -> unknown(head));
  }

  private static Optional<String> known(byte[] head) {
    var text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of("image/png");
    }
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("image/jpeg");
    }
    if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      return Optional.of("image/gif");
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return Optional.of("image/webp");
    }
    if (text.startsWith("ftyp", 4) && text.length() >= 12) {
      return boxed(text);
    }
    return Optional.empty();
  }

  /// A file of boxes begins with the brands that it is of, the first of which leads.
  private static Optional<String> boxed(String text) {
    var end = Math.min(text.length(), (text.charAt(2) << 8) + text.charAt(3));
    var brands = new LinkedHashSet<String>();
    for (var at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
      brands.add(text.substring(at, at + 4));
    }
    var first = text.substring(8, 12);
    if (FILM.matcher(first).matches()) {
      return Optional.of("video/mp4");
    }
    if (!STILL.contains(first) && !AVIF.contains(first) && !HEIC.contains(first)) {
      return Optional.empty();
    }
    if (!Collections.disjoint(brands, AVIF)) {
      return Optional.of("image/avif");
    }
    return Collections.disjoint(brands, HEIC) ? Optional.empty() : Optional.of("image/heic");
  }

  private static MediaException unknown(byte[] head) {
    var text = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
    if (text.startsWith("<")) {
      return new MediaException("a web page came instead of the file", false);
    }
    return head.length < 12
        ? cutOff()
        : new MediaException("the file is of an unknown kind", false);
  }

  private static MediaException cutOff() {
    return new MediaException("the file breaks off in its header", true);
  }
}
