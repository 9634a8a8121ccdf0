package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Canvas.blob;
import static org.littleredbridge.sandbox.Canvas.box;
import static org.littleredbridge.sandbox.Canvas.circle;
import static org.littleredbridge.sandbox.Canvas.clear;
import static org.littleredbridge.sandbox.Canvas.mix;
import static org.littleredbridge.sandbox.Canvas.open;
import static org.littleredbridge.sandbox.Canvas.oval;
import static org.littleredbridge.sandbox.Canvas.plain;

import java.awt.Color;

/// What is had in the afternoon.
final class Teatime {
  private Teatime() {}

  static void tea(Canvas c) {
    c.sky(c.hue(95, 0.18, 0.95), c.hue(80, 0.3, 0.72), plain(0x7b5a3c), plain(0x5a3d28));
    c.bokeh(16, 0, 600, Color.WHITE);
    var cloth = box(120, 640, 660, 460, 30);
    c.shadow(cloth, 14, 18);
    c.lit(cloth, c.freeHue(0, 0.25, 0.85), c.freeHue(0, 0.35, 0.6));
    var glaze = c.freeHue(140, 0.4, 0.78);
    var dark = c.freeHue(140, 0.55, 0.42);
    var handle = oval(250, 660, 95, 90);
    c.stroke(handle, dark, 30);
    var spout = blob(560, 700, 690, 560, 720, 575, 640, 760, 560, 790);
    c.shadow(spout, 12, 12);
    c.lit(spout, glaze, dark);
    var pot = blob(240, 700, 290, 540, 430, 500, 570, 540, 620, 700, 560, 840, 430, 870, 300, 840);
    c.shadow(pot, 22, 26);
    c.ball(pot, mix(glaze, Color.WHITE, 0.35), dark);
    c.lit(oval(430, 530, 120, 34), mix(glaze, Color.WHITE, 0.3), dark);
    c.ball(circle(430, 482, 28), glaze, dark);
    c.stroke(open(310, 600, 330, 560, 370, 540), clear(Color.WHITE, 0.6), 14);
    for (int i = 0; i < 2; i++) {
      double x = 300 + i * 320;
      double y = 985 + i * 25;
      c.fill(oval(x, y + 55, 125, 34), new Color(30, 15, 10, 60));
      var cup = blob(x - 105, y - 40, x - 80, y + 55, x, y + 75, x + 80, y + 55, x + 105, y - 40);
      c.lit(cup, mix(glaze, Color.WHITE, 0.5), mix(glaze, dark, 0.5));
      c.lit(oval(x, y - 42, 106, 34), Color.WHITE, plain(0xd5dbd2));
      c.lit(oval(x, y - 38, 90, 26), c.hue(70, 0.65, 0.8), c.hue(55, 0.8, 0.55));
      c.steam(x, y - 60, 190, 1);
    }
    for (int i = 0; i < 12; i++) {
      double x = c.any(60, 850);
      double y = c.any(1090, 1190);
      c.turned(
          c.any(0, 180),
          x,
          y,
          () -> c.lit(oval(x, y, 30, 9), c.hue(110, 0.6, 0.6), c.hue(120, 0.7, 0.32)));
    }
  }

  static void bakery(Canvas c) {
    c.sky(c.hue(30, 0.2, 1), c.hue(28, 0.35, 0.9), c.hue(22, 0.5, 0.62));
    c.bokeh(22, 0, 560, plain(0xfff3c4));
    var board = box(70, 700, 760, 400, 60);
    c.shadow(board, 24, 30);
    c.lit(board, plain(0xc9935a), plain(0x8d5a2e));
    for (int i = 0; i < 6; i++) {
      c.stroke(
          open(100, 750 + i * 60, 450, 745 + i * 60 + c.any(-9, 9), 800, 752 + i * 60),
          clear(plain(0x5a3517), 0.22),
          4);
    }
    var loaf = blob(170, 690, 220, 540, 400, 480, 600, 500, 720, 590, 740, 720, 600, 790, 320, 790);
    c.shadow(loaf, 22, 26);
    c.ball(loaf, plain(0xf3c583), plain(0x9a5a22));
    for (int i = 0; i < 4; i++) {
      double x = 300 + i * 105;
      var cut = blob(x - 40, 640, x, 560, x + 40, 540, x + 18, 610, x - 16, 680);
      c.lit(cut, plain(0xfff0cf), plain(0xe3b06a));
    }
    for (int i = 0; i < 3; i++) {
      croissant(c, 250 + i * 205, 930 + (i % 2) * 70);
    }
    for (int i = 0; i < 160; i++) {
      c.fill(circle(c.any(120, 800), c.any(500, 1060), c.any(1, 3.4)), clear(Color.WHITE, 0.7));
    }
    for (int i = 0; i < 5; i++) {
      double x = 90 + i * 26;
      c.stroke(open(x, 760, x + 20, 540, x - 20 + i * 12, 330), c.hue(45, 0.55, 0.75), 6);
      for (int grain = 0; grain < 7; grain++) {
        double y = 330 + grain * 30;
        double at = x - 20 + i * 12 + grain * 5;
        c.lit(
            oval(at + (grain % 2 == 0 ? 13 : -13), y, 12, 20),
            c.hue(46, 0.5, 0.95),
            c.hue(40, 0.7, 0.7));
      }
    }
  }

  private static void croissant(Canvas c, double x, double y) {
    c.turned(
        c.any(-25, 25),
        x,
        y,
        () -> {
          var bow =
              blob(
                  x - 110, y + 55, x - 90, y - 20, x, y - 70, x + 90, y - 20, x + 110, y + 55,
                  x + 55, y + 30, x, y + 12, x - 55, y + 30);
          c.shadow(bow, 12, 16);
          c.ball(bow, plain(0xf9cf86), plain(0xa05c1e));
          for (int i = -2; i <= 2; i++) {
            c.stroke(
                open(
                    x + i * 36,
                    y - 58 + i * i * 12,
                    x + i * 32 + 6,
                    y - 20 + i * i * 6,
                    x + i * 28,
                    y + 14 + i * i * 5),
                clear(plain(0x7a3f10), 0.5),
                6);
          }
        });
  }
}
