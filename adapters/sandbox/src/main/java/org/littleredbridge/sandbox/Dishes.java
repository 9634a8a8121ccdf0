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

/// Things to eat and drink, seen from above on a table.
final class Dishes {
  private Dishes() {}

  static void noodles(Canvas c) {
    table(c, 25);
    bowl(c, 450, 640, 365, c.freeHue(0, 0.55, 0.75));
    var soup = circle(450, 640, 300);
    c.ball(soup, c.hue(22, 0.85, 0.95), c.hue(12, 0.95, 0.55));
    c.within(soup);
    for (int i = 0; i < 46; i++) {
      double y = 500 + i * 8 + c.any(-12, 12);
      double bend = c.any(20, 80) * (i % 2 == 0 ? 1 : -1);
      var strand =
          open(
              230 + c.any(-30, 50),
              y,
              370,
              y - bend,
              500,
              y + bend,
              670 + c.any(-60, 30),
              y - bend / 3);
      c.stroke(strand, c.hue(38, 0.6, 0.62), 15);
      c.stroke(strand, c.hue(44, 0.42, 0.97), 10);
    }
    for (int i = 0; i < 26; i++) {
      c.fill(
          circle(c.any(180, 720), c.any(380, 900), c.any(5, 20)), clear(c.hue(8, 0.9, 0.9), 0.4));
    }
    c.free();
    // A clip has hard edges; this covers them.
    c.stroke(soup, c.hue(12, 0.9, 0.45), 6);
    egg(c, 330, 520);
    for (int i = 0; i < 3; i++) {
      double x = 560 + i * 42;
      var leaf = blob(x, 560, x + 62, 460 + i * 20, x + 100, 520 + i * 26, x + 60, 620);
      c.shadow(leaf, 8, 8);
      c.lit(leaf, c.hue(105, 0.6, 0.75), c.hue(120, 0.7, 0.4));
    }
    spring(c, 450, 700, 190, 26);
    chillies(c, 430, 760, 5);
    chopsticks(c);
    c.steam(450, 520, 420, 3);
  }

  static void hotpot(Canvas c) {
    table(c, 15);
    bowl(c, 450, 600, 390, plain(0xb08d57));
    var pot = circle(450, 600, 330);
    c.within(pot);
    c.fill(pot, c.hue(8, 0.95, 0.72));
    c.glow(360, 480, 330, c.hue(18, 0.9, 1), 0.6);
    c.fill(
        blob(450, 250, 560, 420, 420, 560, 500, 720, 450, 960, 820, 960, 820, 250),
        c.hue(42, 0.3, 0.95));
    c.stroke(open(450, 250, 560, 420, 420, 560, 500, 720, 450, 960), plain(0xc9ced6), 16);
    for (int i = 0; i < 60; i++) {
      double x = c.any(130, 450);
      double y = c.any(290, 920);
      c.fill(circle(x, y, c.any(5, 16)), clear(c.hue(20, 0.9, 1), 0.5));
    }
    chillies(c, 300, 600, 12);
    for (int i = 0; i < 7; i++) {
      double x = c.any(560, 730);
      double y = c.any(400, 820);
      c.ball(circle(x, y, c.any(24, 40)), plain(0xfffaf0), plain(0xdcc9a5));
    }
    spring(c, 650, 620, 120, 14);
    c.free();
    c.stroke(pot, plain(0x8a6a3c), 7);
    var plate = oval(180, 1060, 200, 130);
    c.shadow(plate, 18, 22);
    c.lit(plate, plain(0xffffff), plain(0xd9dde3));
    for (int i = 0; i < 6; i++) {
      var slice = blob(60 + i * 42, 1080, 90 + i * 42, 990, 140 + i * 42, 1010, 120 + i * 42, 1110);
      c.lit(slice, c.hue(355, 0.35, 0.98), c.hue(355, 0.6, 0.78));
      c.stroke(
          open(75 + i * 42, 1070, 105 + i * 42, 1020, 130 + i * 42, 1040),
          clear(Color.WHITE, 0.7),
          7);
    }
    dip(c, 720, 1070);
    c.steam(450, 520, 460, 4);
  }

  static void dumplings(Canvas c) {
    table(c, 30);
    var rim = circle(450, 620, 380);
    c.shadow(rim, 26, 34);
    c.ball(rim, plain(0xe2b77a), plain(0x8a5a2b));
    c.ball(circle(450, 620, 335), plain(0xf4dcae), plain(0xc79b5f));
    for (int i = -6; i <= 6; i++) {
      c.stroke(
          open(140, 620 + i * 48, 450, 620 + i * 48 + 8, 760, 620 + i * 48),
          clear(plain(0x8a5a2b), 0.25),
          5);
    }
    int count = 7;
    for (int i = 0; i < count; i++) {
      double angle = i * Math.TAU / (count - 1);
      double reach = i == count - 1 ? 0 : 205;
      dumpling(c, 450 + Math.cos(angle) * reach, 620 + Math.sin(angle) * reach);
    }
    dip(c, 760, 1080);
    c.steam(450, 500, 430, 3);
  }

  private static void dumpling(Canvas c, double x, double y) {
    var body =
        blob(
            x - 92, y + 12, x - 66, y - 58, x, y - 80, x + 66, y - 58, x + 92, y + 12, x + 60,
            y + 62, x, y + 74, x - 60, y + 62);
    c.shadow(body, 14, 16);
    c.ball(body, plain(0xfffdf6), plain(0xd9c7a4));
    for (int fold = 0; fold < 9; fold++) {
      double angle = fold * Math.TAU / 9;
      c.stroke(
          open(
              x,
              y - 6,
              x + Math.cos(angle + 0.4) * 34,
              y - 6 + Math.sin(angle + 0.4) * 30,
              x + Math.cos(angle) * 70,
              y - 2 + Math.sin(angle) * 56),
          clear(plain(0x9c8257), 0.45),
          5);
    }
    c.ball(circle(x, y - 6, 13), c.hue(28, 0.7, 0.85), plain(0x9c6b35));
  }

  private static void dip(Canvas c, double x, double y) {
    var dish = circle(x, y, 112);
    c.shadow(dish, 16, 20);
    c.lit(dish, Color.WHITE, plain(0xcfd6de));
    c.ball(circle(x, y, 84), c.hue(15, 0.9, 0.55), plain(0x2b0f08));
    spring(c, x, y, 50, 7);
    c.stroke(open(x - 50, y - 40, x - 20, y - 62, x + 20, y - 62), clear(Color.WHITE, 0.5), 7);
  }

  private static void bowl(Canvas c, double x, double y, double radius, Color color) {
    var rim = circle(x, y, radius);
    c.shadow(rim, 30, 40);
    c.ball(rim, mix(color, Color.WHITE, 0.55), mix(color, Color.BLACK, 0.35));
    c.ball(circle(x, y, radius - 26), mix(color, Color.WHITE, 0.2), mix(color, Color.BLACK, 0.55));
    c.stroke(circle(x, y, radius - 12), clear(Color.WHITE, 0.35), 5);
  }

  private static void egg(Canvas c, double x, double y) {
    var white = oval(x, y, 88, 104);
    c.shadow(white, 10, 12);
    c.ball(white, Color.WHITE, plain(0xe6ddcf));
    c.ball(oval(x + 4, y + 8, 50, 56), c.hue(42, 0.8, 1), c.hue(28, 0.95, 0.85));
    c.fill(oval(x - 14, y - 16, 14, 9), clear(Color.WHITE, 0.7));
  }

  private static void spring(Canvas c, double x, double y, double spread, int count) {
    for (int i = 0; i < count; i++) {
      double at = x + c.any(-spread, spread);
      double down = y + c.any(-spread, spread);
      c.stroke(oval(at, down, 11, 8), c.hue(110, 0.65, 0.45), 9);
      c.stroke(oval(at, down, 11, 8), c.hue(95, 0.55, 0.85), 5);
    }
  }

  private static void chillies(Canvas c, double x, double y, int count) {
    for (int i = 0; i < count; i++) {
      double at = x + c.any(-150, 150);
      double down = y + c.any(-190, 190) * (count > 6 ? 1.3 : 0.5);
      c.turned(
          c.any(0, 360),
          at,
          down,
          () -> {
            var pod =
                blob(at - 46, down - 4, at - 10, down - 17, at + 44, down + 2, at - 8, down + 15);
            c.shadow(pod, 5, 6);
            c.lit(pod, c.hue(6, 0.8, 0.95), c.hue(0, 0.95, 0.55));
          });
    }
  }

  private static void chopsticks(Canvas c) {
    for (int i = 0; i < 2; i++) {
      double shift = i * 46;
      var stick = open(905, 500 + shift * 1.6, 740, 790 + shift, 560 + shift, 1130);
      c.shadow(stick, 10, 8);
      c.stroke(stick, plain(0x6b3a1c), 22);
      c.stroke(stick, plain(0xa8642f), 12);
    }
  }

  private static void table(Canvas c, double hue) {
    c.sky(c.hue(hue, 0.42, 0.62), c.hue(hue - 6, 0.5, 0.42));
    for (int plank = 0; plank < 6; plank++) {
      double x = plank * 160 + c.any(-12, 12);
      c.fill(box(x, -20, 150, 1260, 4), clear(c.hue(hue + 4, 0.45, 0.75), 0.35));
      for (int grain = 0; grain < 4; grain++) {
        double at = x + c.any(15, 135);
        c.stroke(
            open(at, -20, at + c.any(-14, 14), 420, at + c.any(-14, 14), 820, at, 1240),
            clear(plain(0x2a1508), 0.14),
            3);
      }
    }
    c.glow(240, 200, 700, plain(0xfff2d0), 0.35);
  }
}
