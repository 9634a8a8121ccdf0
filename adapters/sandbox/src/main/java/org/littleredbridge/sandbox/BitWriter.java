package org.littleredbridge.sandbox;

import java.io.ByteArrayOutputStream;

/// Bits in the order of a video stream, with the variable-length codes of ITU-T H.264 section 9.1.
final class BitWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int current;
  private int filled;

  BitWriter bits(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      current = current << 1 | value >> i & 1;
      if (++filled == 8) {
        bytes.write(current);
        current = 0;
        filled = 0;
      }
    }
    return this;
  }

  /// ue(v): as many zeros as bits follow the leading one of value + 1.
  BitWriter unsigned(int value) {
    int length = 32 - Integer.numberOfLeadingZeros(value + 1);
    return bits(0, length - 1).bits(value + 1, length);
  }

  BitWriter alignWithZeros() {
    return filled == 0 ? this : bits(0, 8 - filled);
  }

  /// Whole bytes; the writer must be aligned.
  BitWriter raw(byte[] whole) {
    bytes.writeBytes(whole);
    return this;
  }

  /// Ends with a one and zeros up to the byte's end.
  byte[] ended() {
    bits(1, 1).alignWithZeros();
    return bytes.toByteArray();
  }
}
