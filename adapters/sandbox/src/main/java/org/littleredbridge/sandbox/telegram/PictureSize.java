package org.littleredbridge.sandbox.telegram;

/// What a picture's head says of its size. PNG: https://www.w3.org/TR/png-3/#11IHDR ; JPEG: the
/// frame header of ITU-T T.81, B.2.2.
record PictureSize(int width, int height) {
  private static final PictureSize UNKNOWN = new PictureSize(0, 0);

  boolean known() {
    return width > 0 && height > 0;
  }

  static PictureSize of(byte[] b, int from, int to) {
    if (to - from > 24 && u32(b, from) == 0x89504E47 && u32(b, from + 12) == 0x49484452) {
      return new PictureSize(Math.max(0, u32(b, from + 16)), Math.max(0, u32(b, from + 20)));
    }
    if (to - from > 4 && u16(b, from) == 0xFFD8) {
      return jpeg(b, from + 2, to);
    }
    return UNKNOWN;
  }

  private static PictureSize jpeg(byte[] b, int start, int to) {
    for (int at = start; at + 9 < to; at += 2 + Math.max(2, u16(b, at + 2))) {
      int marker = u16(b, at);
      if (marker >>> 8 != 0xFF) {
        return UNKNOWN;
      }
      // The frames are SOF0 to SOF15; DHT, JPG and DAC sit among their numbers.
      if (marker >= 0xFFC0
          && marker <= 0xFFCF
          && marker != 0xFFC4
          && marker != 0xFFC8
          && marker != 0xFFCC) {
        return new PictureSize(u16(b, at + 7), u16(b, at + 5));
      }
    }
    return UNKNOWN;
  }

  private static int u16(byte[] b, int at) {
    return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
  }

  private static int u32(byte[] b, int at) {
    return u16(b, at) << 16 | u16(b, at + 2);
  }
}
