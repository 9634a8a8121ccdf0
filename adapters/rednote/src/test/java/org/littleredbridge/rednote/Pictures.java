package org.littleredbridge.rednote;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;

/// Pictures for tests: real ones, and headers that say anything.
final class Pictures {
  private Pictures() {}

  /// One that lies beside the tests: `tiny` has 8 × 6 pixels, `flat` is a bomb of few bytes that
  /// truly has 36 million, 48 as WebP.
  static byte[] named(String name) {
    try (var in = Pictures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no such picture: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] drawn(String format, int width, int height) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// A PNG that claims a size.
  static byte[] png(int width, int height) {
    return ByteBuffer.wrap(drawn("png", 4, 4)).putInt(16, width).putInt(20, height).array();
  }

  /// A GIF that claims a size.
  static byte[] gif(int width, int height) {
    var picture = drawn("gif", 4, 4);
    picture[6] = (byte) width;
    picture[7] = (byte) (width >> 8);
    picture[8] = (byte) height;
    picture[9] = (byte) (height >> 8);
    return picture;
  }

  /// A JPEG whose frame claims a size.
  static byte[] jpeg(int width, int height) {
    return join(
        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC0, 0, 17, 8},
        ByteBuffer.allocate(4).putShort((short) height).putShort((short) width).array(),
        new byte[64]);
  }

  /// An extended WebP that claims a canvas.
  static byte[] webp(int width, int height) {
    var head = ByteBuffer.allocate(30);
    head.put(text("RIFF")).putInt(0).put(text("WEBPVP8X")).put((byte) 10).put(new byte[7]);
    for (var side : List.of(width - 1, height - 1)) {
      head.put((byte) (int) side).put((byte) (side >> 8)).put((byte) (side >> 16));
    }
    return join(head.array(), new byte[64]);
  }

  /// An AVIF or HEIC of these sizes: the whole, its tiles, its preview.
  static byte[] heif(String brand, int... sides) {
    var sizes = new byte[0];
    for (var i = 0; i < sides.length; i += 2) {
      var size = ByteBuffer.allocate(12).putInt(4, sides[i]).putInt(8, sides[i + 1]).array();
      sizes = join(sizes, box("ispe", size));
    }
    var properties = box("iprp", box("ipco", sizes));
    return join(ftyp(brand), box("meta", join(new byte[4], properties)), box("mdat", new byte[9]));
  }

  /// The first box of a file of that brand.
  static byte[] ftyp(String brand) {
    return box("ftyp", join(text(brand), new byte[4], text("mif1"), text(brand)));
  }

  static byte[] box(String type, byte[] content) {
    var head = ByteBuffer.allocate(8).putInt(8 + content.length).put(text(type));
    return join(head.array(), content);
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] text(String words) {
    return words.getBytes(StandardCharsets.ISO_8859_1);
  }
}
