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
import java.awt.Shape;

/// Places without houses.
final class Landscapes {
  private Landscapes() {}

  static void mountain(Canvas c) {
    boolean dawn = c.coin();
    var high = dawn ? c.hue(230, 0.4, 0.72) : c.hue(205, 0.5, 0.92);
    var low = dawn ? c.hue(22, 0.45, 1) : c.hue(195, 0.12, 1);
    c.sky(high, mix(high, low, 0.6), low, low);
    sun(c, c.any(200, 700), 420, dawn ? plain(0xffe1b0) : Color.WHITE);
    clouds(c, 130, 380, 4);
    for (int layer = 0; layer < 5; layer++) {
      double depth = layer / 4.0;
      var near = c.hue(150, 0.5, 0.3);
      var color = mix(mix(high, low, 0.5), near, depth);
      double base = 520 + layer * 125;
      var ridge = ridge(c, base, 190 - layer * 22);
      c.lit(ridge, mix(color, Color.WHITE, 0.12), mix(color, Color.BLACK, 0.12));
      c.glow(450, base + 130, 520, low, 0.22);
    }
    for (int i = 0; i < 16; i++) {
      double x = i * 62 + c.any(-22, 22);
      pine(c, x, 1200 + c.any(-20, 30), c.any(150, 290));
    }
  }

  static void lake(Canvas c) {
    var high = c.hue(210, 0.45, 0.9);
    var low = c.hue(c.coin() ? 28 : 190, 0.28, 1);
    c.sky(high, low, low);
    sun(c, c.any(250, 650), 330, plain(0xfff1cf));
    clouds(c, 90, 330, 5);
    c.lit(ridge(c, 470, 130), mix(high, low, 0.3), c.hue(200, 0.3, 0.75));
    c.lit(ridge(c, 545, 70), c.hue(165, 0.35, 0.6), c.hue(165, 0.45, 0.42));
    var water = box(-60, 640, 1020, 640, 0);
    c.lit(water, mix(low, high, 0.35), c.hue(205, 0.65, 0.42));
    for (int i = 0; i < 90; i++) {
      double y = 650 + Math.pow(c.any(0, 1), 1.6) * 540;
      double length = 20 + (y - 640) * 0.35;
      double x = c.any(0, 900);
      c.stroke(
          open(x - length, y, x, y - 3, x + length, y),
          clear(Color.WHITE, c.any(0.08, 0.32)),
          2 + (y - 640) / 130);
    }
    double x = c.any(330, 560);
    c.fill(oval(x, 872, 190, 22), new Color(10, 30, 50, 70));
    var hull = blob(x - 190, 800, x - 130, 862, x, 876, x + 130, 862, x + 190, 800, x, 824);
    c.lit(hull, plain(0x9a5a30), plain(0x4b2814));
    c.lit(
        blob(x - 85, 812, x - 70, 745, x, 722, x + 70, 745, x + 85, 812),
        plain(0xe9d7a8),
        plain(0xa98c55));
    for (int i = 0; i < 7; i++) {
      double at = 80 + i * 34;
      c.stroke(
          open(at, 1230, at + c.any(-20, 30), 1080, at + c.any(-30, 60), c.any(860, 980)),
          c.hue(105, 0.5, 0.35),
          7);
    }
    willow(c);
  }

  static void beach(Canvas c) {
    var high = c.hue(205, 0.6, 0.95);
    var low = c.coin() ? c.hue(25, 0.35, 1) : c.hue(190, 0.18, 1);
    c.sky(high, low, low);
    sun(c, c.any(180, 720), 300, plain(0xfff6dc));
    clouds(c, 80, 320, 5);
    c.lit(box(-60, 470, 1020, 420, 0), c.hue(205, 0.7, 0.7), c.hue(178, 0.45, 0.88));
    for (int i = 0; i < 50; i++) {
      double y = c.any(485, 780);
      double x = c.any(0, 900);
      c.stroke(open(x - 40, y, x, y - 4, x + 40, y), clear(Color.WHITE, 0.25), 3);
    }
    Shape sand =
        blob(-200, 860, 120, 800, 330, 850, 560, 790, 760, 830, 1100, 790, 1200, 1400, -300, 1400);
    c.stroke(sand, clear(Color.WHITE, 0.55), 46);
    c.stroke(sand, clear(Color.WHITE, 0.85), 20);
    c.lit(sand, plain(0xf7e2b5), plain(0xd3a96c));
    for (int i = 0; i < 240; i++) {
      c.fill(circle(c.any(0, 900), c.any(860, 1200), c.any(1, 3)), clear(plain(0x8a6234), 0.25));
    }
    umbrella(c, c.any(260, 400), 900);
    palm(c);
    var towel = corners(430, 1090, 690, 1060, 740, 1130, 470, 1165);
    c.shadow(towel, 8, 10);
    c.lit(towel, c.freeHue(180, 0.5, 0.95), c.freeHue(180, 0.6, 0.75));
    c.fill(corners(510, 1080, 560, 1075, 600, 1148, 548, 1154), clear(Color.WHITE, 0.6));
  }

  private static void umbrella(Canvas c, double x, double y) {
    c.fill(oval(x + 60, y + 205, 200, 34), new Color(60, 40, 20, 60));
    c.stroke(open(x, y - 120, x + 12, y + 60, x + 20, y + 200), plain(0x8a6234), 13);
    var top = c.freeHue(0, 0.75, 0.95);
    Shape shade =
        blob(
            x - 235, y + 10, x - 170, y - 120, x, y - 190, x + 170, y - 120, x + 235, y + 10,
            x + 115, y - 15, x, y + 8, x - 115, y - 15);
    c.shadow(shade, 14, 16);
    c.lit(shade, mix(top, Color.WHITE, 0.2), mix(top, Color.BLACK, 0.2));
    c.within(shade);
    c.fill(
        blob(x, y - 200, x - 60, y - 100, x - 120, y + 30, x - 60, y + 30, x - 20, y - 90),
        clear(Color.WHITE, 0.85));
    c.fill(
        blob(x, y - 200, x + 60, y - 100, x + 120, y + 30, x + 60, y + 30, x + 20, y - 90),
        clear(Color.WHITE, 0.85));
    c.free();
  }

  private static void palm(Canvas c) {
    c.stroke(open(905, 1010, 850, 720, 800, 470, 735, 300), plain(0x6e4a2a), 34);
    c.stroke(open(897, 1010, 842, 720, 794, 470, 731, 300), plain(0xa57a4a), 12);
    for (int i = 0; i < 8; i++) {
      double angle = Math.PI * (0.95 + i * 0.155);
      double x = 735 + Math.cos(angle) * 270;
      double y = 300 + Math.sin(angle) * 170 + 70;
      var leaf =
          blob(
              735,
              300,
              (735 + x) / 2,
              (300 + y) / 2 - 82,
              x,
              y,
              (735 + x) / 2 + 12,
              (300 + y) / 2 - 30);
      c.lit(leaf, c.hue(110, 0.65, 0.62), c.hue(130, 0.75, 0.34));
    }
  }

  private static void willow(Canvas c) {
    for (int i = 0; i < 13; i++) {
      double x = 560 + i * 30;
      double end = c.any(260, 560);
      c.stroke(open(x, -20, x + 22, end * 0.4, x - 8, end), c.hue(100, 0.5, 0.42), 4);
      for (double y = 20; y < end; y += 26) {
        double at = x + 14 * Math.sin(y / 90);
        c.fill(oval(at + 8, y, 5, 13), clear(c.hue(92, 0.55, 0.66), 0.85));
      }
    }
  }

  private static void pine(Canvas c, double x, double bottom, double height) {
    var dark = c.hue(150, 0.6, 0.16);
    var light = c.hue(140, 0.5, 0.34);
    for (int tier = 0; tier < 4; tier++) {
      double top = bottom - height + tier * height * 0.2;
      double half = height * (0.11 + tier * 0.055);
      c.lit(
          corners(x, top, x + half, top + height * 0.36, x - half, top + height * 0.36),
          light,
          dark);
    }
  }

  static void sun(Canvas c, double x, double y, Color color) {
    c.glow(x, y, 420, color, 0.55);
    c.fill(circle(x, y, 62), clear(color, 0.95));
  }

  static void clouds(Canvas c, double top, double bottom, int count) {
    for (int i = 0; i < count; i++) {
      double x = c.any(0, 900);
      double y = c.any(top, bottom);
      double size = c.any(30, 62);
      for (int puff = 0; puff < 7; puff++) {
        double at = x + (puff - 3) * size * 0.9;
        double radius = size * (1.25 - Math.abs(puff - 3) * 0.24);
        c.glow(at, y - radius * 0.3, radius * 1.5, Color.WHITE, 0.6);
      }
    }
  }

  static Shape ridge(Canvas c, double base, double height) {
    var points = new double[2 * 14];
    for (int i = 0; i < 12; i++) {
      points[2 * i] = -80 + i * 97;
      points[2 * i + 1] = base - c.any(0.1, 1) * height + (i % 2) * height * 0.45;
    }
    points[24] = 1100;
    points[25] = 1400;
    points[26] = -200;
    points[27] = 1400;
    return corners(points);
  }
}
