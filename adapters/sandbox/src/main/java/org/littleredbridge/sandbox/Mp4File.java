package org.littleredbridge.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An MP4 file with one H.264 track, its index before its pictures so that it plays while it loads.
/// Source: ISO/IEC 14496-12 (boxes) and 14496-15 (`avcC`).
///
/// @param samples NAL units, one a picture, without start codes
/// @param sampleMillis how long each picture is shown
record Mp4File(
    int width,
    int height,
    int sampleMillis,
    byte[] sequence,
    byte[] picture,
    List<byte[]> samples) {
  private static final int MILLIS = 1000;
  private static final int[] UPRIGHT = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

  byte[] bytes() {
    var type = box("ftyp", ascii("isom"), ints(512), ascii("isomiso2avc1mp41"));
    // The index names the place of the pictures, which lies behind the index: build it twice.
    int offset = type.length + index(0).length + 8;
    return joined(type, index(offset), box("mdat", media()));
  }

  private byte[] media() {
    return joined(samples.stream().map(s -> joined(ints(s.length), s)).toArray(byte[][]::new));
  }

  private byte[] index(int offset) {
    int length = samples.size() * sampleMillis;
    var movie =
        box(
            "mvhd",
            ints(0, 0, 0, MILLIS, length, 0x10000, 0x01000000, 0, 0),
            ints(UPRIGHT),
            new byte[24],
            ints(2));
    var track =
        box(
            "tkhd",
            ints(3, 0, 0, 1, 0, length, 0, 0, 0, 0),
            ints(UPRIGHT),
            ints(width << 16, height << 16));
    var mediaHeader = box("mdhd", ints(0, 0, 0, MILLIS, length, 0x55C40000));
    var handler = box("hdlr", ints(0, 0), ascii("vide"), new byte[12], ascii("video\0"));
    var info =
        box(
            "minf",
            box("vmhd", ints(1, 0, 0)),
            box("dinf", box("dref", ints(0, 1), box("url ", ints(1)))),
            table(offset));
    return box("moov", movie, box("trak", track, box("mdia", mediaHeader, handler, info)));
  }

  private byte[] table(int offset) {
    var sizes = samples.stream().map(s -> ints(s.length + 4)).toArray(byte[][]::new);
    return box(
        "stbl",
        box("stsd", ints(0, 1), entry()),
        box("stts", ints(0, 1, samples.size(), sampleMillis)),
        box("stss", ints(0, 1, 1)),
        box("stsc", ints(0, 1, 1, samples.size(), 1)),
        box("stsz", ints(0, 0, samples.size()), joined(sizes)),
        box("stco", ints(0, 1, offset)));
  }

  private byte[] entry() {
    return box(
        "avc1",
        ints(0, 1, 0, 0, 0, 0, width << 16 | height, 0x480000, 0x480000, 0, 0x10000),
        new byte[30],
        ints(0x18FFFF),
        box("avcC", decoderSetup()));
  }

  private byte[] decoderSetup() {
    var start = new byte[] {1, sequence[1], sequence[2], sequence[3], (byte) 0xFF, (byte) 0xE1};
    return joined(
        start, shorts(sequence.length), sequence, new byte[] {1}, shorts(picture.length), picture);
  }

  private static byte[] box(String name, byte[]... content) {
    var inside = joined(content);
    return joined(ints(inside.length + 8), ascii(name), inside);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] shorts(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static byte[] ints(int... values) {
    var out = new ByteArrayOutputStream();
    try (var data = new DataOutputStream(out)) {
      for (int value : values) {
        data.writeInt(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every byte.", e);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
