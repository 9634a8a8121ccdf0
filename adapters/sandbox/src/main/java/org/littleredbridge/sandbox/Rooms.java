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

/// Indoors: desks, shelves, and things people learn with.
final class Rooms {
  private Rooms() {}

  static void desk(Canvas c) {
    c.sky(c.hue(210, 0.16, 0.96), c.hue(200, 0.2, 0.85), c.hue(200, 0.2, 0.8));
    var window = box(90, 90, 420, 480, 18);
    c.lit(window, c.hue(205, 0.4, 1), c.hue(35, 0.3, 1));
    Landscapes.clouds(c, 200, 350, 2);
    c.stroke(window, Color.WHITE, 24);
    c.stroke(open(300, 100, 300, 560), Color.WHITE, 14);
    c.stroke(open(100, 330, 500, 330), Color.WHITE, 14);
    c.lit(box(-60, 760, 1020, 500, 0), plain(0xd9a871), plain(0x9a6a3a));
    c.fill(box(-60, 760, 1020, 14, 0), clear(Color.WHITE, 0.35));
    lamp(c);
    var base = corners(180, 985, 700, 985, 760, 1060, 120, 1060);
    var screen = box(200, 640, 480, 345, 22);
    c.shadow(screen, 20, 24);
    c.lit(screen, plain(0x3a3f4a), plain(0x1d2028));
    c.lit(box(222, 662, 436, 300, 8), c.freeHue(0, 0.45, 0.95), c.freeHue(60, 0.55, 0.7));
    for (int i = 0; i < 6; i++) {
      c.fill(box(255, 700 + i * 40, c.any(140, 360), 14, 7), clear(Color.WHITE, 0.65));
    }
    c.shadow(base, 12, 16);
    c.lit(base, plain(0xe5e8ee), plain(0xaab0ba));
    for (int row = 0; row < 3; row++) {
      for (int key = 0; key < 12; key++) {
        c.fill(box(205 + key * 41 - row * 8, 995 + row * 18, 32 + row, 12, 3), plain(0x8a909c));
      }
    }
    cup(c, 800, 1010);
    plant(c, 110, 900);
  }

  static void books(Canvas c) {
    c.sky(c.hue(35, 0.18, 0.97), c.hue(28, 0.3, 0.82));
    c.bokeh(18, 0, 600, plain(0xfff0c8));
    c.lit(box(-60, 930, 1020, 330, 0), plain(0xb98352), plain(0x7d5230));
    double y = 930;
    for (int i = 0; i < 5; i++) {
      double height = c.any(58, 88);
      double width = c.any(430, 600);
      double x = 430 - width / 2 + c.any(-30, 30);
      y -= height;
      var cover = c.freeHue(i * 55, 0.5, 0.8);
      var spine = box(x, y, width, height - 4, 10);
      c.shadow(spine, 10, 12);
      c.lit(spine, mix(cover, Color.WHITE, 0.18), mix(cover, Color.BLACK, 0.25));
      c.fill(box(x + 40, y, 12, height - 4, 0), clear(plain(0xffe9b0), 0.8));
      c.fill(box(x + width - 60, y, 12, height - 4, 0), clear(plain(0xffe9b0), 0.8));
    }
    double top = y;
    var left =
        blob(
            430, top - 10, 330, top - 52, 200, top - 40, 120, top - 10, 60, top - 190, 180,
            top - 240, 330, top - 235, 430, top - 190);
    var right =
        blob(
            430, top - 10, 530, top - 52, 660, top - 40, 740, top - 10, 800, top - 190, 680,
            top - 240, 530, top - 235, 430, top - 190);
    c.shadow(left, 12, 16);
    c.shadow(right, 12, 16);
    c.lit(left, plain(0xfffdf5), plain(0xe0d5bd));
    c.lit(right, plain(0xf4ecd9), plain(0xfffdf5));
    for (int i = 0; i < 5; i++) {
      double at = top - 190 + i * 30;
      c.stroke(
          open(130 + i * 10, at + 12, 260, at - 12, 395, at + 12), clear(plain(0x7a6a50), 0.4), 5);
      c.stroke(
          open(465, at + 12, 600, at - 12, 730 - i * 10, at + 12), clear(plain(0x7a6a50), 0.4), 5);
    }
    cup(c, 770, 880);
    plant(c, 95, 830);
  }

  static void library(Canvas c) {
    c.sky(plain(0x4a2f1e), plain(0x2e1b10));
    for (int shelf = 0; shelf < 5; shelf++) {
      double bottom = 235 + shelf * 215;
      double x = -10;
      while (x < 910) {
        double width = c.any(24, 54);
        double height = c.any(120, 182);
        if (c.any(0, 1) < 0.93) {
          var color = c.freeHue(c.any(-40, 90), c.any(0.3, 0.65), c.any(0.4, 0.85));
          c.lit(
              box(x, bottom - height, width - 3, height, 4),
              mix(color, Color.WHITE, 0.12),
              mix(color, Color.BLACK, 0.4));
          c.fill(box(x + 4, bottom - height + 20, width - 11, 8, 2), clear(plain(0xffe2a0), 0.7));
          c.fill(box(x + 4, bottom - 40, width - 11, 6, 2), clear(plain(0xffe2a0), 0.5));
        }
        x += width;
      }
      c.lit(box(-60, bottom, 1020, 26, 0), plain(0xa8703f), plain(0x5d3819));
      c.fill(box(-60, bottom + 26, 1020, 22, 0), new Color(0, 0, 0, 70));
    }
    for (double x : new double[] {210, 690}) {
      c.stroke(open(x, -20, x, 150), plain(0x20140c), 7);
      c.glow(x, 240, 420, plain(0xffd48a), 0.5);
      c.lit(
          corners(x - 36, 150, x + 36, 150, x + 84, 232, x - 84, 232),
          plain(0x3f6b57),
          plain(0x1f3d30));
      c.fill(oval(x, 234, 76, 16), plain(0xfff4cf));
    }
    c.lit(box(-60, 1090, 1020, 200, 0), plain(0xc08a55), plain(0x6e4523));
    var page = blob(260, 1150, 450, 1110, 640, 1150, 660, 1190, 450, 1165, 240, 1190);
    c.lit(page, plain(0xfffdf2), plain(0xd9cdb0));
  }

  static void speech(Canvas c) {
    c.sky(c.freeHue(0, 0.28, 1), c.freeHue(40, 0.45, 0.9));
    c.bokeh(16, 0, 1200, Color.WHITE);
    double[][] bubbles = {{80, 140, 560}, {300, 400, 520}, {90, 660, 480}, {250, 900, 570}};
    for (int i = 0; i < bubbles.length; i++) {
      bubble(c, bubbles[i][0] + c.any(-20, 20), bubbles[i][1], bubbles[i][2], i);
    }
  }

  private static void bubble(Canvas c, double x, double y, double width, int number) {
    boolean left = number % 2 == 0;
    var color = left ? Color.WHITE : c.freeHue(160 + number * 25, 0.5, 0.92);
    double corner = left ? x + 60 : x + width - 60;
    var tail =
        corners(corner - 26, y + 150, corner + 26, y + 150, corner + (left ? -50 : 50), y + 215);
    var body = box(x, y, width, 170, 62);
    c.shadow(body, 16, 22);
    c.fill(tail, mix(color, Color.BLACK, 0.06));
    c.lit(body, mix(color, Color.WHITE, 0.3), mix(color, Color.BLACK, 0.06));
    var ink = left ? c.freeHue(0, 0.55, 0.6) : Color.WHITE;
    for (int line = 0; line < 2; line++) {
      double length = (width - 130) * (line == 0 ? 1 : c.any(0.45, 0.8));
      c.fill(box(x + 62, y + 48 + line * 46, length, 22, 11), clear(ink, 0.75));
    }
  }

  static void cards(Canvas c) {
    c.sky(c.freeHue(0, 0.22, 0.97), c.freeHue(30, 0.35, 0.8));
    c.bokeh(12, 0, 1200, Color.WHITE);
    for (int i = 0; i < 5; i++) {
      double angle = -24 + i * 11 + c.any(-4, 4);
      double x = 240 + i * 26;
      double y = 260 + i * 42;
      int number = i;
      c.turned(angle, x + 210, y + 300, () -> card(c, x, y, number));
    }
    var pencil = corners(640, 1130, 670, 1150, 880, 850, 850, 830);
    c.shadow(pencil, 12, 12);
    c.lit(pencil, plain(0xffd24a), plain(0xd98e1a));
    c.fill(corners(640, 1130, 670, 1150, 628, 1172), plain(0xf2d6a8));
    c.fill(corners(633, 1152, 645, 1160, 628, 1172), plain(0x333333));
  }

  private static void card(Canvas c, double x, double y, int number) {
    var sheet = box(x, y, 420, 560, 34);
    c.shadow(sheet, 16, 20);
    c.lit(sheet, Color.WHITE, plain(0xe9e6f2));
    var accent = c.freeHue(number * 47 + 20, 0.55, 0.88);
    c.lit(box(x + 36, y + 36, 348, 250, 24), mix(accent, Color.WHITE, 0.35), accent);
    switch (number % 3) {
      case 0 -> c.ball(circle(x + 210, y + 160, 76), Color.WHITE, mix(accent, Color.WHITE, 0.4));
      case 1 ->
          c.fill(
              blob(x + 210, y + 82, x + 292, y + 160, x + 210, y + 240, x + 128, y + 160),
              clear(Color.WHITE, 0.9));
      case 2 ->
          c.stroke(
              open(x + 110, y + 200, x + 170, y + 110, x + 240, y + 210, x + 310, y + 110),
              clear(Color.WHITE, 0.9),
              20);
      default -> throw new IllegalStateException("A remainder of three is 0, 1 or 2.");
    }
    c.fill(box(x + 36, y + 330, 240, 30, 15), mix(accent, Color.BLACK, 0.35));
    for (int line = 0; line < 3; line++) {
      c.fill(box(x + 36, y + 392 + line * 44, 348 - line * 62, 18, 9), plain(0xcfcbdc));
    }
  }

  private static void lamp(Canvas c) {
    c.glow(690, 640, 420, plain(0xfff0b8), 0.6);
    c.stroke(open(850, 900, 830, 640, 720, 480), plain(0x4a4f5a), 18);
    c.lit(
        corners(640, 470, 760, 420, 800, 560, 600, 600),
        c.freeHue(20, 0.55, 0.85),
        c.freeHue(20, 0.65, 0.5));
    c.fill(oval(700, 582, 96, 20), plain(0xfff7d8));
    c.fill(oval(850, 905, 90, 24), plain(0x3a3f48));
  }

  private static void cup(Canvas c, double x, double y) {
    c.fill(oval(x, y + 78, 88, 22), new Color(40, 20, 10, 70));
    c.stroke(oval(x + 66, y + 12, 34, 36), c.freeHue(90, 0.3, 0.8), 15);
    var mug = box(x - 66, y - 64, 132, 142, 26);
    c.lit(mug, c.freeHue(90, 0.25, 0.98), c.freeHue(90, 0.4, 0.7));
    c.fill(oval(x, y - 60, 64, 18), plain(0x5a3420));
    c.steam(x, y - 70, 190, 1);
  }

  private static void plant(Canvas c, double x, double y) {
    for (int i = 0; i < 9; i++) {
      double angle = Math.PI * (1.08 + i * 0.105);
      double tipX = x + Math.cos(angle) * c.any(90, 150);
      double tipY = y + Math.sin(angle) * c.any(150, 240);
      var leaf =
          blob(
              x,
              y,
              (x + tipX) / 2 - 26,
              (y + tipY) / 2,
              tipX,
              tipY,
              (x + tipX) / 2 + 26,
              (y + tipY) / 2);
      c.lit(leaf, c.hue(120, 0.5, 0.7), c.hue(135, 0.65, 0.38));
    }
    c.lit(
        corners(x - 66, y - 10, x + 66, y - 10, x + 46, y + 110, x - 46, y + 110),
        plain(0xd98e62),
        plain(0x9c5836));
  }
}
