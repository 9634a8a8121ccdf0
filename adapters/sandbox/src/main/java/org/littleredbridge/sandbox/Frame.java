package org.littleredbridge.sandbox;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/// One picture of a video, cut into blocks of 16×16 with brightness at full and colour at half
/// resolution (4:2:0), BT.601, values 16 to 240.
///
/// @param blocks row by row; each 256 bytes Y, 64 Cb, 64 Cr
record Frame(int columns, int rows, byte[][] blocks) {
  static final int BLOCK = 16;
  private static final int BYTES = BLOCK * BLOCK * 3 / 2;

  /// The sides must be multiples of 16.
  static Frame of(BufferedImage image) {
    int columns = image.getWidth() / BLOCK;
    int rows = image.getHeight() / BLOCK;
    var blocks = new byte[columns * rows][];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = block(image, i % columns * BLOCK, i / columns * BLOCK);
    }
    return new Frame(columns, rows, blocks);
  }

  boolean sameBlock(Frame other, int index) {
    return Arrays.equals(blocks[index], other.blocks[index]);
  }

  private static byte[] block(BufferedImage image, int left, int top) {
    var rgb = image.getRGB(left, top, BLOCK, BLOCK, new int[BLOCK * BLOCK], 0, BLOCK);
    var block = new byte[BYTES];
    for (int i = 0; i < rgb.length; i++) {
      block[i] = brightness(rgb[i]);
    }
    int half = BLOCK / 2;
    for (int i = 0; i < half * half; i++) {
      int at = i / half * 2 * BLOCK + i % half * 2;
      int red = mean(rgb, at, 16);
      int green = mean(rgb, at, 8);
      int blue = mean(rgb, at, 0);
      block[256 + i] = (byte) Math.clamp((-38 * red - 74 * green + 112 * blue >> 8) + 128, 16, 240);
      block[320 + i] = (byte) Math.clamp((112 * red - 94 * green - 18 * blue >> 8) + 128, 16, 240);
    }
    return block;
  }

  private static byte brightness(int rgb) {
    int sum = 66 * (rgb >> 16 & 255) + 129 * (rgb >> 8 & 255) + 25 * (rgb & 255);
    return (byte) Math.clamp((sum >> 8) + 16, 16, 235);
  }

  private static int mean(int[] rgb, int at, int shift) {
    int sum =
        (rgb[at] >> shift & 255)
            + (rgb[at + 1] >> shift & 255)
            + (rgb[at + BLOCK] >> shift & 255)
            + (rgb[at + BLOCK + 1] >> shift & 255);
    return sum / 4;
  }
}
