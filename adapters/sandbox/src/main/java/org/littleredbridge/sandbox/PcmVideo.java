package org.littleredbridge.sandbox;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// The smallest useful H.264 encoder: a block is written as it is (I_PCM) or, when it did not
/// change, skipped (P_Skip). Baseline profile, which every player reads. Source: ITU-T H.264
/// sections 7.3 and 7.4.
final class PcmVideo {
  private static final int BASELINE = 66;
  private static final int CONSTRAINED = 0xC0;
  private static final int LEVEL_3 = 30;
  private static final int FRAME_NUMBER_BITS = 4;
  private static final int I_PCM_IN_I_SLICE = 25;
  private static final int I_PCM_IN_P_SLICE = 30;
  private final int columns;
  private final int rows;

  PcmVideo(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /// The sequence parameter set, as a NAL unit.
  byte[] sequence() {
    var bits = new BitWriter().bits(BASELINE, 8).bits(CONSTRAINED, 8).bits(LEVEL_3, 8);
    bits.unsigned(0); // its number
    bits.unsigned(FRAME_NUMBER_BITS - 4);
    bits.unsigned(2); // shown in the order they are stored
    bits.unsigned(1).bits(0, 1); // one reference picture, no gaps
    bits.unsigned(columns - 1).unsigned(rows - 1);
    bits.bits(1, 1).bits(1, 1); // no interlace
    bits.bits(0, 1).bits(0, 1); // nothing cropped, no extra information
    return unit(0x67, bits.ended());
  }

  /// The picture parameter set, as a NAL unit.
  byte[] picture() {
    var bits = new BitWriter().unsigned(0).unsigned(0);
    bits.bits(0, 2); // codes of variable length, no field order
    bits.unsigned(0).unsigned(0).unsigned(0); // one slice group, one reference each way
    bits.bits(0, 3); // no weights
    bits.unsigned(0).unsigned(0).unsigned(0); // three quantisers at their middle
    bits.bits(1, 1); // slices say whether edges are smoothed
    bits.bits(0, 2);
    return unit(0x68, bits.ended());
  }

  /// One picture as a NAL unit; the first of a video has no picture before it.
  byte[] slice(Frame frame, Optional<Frame> before, int number) {
    boolean first = before.isEmpty();
    var bits = new BitWriter().unsigned(0).unsigned(first ? 7 : 5).unsigned(0);
    bits.bits(number % (1 << FRAME_NUMBER_BITS), FRAME_NUMBER_BITS);
    if (first) {
      bits.unsigned(0).bits(0, 2); // the only start; keep nothing from before
    } else {
      bits.bits(0, 3); // usual reference, usual order, usual forgetting
    }
    bits.unsigned(0).unsigned(1); // middle quantiser, edges left alone
    before.ifPresentOrElse(last -> changed(bits, frame, last), () -> all(bits, frame));
    return unit(first ? 0x65 : 0x41, bits.ended());
  }

  private static void all(BitWriter bits, Frame frame) {
    for (var block : frame.blocks()) {
      bits.unsigned(I_PCM_IN_I_SLICE).alignWithZeros().raw(block);
    }
  }

  private static void changed(BitWriter bits, Frame frame, Frame before) {
    int skipped = 0;
    for (int i = 0; i < frame.blocks().length; i++) {
      if (frame.sameBlock(before, i)) {
        skipped++;
      } else {
        bits.unsigned(skipped).unsigned(I_PCM_IN_P_SLICE).alignWithZeros().raw(frame.blocks()[i]);
        skipped = 0;
      }
    }
    if (skipped > 0) {
      bits.unsigned(skipped);
    }
  }

  // Two zero bytes before a small one would look like a start code: a 3 goes between.
  private static byte[] unit(int header, byte[] content) {
    var unit = new ByteArrayOutputStream(content.length + 16);
    unit.write(header);
    int zeros = 0;
    for (byte b : content) {
      if (zeros >= 2 && (b & 0xFF) <= 3) {
        unit.write(3);
        zeros = 0;
      }
      unit.write(b);
      zeros = b == 0 ? zeros + 1 : 0;
    }
    return unit.toByteArray();
  }
}
