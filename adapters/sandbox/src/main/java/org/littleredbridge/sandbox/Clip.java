package org.littleredbridge.sandbox;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;

/// A short video: the scene's picture with lights that drift over it.
final class Clip {
  static final int WIDTH = 320;
  static final int HEIGHT = 416;
  static final int SECONDS = 4;
  static final int FRAMES_PER_SECOND = 5;
  private static final int LIGHTS = 5;

  private Clip() {}

  static byte[] mp4(MediaLinks.Motif motif) {
    var still = Painting.scaled(motif, WIDTH, HEIGHT);
    var video = new PcmVideo(WIDTH / Frame.BLOCK, HEIGHT / Frame.BLOCK);
    var samples = new ArrayList<byte[]>();
    Optional<Frame> before = Optional.empty();
    for (int number = 0; number < SECONDS * FRAMES_PER_SECOND; number++) {
      var frame = Frame.of(moment(still, motif.seed(), number));
      samples.add(video.slice(frame, before, number));
      before = Optional.of(frame);
    }
    int sampleMillis = 1000 / FRAMES_PER_SECOND;
    return new Mp4File(WIDTH, HEIGHT, sampleMillis, video.sequence(), video.picture(), samples)
        .bytes();
  }

  private static BufferedImage moment(BufferedImage still, long seed, int number) {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.drawImage(still, 0, 0, null);
    var chance = new Random(seed);
    for (int light = 0; light < LIGHTS; light++) {
      double size = 18 + chance.nextDouble() * 34;
      double x = chance.nextDouble() * WIDTH + Math.sin(number * 0.35 + light) * 14;
      double y = chance.nextDouble() * HEIGHT - number * (4 + chance.nextDouble() * 5);
      double wrapped = (y % HEIGHT + HEIGHT) % HEIGHT;
      pen.setColor(new Color(255, 250, 225, 60));
      pen.fill(new Ellipse2D.Double(x - size / 2, wrapped - size / 2, size, size));
      pen.setColor(new Color(255, 252, 240, 110));
      pen.fill(new Ellipse2D.Double(x - size / 4, wrapped - size / 4, size / 2, size / 2));
    }
    pen.dispose();
    return image;
  }
}
