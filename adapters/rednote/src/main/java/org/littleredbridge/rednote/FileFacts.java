package org.littleredbridge.rednote;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.note.Media;

/// What a file is, told from its first bytes without decoding it: names and `Content-Type` lie.
///
/// @param width pixels, 0 when unknown (videos)
/// @param height pixels, 0 when unknown (videos)
record FileFacts(Media.Kind kind, String contentType, int width, int height) {
  /// How many bytes [#contentType(byte\[\])] wants to see, fewer only for shorter files.
  static final int HEAD = 64;

  private static final Set<String> STILL_BRANDS =
      Set.of("avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

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
      if (STILL_BRANDS.contains(text.substring(8, 12))) {
        throw new MediaException("the picture is AVIF or HEIC, which the chats do not show", false);
      }
      return Optional.of("video/mp4");
    }
    return Optional.empty();
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
