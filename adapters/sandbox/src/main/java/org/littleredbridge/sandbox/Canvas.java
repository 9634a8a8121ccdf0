package org.littleredbridge.sandbox;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/// A sheet to paint on. Painters think in 900×1200 whatever its real size; it is filled and cut
/// evenly at the edges. Colours come from hues so that a seed can turn them.
final class Canvas {
  static final double WIDTH = 900;
  static final double HEIGHT = 1200;
  private static final int SHADOW_STEPS = 9;
  private final BufferedImage image;
  private final Graphics2D pen;
  private final Random chance;
  private final float turn;

  Canvas(int width, int height, long seed) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    double scale = Math.max(width / WIDTH, height / HEIGHT);
    pen.translate((width - WIDTH * scale) / 2, (height - HEIGHT * scale) / 2);
    pen.scale(scale, scale);
    chance = new Random(seed);
    turn = chance.nextFloat();
  }

  BufferedImage image() {
    pen.dispose();
    return image;
  }

  /// A number between the two, the same for the same seed and place in the painting.
  double any(double low, double high) {
    return low + chance.nextDouble() * (high - low);
  }

  int pick(int count) {
    return chance.nextInt(count);
  }

  boolean coin() {
    return chance.nextBoolean();
  }

  /// A colour near that hue (degrees); the picture's seed moves it by up to 18 either way.
  Color hue(double degrees, double strength, double light) {
    double moved = degrees + (turn - 0.5) * 36;
    return Color.getHSBColor((float) (moved / 360), (float) strength, (float) light);
  }

  /// A hue that the seed chooses freely, further by that many degrees.
  Color freeHue(double offset, double strength, double light) {
    return Color.getHSBColor((float) (turn + offset / 360), (float) strength, (float) light);
  }

  static Color plain(int rgb) {
    return new Color(rgb);
  }

  static Color clear(Color color, double alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) (alpha * 255));
  }

  static Color mix(Color a, Color b, double share) {
    return new Color(
        (int) (a.getRed() + (b.getRed() - a.getRed()) * share),
        (int) (a.getGreen() + (b.getGreen() - a.getGreen()) * share),
        (int) (a.getBlue() + (b.getBlue() - a.getBlue()) * share));
  }

  /// The whole sheet, colours from top to bottom.
  void sky(Color... colors) {
    var stops = new float[colors.length];
    for (int i = 0; i < stops.length; i++) {
      stops[i] = (float) i / (stops.length - 1);
    }
    pen.setPaint(new LinearGradientPaint(0, 0, 120, (float) HEIGHT, stops, colors));
    pen.fill(new Rectangle2D.Double(-60, -60, WIDTH + 120, HEIGHT + 120));
  }

  /// A soft light.
  void glow(double x, double y, double radius, Color color, double strength) {
    pen.setPaint(
        new RadialGradientPaint(
            (float) x,
            (float) y,
            (float) radius,
            new float[] {0, 0.45f, 1},
            new Color[] {clear(color, strength), clear(color, strength * 0.45), clear(color, 0)}));
    pen.fill(circle(x, y, radius));
  }

  void fill(Shape shape, Color color) {
    pen.setPaint(color);
    pen.fill(shape);
  }

  /// Lighter above, darker below, as things under a lamp are.
  void lit(Shape shape, Color top, Color bottom) {
    var box = shape.getBounds2D();
    pen.setPaint(
        new GradientPaint(
            (float) box.getX(),
            (float) box.getY(),
            top,
            (float) (box.getX() + box.getWidth() * 0.25),
            (float) box.getMaxY(),
            bottom));
    pen.fill(shape);
  }

  /// Round: the light falls from the upper left.
  void ball(Shape shape, Color light, Color dark) {
    var box = shape.getBounds2D();
    double radius = Math.max(box.getWidth(), box.getHeight()) * 0.85;
    pen.setPaint(
        new RadialGradientPaint(
            (float) (box.getX() + box.getWidth() * 0.35),
            (float) (box.getY() + box.getHeight() * 0.28),
            (float) radius,
            new float[] {0, 1},
            new Color[] {light, dark}));
    pen.fill(shape);
  }

  /// A soft shadow below that shape; paint it before the shape.
  void shadow(Shape shape, double drop, double softness) {
    Paint ink = new Color(20, 12, 30, 13);
    var old = pen.getTransform();
    pen.translate(drop * 0.3, drop);
    pen.setPaint(ink);
    for (int i = 0; i < SHADOW_STEPS; i++) {
      pen.setStroke(
          new BasicStroke(
              (float) (softness * (i + 1) / SHADOW_STEPS * 2),
              BasicStroke.CAP_ROUND,
              BasicStroke.JOIN_ROUND));
      pen.draw(shape);
    }
    pen.setPaint(new Color(20, 12, 30, 60));
    pen.fill(shape);
    pen.setTransform(old);
  }

  void stroke(Shape shape, Color color, double width) {
    pen.setPaint(color);
    pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(shape);
  }

  /// Paints only inside that shape until [#free()].
  void within(Shape shape) {
    pen.setClip(shape);
  }

  void free() {
    pen.setClip(null);
  }

  /// What is painted meanwhile is turned about that point.
  void turned(double degrees, double x, double y, Runnable painting) {
    var old = pen.getTransform();
    pen.rotate(Math.toRadians(degrees), x, y);
    painting.run();
    pen.setTransform(old);
  }

  /// Out-of-focus lights.
  void bokeh(int count, double top, double bottom, Color color) {
    for (int i = 0; i < count; i++) {
      double radius = any(14, 60);
      var spot = circle(any(0, WIDTH), any(top, bottom), radius);
      fill(spot, clear(color, any(0.04, 0.14)));
    }
  }

  /// Wisps that rise from something hot.
  void steam(double x, double bottom, double height, int wisps) {
    for (int i = 0; i < wisps; i++) {
      double at = x + (i - (wisps - 1) / 2.0) * any(75, 105);
      for (int layer = 0; layer < 5; layer++) {
        stroke(
            open(
                at,
                bottom,
                at + 34,
                bottom - height * 0.3,
                at - 26,
                bottom - height * 0.6,
                at + 22,
                bottom - height),
            clear(Color.WHITE, 0.05),
            14 + layer * 13);
      }
    }
  }

  /// Darker towards the corners.
  void finish() {
    pen.setPaint(
        new RadialGradientPaint(
            (float) WIDTH / 2,
            (float) HEIGHT * 0.46f,
            (float) HEIGHT * 0.78f,
            new float[] {0.55f, 1},
            new Color[] {new Color(0, 0, 0, 0), new Color(25, 10, 30, 85)}));
    pen.fill(new Rectangle2D.Double(-60, -60, WIDTH + 120, HEIGHT + 120));
  }

  static Shape circle(double x, double y, double radius) {
    return oval(x, y, radius, radius);
  }

  static Shape oval(double x, double y, double across, double down) {
    return new Ellipse2D.Double(x - across, y - down, across * 2, down * 2);
  }

  static Shape box(double x, double y, double width, double height, double corner) {
    return new RoundRectangle2D.Double(x, y, width, height, corner * 2, corner * 2);
  }

  static Shape corners(double... xy) {
    var path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }

  /// A smooth closed shape through these points.
  static Shape blob(double... xy) {
    return smooth(true, xy);
  }

  /// A smooth line through these points.
  static Shape open(double... xy) {
    return smooth(false, xy);
  }

  // Catmull-Rom: each point's direction is that from its neighbour before to the one behind.
  private static Shape smooth(boolean closed, double... xy) {
    int count = xy.length / 2;
    var path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 0; i < (closed ? count : count - 1); i++) {
      int before = index(i - 1, count, closed);
      int next = index(i + 1, count, closed);
      int after = index(i + 2, count, closed);
      path.curveTo(
          xy[2 * i] + (xy[2 * next] - xy[2 * before]) / 6,
          xy[2 * i + 1] + (xy[2 * next + 1] - xy[2 * before + 1]) / 6,
          xy[2 * next] - (xy[2 * after] - xy[2 * i]) / 6,
          xy[2 * next + 1] - (xy[2 * after + 1] - xy[2 * i + 1]) / 6,
          xy[2 * next],
          xy[2 * next + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }

  private static int index(int i, int count, boolean closed) {
    return closed ? Math.floorMod(i, count) : Math.clamp(i, 0, count - 1);
  }
}
