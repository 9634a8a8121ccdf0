package org.littleredbridge.rednote;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Optional;

/// A picture's size as its header says.
///
/// Sources: PNG specification 11.2.2 (IHDR), GIF89a section 18, JPEG ITU-T T.81 annex B, WebP RFC
/// 9649 section 2 and RFC 6386 section 9.1.
record PictureSize(int width, int height) {
  private static final int MOST_SEGMENTS = 1000;

  /// The size of the picture in `file`, whose first bytes are `head`; empty when the header is
  /// broken, cut off or names no area.
  static Optional<PictureSize> read(String contentType, byte[] head, RandomAccessFile file)
      throws IOException {
    var size =
        switch (contentType) {
          case "image/png" -> png(head);
          case "image/gif" -> gif(head);
          case "image/webp" -> webp(head);
          case "image/jpeg" -> jpeg(file);
          case "image/avif", "image/heic" -> new HeifSize(file).read();
          default -> Optional.<PictureSize>empty();
        };
    return size.filter(s -> s.width() > 0 && s.height() > 0);
  }

  long area() {
    return (long) width * height;
  }

  private static Optional<PictureSize> png(byte[] b) {
    return b.length < 24 || !is(b, 12, "IHDR")
        ? Optional.empty()
        : Optional.of(new PictureSize(big32(b, 16), big32(b, 20)));
  }

  private static Optional<PictureSize> gif(byte[] b) {
    return b.length < 10
        ? Optional.empty()
        : Optional.of(new PictureSize(little16(b, 6), little16(b, 8)));
  }

  private static Optional<PictureSize> webp(byte[] b) {
    if (b.length < 30) {
      return Optional.empty();
    }
    if (is(b, 12, "VP8X")) {
      return Optional.of(new PictureSize(1 + little24(b, 24), 1 + little24(b, 27)));
    }
    if (is(b, 12, "VP8L") && at(b, 20) == 0x2F) {
      var bits = little16(b, 21) | little16(b, 23) << 16;
      return Optional.of(new PictureSize(1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF)));
    }
    if (is(b, 12, "VP8 ") && at(b, 23) == 0x9D && at(b, 24) == 0x01 && at(b, 25) == 0x2A) {
      return Optional.of(new PictureSize(little16(b, 26) & 0x3FFF, little16(b, 28) & 0x3FFF));
    }
    return Optional.empty();
  }

  /// Goes from segment to segment until the frame header, which may stand far behind metadata.
  private static Optional<PictureSize> jpeg(RandomAccessFile file) throws IOException {
    long at = 2;
    for (var segment = 0; segment < MOST_SEGMENTS && at + 9 <= file.length(); segment++) {
      var b = new byte[9];
      file.seek(at);
      file.readFully(b);
      if (at(b, 0) != 0xFF) {
        return Optional.empty();
      }
      var marker = at(b, 1);
      if (marker == 0xFF) {
        at++; // a fill byte
      } else if (isFrame(marker)) {
        return Optional.of(new PictureSize(big16(b, 7), big16(b, 5)));
      } else if (big16(b, 2) < 2) {
        return Optional.empty();
      } else {
        at += 2 + big16(b, 2);
      }
    }
    return Optional.empty();
  }

  /// SOF0 to SOF15 without the three that are tables.
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static boolean is(byte[] b, int from, String word) {
    for (var i = 0; i < word.length(); i++) {
      if (at(b, from + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int at(byte[] b, int i) {
    return b[i] & 0xFF;
  }

  private static int little16(byte[] b, int i) {
    return at(b, i) | at(b, i + 1) << 8;
  }

  private static int little24(byte[] b, int i) {
    return little16(b, i) | at(b, i + 2) << 16;
  }

  private static int big16(byte[] b, int i) {
    return at(b, i) << 8 | at(b, i + 1);
  }

  private static int big32(byte[] b, int i) {
    return big16(b, i) << 16 | big16(b, i + 2);
  }
}
