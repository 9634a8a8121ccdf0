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

/// Streets, trains, towers.
final class Towns {
  private Towns() {}

  static void oldTown(Canvas c) {
    var high = c.hue(215, 0.4, 0.75);
    var low = c.hue(25, 0.4, 1);
    c.sky(high, low, low);
    Landscapes.sun(c, 450, 430, plain(0xffe9c2));
    c.lit(Landscapes.ridge(c, 520, 120), mix(high, low, 0.5), mix(high, low, 0.3));
    var canal = corners(330, 560, 570, 560, 840, 1260, 60, 1260);
    c.lit(canal, mix(low, high, 0.4), c.hue(190, 0.5, 0.4));
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < 4; i++) {
        house(c, side == 0, i);
      }
    }
    bridge(c);
    for (int i = 0; i < 46; i++) {
      double y = c.any(720, 1190);
      double half = (y - 560) * 0.5;
      double x = 450 + c.any(-half, half);
      c.stroke(open(x - 30, y, x, y - 3, x + 30, y), clear(plain(0xffe9c2), 0.3), 4);
    }
  }

  private static void house(Canvas c, boolean left, int number) {
    double depth = number / 3.0;
    double inner = 320 - depth * 250;
    double outer = inner - 210 - depth * 120;
    double top = 430 - depth * 190;
    double bottom = 660 + depth * 420;
    double xi = left ? inner : 900 - inner;
    double xo = left ? outer : 900 - outer;
    c.lit(
        corners(xo, top, xi, top + 60, xi, bottom, xo, bottom + 160),
        mix(plain(0xf6efe2), c.hue(30, 0.2, 0.9), depth * 0.5),
        plain(0xbfae98));
    double over = left ? 46 : -46;
    var roof = corners(xo - over, top + 10, xi + over, top + 78, xi, top - 8, xo, top - 100);
    c.shadow(roof, 12, 12);
    c.lit(roof, plain(0x59616b), plain(0x272c33));
    for (int window = 0; window < 2; window++) {
      double x = xi + (xo - xi) * (0.3 + window * 0.38);
      double y = top + 130 + depth * 60;
      double width = 40 + depth * 40;
      c.fill(box(x - width / 2, y, width, width * 1.35, 6), plain(0x4a2a18));
      c.fill(box(x - width / 2 + 6, y + 6, width - 12, width * 1.35 - 12, 3), plain(0xffd98a));
      c.glow(x, y + width * 0.6, width * 1.5, plain(0xffc45a), 0.35);
    }
    double x = xi + (left ? 16 : -16);
    double y = top + 150 + depth * 150;
    c.stroke(open(x, y - 60, x, y - 30), plain(0x3a1a10), 5);
    c.glow(x, y, 95, plain(0xff6a3a), 0.5);
    c.ball(oval(x, y, 30 + depth * 12, 36 + depth * 12), plain(0xff7a4a), plain(0xb3170f));
    c.fill(box(x - 14, y - 42 - depth * 12, 28, 12, 4), plain(0xe8b64a));
    c.fill(box(x - 14, y + 30 + depth * 12, 28, 12, 4), plain(0xe8b64a));
  }

  private static void bridge(Canvas c) {
    var arch =
        blob(
            215, 700, 330, 610, 450, 580, 570, 610, 685, 700, 610, 700, 540, 648, 450, 628, 360,
            648, 290, 700);
    c.shadow(arch, 14, 14);
    c.lit(arch, plain(0xd9d0c2), plain(0x8b8175));
    for (int i = 0; i < 9; i++) {
      double x = 265 + i * 46;
      double y = 585 + Math.pow((i - 4) / 4.0, 2) * 85;
      c.stroke(open(x, y + 28, x, y - 8), plain(0xa39a8c), 9);
    }
    c.stroke(open(230, 665, 340, 588, 450, 566, 560, 588, 670, 665), plain(0xe9e1d3), 12);
  }

  static void train(Canvas c) {
    var high = c.hue(205, 0.45, 0.92);
    var low = c.hue(c.coin() ? 35 : 190, 0.2, 1);
    c.sky(high, low, low);
    Landscapes.sun(c, c.any(550, 780), 250, plain(0xfff4d8));
    Landscapes.clouds(c, 80, 300, 4);
    c.lit(Landscapes.ridge(c, 520, 170), c.hue(200, 0.25, 0.85), c.hue(180, 0.3, 0.7));
    c.lit(Landscapes.ridge(c, 650, 110), c.hue(130, 0.35, 0.7), c.hue(110, 0.5, 0.5));
    c.lit(
        corners(-60, 760, 960, 660, 960, 1260, -60, 1260),
        c.hue(95, 0.5, 0.72),
        c.hue(105, 0.6, 0.4));
    for (int i = 0; i < 90; i++) {
      double y = c.any(800, 1190);
      c.fill(
          circle(c.any(0, 900), y, 3 + (y - 780) / 60),
          clear(c.freeHue(c.any(0, 60), 0.6, 1), 0.75));
    }
    var bed = corners(-60, 930, 960, 770, 960, 830, -60, 1010);
    c.lit(bed, plain(0xb9b2a8), plain(0x77706a));
    var body =
        blob(
            60, 905, 70, 800, 190, 690, 420, 610, 980, 470, 1200, 480, 1200, 790, 700, 845, 250,
            905);
    c.shadow(body, 26, 26);
    c.lit(body, Color.WHITE, plain(0xb9c4d2));
    c.within(body);
    c.fill(corners(40, 860, 1000, 715, 1000, 745, 40, 895), c.freeHue(0, 0.75, 0.85));
    c.fill(corners(40, 905, 1000, 760, 1000, 772, 40, 920), c.freeHue(0, 0.5, 0.6));
    c.free();
    var glass = blob(120, 790, 200, 715, 330, 665, 360, 690, 300, 760, 170, 808);
    c.lit(glass, plain(0x46617d), plain(0x0d1826));
    c.stroke(open(160, 775, 220, 720, 300, 690), clear(Color.WHITE, 0.5), 8);
    for (int i = 0; i < 6; i++) {
      double x = 430 + i * 92;
      double y = 668 - i * 22;
      c.lit(
          corners(x, y, x + 62, y - 15, x + 62, y + 48, x, y + 63),
          plain(0x3c5670),
          plain(0x14202e));
    }
    c.glow(110, 868, 90, plain(0xfff2b0), 0.9);
  }

  static void cityNight(Canvas c) {
    c.sky(
        c.hue(250, 0.75, 0.18),
        c.hue(270, 0.65, 0.36),
        c.hue(325, 0.55, 0.6),
        c.hue(20, 0.6, 0.85));
    for (int i = 0; i < 80; i++) {
      c.fill(
          circle(c.any(0, 900), c.any(0, 420), c.any(0.8, 2.4)),
          clear(Color.WHITE, c.any(0.3, 0.9)));
    }
    c.glow(690, 200, 200, plain(0xfff3d0), 0.5);
    c.fill(circle(690, 200, 46), plain(0xfff6e0));
    for (int layer = 0; layer < 3; layer++) {
      double x = -40;
      while (x < 920) {
        double width = c.any(70, 130);
        double top = 420 + layer * 110 + c.any(-130, 130);
        tower(c, x, top, width, layer);
        x += width + c.any(4, 22);
      }
    }
    mast(c, c.any(250, 600));
    var river = box(-60, 930, 1020, 330, 0);
    c.lit(river, c.hue(300, 0.5, 0.42), c.hue(250, 0.7, 0.14));
    for (int i = 0; i < 170; i++) {
      double x = c.any(0, 900);
      double y = c.any(935, 1190);
      var light = c.hue(c.any(-30, 60), 0.5, 1);
      c.stroke(open(x - 18, y, x, y - 2, x + 18, y), clear(light, c.any(0.1, 0.55)), 3.4);
    }
    c.bokeh(18, 880, 1190, plain(0xffd38a));
  }

  private static void tower(Canvas c, double x, double top, double width, int layer) {
    var wall = c.hue(255 + layer * 8, 0.6, 0.42 - layer * 0.13);
    c.lit(
        box(x, top, width, 700, 6),
        mix(wall, c.hue(330, 0.5, 0.7), 0.2),
        mix(wall, Color.BLACK, 0.35));
    for (double y = top + 18; y < 925; y += 26) {
      for (double at = x + 12; at < x + width - 14; at += 20) {
        if (c.any(0, 1) < 0.34 + layer * 0.08) {
          c.fill(box(at, y, 10, 14, 2), clear(c.hue(c.any(28, 58), 0.5, 1), c.any(0.35, 0.95)));
        }
      }
    }
  }

  private static void mast(Canvas c, double x) {
    c.glow(x, 560, 220, c.freeHue(0, 0.6, 1), 0.4);
    c.stroke(open(x, 250, x, 420), plain(0xe6d3ff), 7);
    c.lit(
        corners(x - 12, 400, x + 12, 400, x + 58, 940, x - 58, 940),
        c.freeHue(0, 0.4, 0.95),
        c.freeHue(0, 0.7, 0.4));
    c.ball(circle(x, 600, 68), c.freeHue(0, 0.35, 1), c.freeHue(20, 0.75, 0.5));
    c.ball(circle(x, 430, 38), c.freeHue(0, 0.35, 1), c.freeHue(20, 0.75, 0.5));
    c.glow(x, 250, 40, plain(0xff5a5a), 0.9);
  }
}
