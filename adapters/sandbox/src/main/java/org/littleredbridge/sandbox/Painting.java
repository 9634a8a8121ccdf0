package org.littleredbridge.sandbox;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Draws a motif and writes it as JPEG. Shapes and gradients only, no letters: the machine may have
/// no fonts.
final class Painting {
  static final int WIDTH = 900;
  static final int HEIGHT = 1200;
  private static final int AVATAR = 240;
  private static final float QUALITY = 0.82f;

  private Painting() {}

  static byte[] large(MediaLinks.Motif motif) {
    return jpeg(scaled(motif, WIDTH, HEIGHT));
  }

  static byte[] small(MediaLinks.Motif motif) {
    return jpeg(scaled(motif, WIDTH / 2, HEIGHT / 2));
  }

  static byte[] avatar(String id) {
    var canvas = new Canvas(AVATAR, AVATAR, Long.parseLong(id.substring(16), 16));
    Portraits.face(canvas);
    return jpeg(canvas.image());
  }

  /// The motif in that size, cut at top and bottom when the proportions differ.
  static BufferedImage scaled(MediaLinks.Motif motif, int width, int height) {
    var canvas = new Canvas(width, height, motif.seed());
    Scenes.paint(motif.scene(), canvas);
    return canvas.image();
  }

  private static byte[] jpeg(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      var how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every byte.", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
