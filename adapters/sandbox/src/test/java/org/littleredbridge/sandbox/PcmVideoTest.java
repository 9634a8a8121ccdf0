package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Reads the video back with a decoder of its own, bit by bit.
class PcmVideoTest {
  private static final int COLUMNS = 3;
  private static final int ROWS = 2;

  @Test
  void givenFramesWithEveryByte_whenEncoded_thenADecoderGetsThemBack() {
    var chance = new Random(5);
    var first = frame(chance);
    var blocks = first.blocks().clone();
    blocks[1] = new byte[384]; // zeros: would look like start codes
    blocks[4] = frame(chance).blocks()[0];
    var second = new Frame(COLUMNS, ROWS, blocks);
    var video = new PcmVideo(COLUMNS, ROWS);

    var one = video.slice(first, Optional.empty(), 0);
    var two = video.slice(second, Optional.of(first), 1);
    var three = video.slice(second, Optional.of(second), 2);

    var decoded = decode(one, COLUMNS * ROWS, List.of());
    assertThat(decoded).isDeepEqualTo(first.blocks());
    var changed = decode(two, COLUMNS * ROWS, List.<byte[][]>of(decoded));
    assertThat(changed).isDeepEqualTo(second.blocks());
    assertThat(decode(three, COLUMNS * ROWS, List.<byte[][]>of(changed)))
        .isDeepEqualTo(second.blocks());
    assertThat(three.length).as("nothing changed: a few bytes").isLessThan(12);
    assertThat(startCodes(two)).isZero();
  }

  @Test
  void givenAClip_whenItsBoxesAreRead_thenEveryPictureIsWhereTheIndexSays() {
    var file = Clip.mp4(new MediaLinks.Motif(Scene.LAKE, 77));

    assertThat(text(file, 4)).isEqualTo("ftyp");
    int moov = ByteBuffer.wrap(file).getInt(0);
    assertThat(text(file, moov + 4)).isEqualTo("moov");
    int mdat = moov + ByteBuffer.wrap(file).getInt(moov);
    assertThat(text(file, mdat + 4)).isEqualTo("mdat");
    assertThat(mdat + ByteBuffer.wrap(file).getInt(mdat)).isEqualTo(file.length);
    int sizes = find(file, "stsz");
    int count = ByteBuffer.wrap(file).getInt(sizes + 12);
    assertThat(count).isEqualTo(Clip.SECONDS * Clip.FRAMES_PER_SECOND);
    int at = ByteBuffer.wrap(file).getInt(find(file, "stco") + 12);
    int blocks = Clip.WIDTH / 16 * (Clip.HEIGHT / 16);
    List<byte[][]> before = List.of();
    int moved = 0;
    for (int i = 0; i < count; i++) {
      int size = ByteBuffer.wrap(file).getInt(sizes + 16 + 4 * i);
      assertThat(ByteBuffer.wrap(file).getInt(at)).isEqualTo(size - 4);
      var blocksNow = decode(Arrays.copyOfRange(file, at + 4, at + size), blocks, before);
      moved += before.isEmpty() || Arrays.deepEquals(before.getFirst(), blocksNow) ? 0 : 1;
      before = List.<byte[][]>of(blocksNow);
      at += size;
    }
    assertThat(at).isEqualTo(file.length);
    assertThat(moved).as("something moves in every picture").isEqualTo(count - 1);
  }

  @Test
  void givenTheParameters_whenRead_thenTheyTellBaselineAndTheSize() {
    var bits = new Bits(withoutPrevention(new PcmVideo(20, 26).sequence()), 1);
    assertThat(bits.take(8)).isEqualTo(66);
    bits.take(16);
    assertThat(List.of(bits.ue(), bits.ue(), bits.ue(), bits.ue(), bits.take(1)))
        .containsExactly(0, 0, 2, 1, 0);
    assertThat(List.of(bits.ue() + 1, bits.ue() + 1)).containsExactly(20, 26);
  }

  private static byte[][] decode(byte[] unit, int count, List<byte[][]> before) {
    var rbsp = withoutPrevention(unit);
    boolean first = (unit[0] & 31) == 5;
    var bits = new Bits(rbsp, 1);
    assertThat(bits.ue()).isZero();
    assertThat(bits.ue()).isEqualTo(first ? 7 : 5);
    bits.ue();
    bits.take(4);
    if (first) {
      bits.ue();
      bits.take(2);
    } else {
      assertThat(bits.take(3)).isZero();
    }
    bits.ue();
    assertThat(bits.ue()).isEqualTo(1);
    var blocks = new byte[count][];
    int next = 0;
    while (next < count) {
      if (!first) {
        for (int skipped = bits.ue(); skipped > 0; skipped--) {
          blocks[next] = before.getFirst()[next];
          next++;
        }
      }
      if (next < count) {
        assertThat(bits.ue()).isEqualTo(first ? 25 : 30);
        blocks[next++] = bits.bytes(384);
      }
    }
    bits.end();
    return blocks;
  }

  private static Frame frame(Random chance) {
    var blocks = new ArrayList<byte[]>();
    for (int i = 0; i < COLUMNS * ROWS; i++) {
      var block = new byte[384];
      chance.nextBytes(block);
      blocks.add(block);
    }
    return new Frame(COLUMNS, ROWS, blocks.toArray(byte[][]::new));
  }

  private static int startCodes(byte[] unit) {
    int found = 0;
    for (int i = 0; i + 2 < unit.length; i++) {
      found += unit[i] == 0 && unit[i + 1] == 0 && unit[i + 2] >= 0 && unit[i + 2] < 3 ? 1 : 0;
    }
    return found;
  }

  private static byte[] withoutPrevention(byte[] unit) {
    var out = new ByteArrayOutputStream();
    int zeros = 0;
    for (byte b : unit) {
      if (zeros >= 2 && b == 3) {
        zeros = 0;
        continue;
      }
      out.write(b);
      zeros = b == 0 ? zeros + 1 : 0;
    }
    return out.toByteArray();
  }

  private static int find(byte[] file, String box) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf(box);
  }

  private static String text(byte[] file, int at) {
    return new String(file, at, 4, StandardCharsets.US_ASCII);
  }

  private static final class Bits {
    private final byte[] data;
    private int position;

    private Bits(byte[] data, int start) {
      this.data = data;
      this.position = start * 8;
    }

    private int take(int count) {
      int value = 0;
      for (int i = 0; i < count; i++, position++) {
        value = value << 1 | data[position / 8] >> (7 - position % 8) & 1;
      }
      return value;
    }

    private int ue() {
      int zeros = 0;
      while (take(1) == 0) {
        zeros++;
      }
      return (1 << zeros) - 1 + take(zeros);
    }

    private byte[] bytes(int count) {
      int start = (position + 7) / 8;
      position = (start + count) * 8;
      return Arrays.copyOfRange(data, start, start + count);
    }

    private void end() {
      assertThat(take(1)).isOne();
      while (position % 8 != 0) {
        assertThat(take(1)).isZero();
      }
      assertThat(position).isEqualTo(data.length * 8);
    }
  }
}
