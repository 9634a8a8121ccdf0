package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Canvas.blob;
import static org.littleredbridge.sandbox.Canvas.box;
import static org.littleredbridge.sandbox.Canvas.circle;
import static org.littleredbridge.sandbox.Canvas.clear;
import static org.littleredbridge.sandbox.Canvas.corners;
import static org.littleredbridge.sandbox.Canvas.mix;
import static org.littleredbridge.sandbox.Canvas.open;
import static org.littleredbridge.sandbox.Canvas.oval;
import static org.littleredbridge.sandbox.Canvas.plain;

import java.awt.Color;

/// Things for lips, skin and nails.
final class Beauty {
  private Beauty() {}

  static void lipstick(Canvas c) {
    backdrop(c, 345);
    for (int i = 0; i < 3; i++) {
      double x = 190 + i * 260;
      double top = 520 - (i == 1 ? 110 : 0) + c.any(-20, 20);
      var red = c.hue(352 + i * 9 - 8, 0.62 + i * 0.1, 0.86 - i * 0.1);
      c.fill(oval(x + 10, 988, 105, 26), new Color(60, 10, 30, 70));
      c.lit(
          blob(
              x - 46, top + 66, x - 10, top + 4, x + 40, top - 48, x + 47, top + 20, x + 46,
              top + 240, x - 46, top + 240),
          mix(red, Color.WHITE, 0.3),
          mix(red, Color.BLACK, 0.2));
      c.lit(oval(x + 4, top + 4, 20, 66), mix(red, Color.WHITE, 0.45), mix(red, Color.WHITE, 0.1));
      metal(c, x, top + 230, 58, 130);
      var tube = box(x - 72, top + 340, 144, 985 - top - 340, 14);
      c.lit(tube, plain(0x3a2a30), plain(0x120a0d));
      c.fill(box(x - 52, top + 356, 18, 985 - top - 380, 9), clear(Color.WHITE, 0.28));
    }
    for (int i = 0; i < 3; i++) {
      var red = c.hue(352 + i * 9 - 8, 0.62 + i * 0.1, 0.86 - i * 0.1);
      double y = 1050 + i * 46;
      c.stroke(open(180 + i * 40, y, 400, y - 14, 650 - i * 30, y + 8), clear(red, 0.8), 30);
      c.stroke(open(200 + i * 40, y - 6, 400, y - 20, 560, y - 6), clear(Color.WHITE, 0.25), 8);
    }
  }

  static void skincare(Canvas c) {
    backdrop(c, 165);
    for (int i = 0; i < 12; i++) {
      double x = c.any(20, 880);
      double y = c.any(1000, 1180);
      c.ball(
          oval(x, y, c.any(8, 26), c.any(6, 18)),
          clear(Color.WHITE, 0.9),
          clear(c.hue(190, 0.3, 0.9), 0.5));
    }
    leaf(c, 120, 560, -40);
    leaf(c, 790, 470, 35);
    var glass = c.freeHue(0, 0.35, 0.88);
    bottle(c, 300, 480, 210, 500, glass);
    c.fill(box(372, 330, 66, 60, 18), plain(0x2c2c34));
    metal(c, 405, 388, 52, 94);
    bottle(c, 560, 640, 190, 340, c.freeHue(70, 0.3, 0.92));
    metal(c, 655, 560, 62, 82);
    var jar = box(170, 850, 230, 150, 36);
    c.shadow(jar, 20, 22);
    c.lit(jar, Color.WHITE, mix(glass, Color.WHITE, 0.3));
    var lid = box(160, 800, 250, 66, 24);
    c.lit(lid, plain(0xf2d6a6), plain(0xb98d4c));
    c.fill(box(180, 812, 80, 14, 7), clear(Color.WHITE, 0.6));
    for (int i = 0; i < 3; i++) {
      c.fill(box(350, 640 + i * 34, 110 - i * 26, 12, 6), clear(plain(0x5a4a50), 0.5));
      c.fill(box(606, 770 + i * 32, 98 - i * 24, 11, 5), clear(plain(0x5a4a50), 0.5));
    }
  }

  static void nails(Canvas c) {
    backdrop(c, 320);
    var skin = mix(plain(0xf7cfb4), plain(0xc98d68), c.any(0, 0.7));
    var dark = mix(skin, plain(0x8a4a30), 0.4);
    var palm = blob(300, 1300, 290, 1050, 330, 880, 470, 820, 620, 860, 690, 1000, 720, 1300);
    double[][] fingers = {
      {330, 900, 205, 500}, {415, 860, 355, 350}, {500, 850, 510, 330}, {590, 880, 665, 440}
    };
    var polish = c.freeHue(0, 0.6, 0.92);
    c.shadow(palm, 22, 26);
    for (int i = 0; i < fingers.length; i++) {
      double[] f = fingers[i];
      var finger = open(f[0], f[1] + 80, (f[0] + f[2]) / 2, (f[1] + f[3]) / 2, f[2], f[3]);
      c.shadow(finger, 16, 20);
      c.stroke(finger, dark, 108);
      c.stroke(finger, skin, 98);
      double angle = Math.toDegrees(Math.atan2(f[2] - f[0], f[1] - f[3]));
      int number = i;
      c.turned(
          angle,
          f[2],
          f[3],
          () -> nail(c, f[2], f[3] - 14, number == 2 ? c.freeHue(40, 0.35, 0.98) : polish, number));
    }
    c.lit(palm, skin, dark);
    for (int i = 0; i < 26; i++) {
      double x = c.any(30, 870);
      double y = c.any(60, 1150);
      double r = c.any(3, 9);
      c.fill(
          corners(
              x, y - r * 2, x + r / 2, y - r / 2, x + r * 2, y, x + r / 2, y + r / 2, x, y + r * 2,
              x - r / 2, y + r / 2, x - r * 2, y, x - r / 2, y - r / 2),
          clear(Color.WHITE, 0.8));
    }
  }

  private static void nail(Canvas c, double x, double y, Color color, int number) {
    var shape =
        blob(
            x - 36, y + 42, x - 38, y - 40, x - 20, y - 86, x + 20, y - 86, x + 38, y - 40, x + 36,
            y + 42, x, y + 56);
    c.shadow(shape, 5, 6);
    c.lit(shape, mix(color, Color.WHITE, 0.35), mix(color, Color.BLACK, 0.12));
    c.within(shape);
    if (number % 2 == 0) {
      for (int i = 0; i < 18; i++) {
        c.fill(
            circle(x + c.any(-36, 36), y + c.any(-86, 10), c.any(2, 5)),
            clear(plain(0xfff4c8), 0.9));
      }
    } else {
      c.fill(
          blob(x - 44, y - 50, x, y - 68, x + 44, y - 50, x + 44, y - 110, x - 44, y - 110),
          clear(Color.WHITE, 0.85));
    }
    c.free();
    c.stroke(open(x - 20, y + 24, x - 24, y - 20, x - 14, y - 62), clear(Color.WHITE, 0.7), 8);
  }

  private static void backdrop(Canvas c, double hue) {
    c.sky(c.hue(hue, 0.16, 1), c.hue(hue + 12, 0.28, 0.94), c.hue(hue + 20, 0.36, 0.84));
    c.glow(250, 220, 560, Color.WHITE, 0.7);
    c.bokeh(14, 0, 700, Color.WHITE);
    c.lit(
        blob(-200, 1000, 200, 955, 650, 975, 1100, 940, 1200, 1400, -200, 1400),
        clear(Color.WHITE, 0.65),
        clear(c.hue(hue + 20, 0.3, 0.9), 0.9));
  }

  private static void bottle(
      Canvas c, double x, double y, double width, double height, Color color) {
    c.fill(oval(x + width / 2 + 14, y + height, width * 0.62, 26), new Color(20, 30, 40, 70));
    var body = box(x, y, width, height, 46);
    c.lit(body, mix(color, Color.WHITE, 0.55), mix(color, Color.BLACK, 0.1));
    c.fill(box(x + 18, y + 30, 22, height - 70, 11), clear(Color.WHITE, 0.7));
    c.fill(box(x + width - 30, y + 40, 10, height - 90, 5), clear(Color.BLACK, 0.08));
    c.lit(
        box(x + 34, y + height * 0.28, width - 68, height * 0.34, 12),
        clear(Color.WHITE, 0.85),
        clear(Color.WHITE, 0.6));
  }

  private static void metal(Canvas c, double x, double y, double half, double height) {
    c.lit(box(x - half, y, half * 2, height, 8), plain(0xfbe6b8), plain(0xb4873f));
    c.fill(box(x - half * 0.6, y, half * 0.25, height, 4), clear(Color.WHITE, 0.7));
    c.fill(box(x + half * 0.5, y, half * 0.3, height, 4), clear(plain(0x6b4a18), 0.3));
  }

  private static void leaf(Canvas c, double x, double y, double angle) {
    c.turned(
        angle,
        x,
        y,
        () -> {
          var shape = blob(x, y + 330, x - 120, y + 60, x, y - 240, x + 120, y + 60);
          c.shadow(shape, 14, 18);
          c.lit(shape, c.hue(120, 0.4, 0.8), c.hue(140, 0.55, 0.45));
          c.stroke(open(x, y + 320, x + 4, y + 60, x, y - 220), clear(Color.WHITE, 0.35), 6);
        });
  }
}
