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

/// Faces: of animals, and of the people in the avatars.
final class Portraits {
  private static final Color INK = plain(0x2a1a20);

  private Portraits() {}

  static void cat(Canvas c) {
    room(c);
    var fur = c.pick(3) == 0 ? plain(0x8f8a94) : c.hue(28, c.any(0.35, 0.65), 0.93);
    var dark = mix(fur, plain(0x5a3a20), 0.45);
    var tail = open(640, 1100, 800, 1010, 790, 820, 720, 790);
    c.stroke(tail, dark, 76);
    c.stroke(tail, fur, 64);
    body(c, fur, dark);
    for (int side = -1; side <= 1; side += 2) {
      double x = 450 + side * 175;
      c.lit(
          blob(x - side * 120, 470, x + side * 10, 260, x + side * 40, 270, x + side * 55, 520),
          fur,
          dark);
      c.fill(
          blob(x - side * 70, 450, x + side * 8, 320, x + side * 32, 470), c.hue(350, 0.3, 0.98));
    }
    var head = blob(200, 590, 240, 430, 450, 385, 660, 430, 700, 590, 610, 750, 450, 790, 290, 750);
    c.shadow(head, 14, 20);
    c.ball(head, mix(fur, Color.WHITE, 0.35), dark);
    for (int i = -1; i <= 1; i++) {
      c.stroke(open(450 + i * 48, 398, 450 + i * 40, 440, 450 + i * 30, 486), clear(dark, 0.9), 17);
    }
    c.fill(
        blob(330, 690, 390, 630, 450, 650, 510, 630, 570, 690, 510, 762, 390, 762),
        clear(Color.WHITE, 0.8));
    eyes(c, 585, 115, c.freeHue(0, 0.6, 0.8), true);
    nose(c, 670);
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < 3; i++) {
        c.stroke(
            open(
                450 + side * 100,
                690 + i * 16,
                450 + side * 190,
                676 + i * 24,
                450 + side * 290,
                668 + i * 34),
            clear(Color.WHITE, 0.85),
            4);
      }
    }
  }

  static void dog(Canvas c) {
    room(c);
    var fur = c.pick(2) == 0 ? plain(0xf3ead9) : c.hue(30, 0.5, 0.86);
    var dark = mix(fur, plain(0x6b4424), 0.55);
    body(c, fur, dark);
    var head = blob(220, 560, 270, 410, 450, 360, 630, 410, 680, 560, 620, 730, 450, 800, 280, 730);
    c.shadow(head, 14, 20);
    c.ball(head, mix(fur, Color.WHITE, 0.3), mix(fur, dark, 0.7));
    for (int side = -1; side <= 1; side += 2) {
      var ear =
          blob(
              450 + side * 160,
              400,
              450 + side * 280,
              430,
              450 + side * 300,
              620,
              450 + side * 235,
              700,
              450 + side * 175,
              560);
      c.shadow(ear, 10, 12);
      c.lit(ear, mix(dark, fur, 0.25), mix(dark, Color.BLACK, 0.25));
    }
    c.fill(
        blob(318, 690, 390, 610, 450, 620, 510, 610, 582, 690, 520, 780, 380, 780),
        clear(Color.WHITE, 0.85));
    eyes(c, 560, 105, plain(0x5a3418), false);
    c.ball(
        blob(394, 640, 450, 622, 506, 640, 486, 692, 450, 706, 414, 692),
        plain(0x5a4a4e),
        plain(0x120b0d));
    c.stroke(open(450, 705, 450, 735), INK, 8);
    c.stroke(open(380, 722, 412, 752, 450, 735, 488, 752, 520, 722), INK, 8);
    c.lit(
        blob(416, 750, 450, 742, 484, 750, 478, 822, 450, 838, 422, 822),
        plain(0xff9aa6),
        plain(0xd9566a));
    var collar = c.freeHue(0, 0.7, 0.85);
    c.stroke(open(290, 822, 450, 876, 610, 822), collar, 34);
    c.ball(circle(450, 890, 34), plain(0xffe9a0), plain(0xc98a1a));
  }

  static void rabbit(Canvas c) {
    room(c);
    var fur = c.pick(2) == 0 ? plain(0xfbf6f2) : c.hue(25, 0.22, 0.88);
    var dark = mix(fur, plain(0x8a6a5a), 0.4);
    body(c, fur, dark);
    for (int side : new int[] {-1, 1}) {
      c.turned(
          side * c.any(6, 16),
          450 + side * 95,
          470,
          () -> {
            double x = 450 + side * 95;
            var ear = oval(x, 280, 66, 230);
            c.shadow(ear, 10, 14);
            c.ball(ear, mix(fur, Color.WHITE, 0.4), dark);
            c.lit(oval(x, 300, 34, 175), c.hue(350, 0.28, 1), c.hue(350, 0.4, 0.88));
          });
    }
    var head = blob(240, 620, 290, 480, 450, 430, 610, 480, 660, 620, 580, 770, 450, 800, 320, 770);
    c.shadow(head, 14, 20);
    c.ball(head, mix(fur, Color.WHITE, 0.5), dark);
    eyes(c, 600, 112, plain(0x7a2a3a), false);
    for (int side = -1; side <= 1; side += 2) {
      c.glow(450 + side * 150, 690, 60, plain(0xff8fa0), 0.45);
    }
    nose(c, 680);
    c.fill(box(432, 728, 17, 32, 5), Color.WHITE);
    c.fill(box(451, 728, 17, 32, 5), Color.WHITE);
    var carrot = blob(610, 1010, 660, 960, 720, 950, 880, 1110, 850, 1130, 650, 1060);
    c.shadow(carrot, 12, 14);
    c.lit(carrot, plain(0xffa64a), plain(0xd9641a));
    for (int i = 0; i < 4; i++) {
      c.stroke(
          open(640, 980, 590 - i * 8, 950 - i * 14, 545 + i * 16, 905 - i * 12),
          c.hue(115, 0.6, 0.6),
          13);
    }
  }

  /// A person's head and shoulders, without more of a face than an avatar needs.
  static void face(Canvas c) {
    c.sky(c.freeHue(0, 0.4, 0.98), c.freeHue(50, 0.6, 0.75));
    c.bokeh(8, 200, 1000, Color.WHITE);
    var skin = mix(plain(0xffdfc4), plain(0xd39a70), c.any(0, 0.8));
    var hair = c.coin() ? plain(0x2b2024) : c.hue(25, 0.6, 0.4);
    boolean large = c.coin();
    if (large) {
      c.ball(oval(450, 640, 260, 330), mix(hair, Color.WHITE, 0.15), hair);
    }
    c.lit(
        blob(130, 1150, 190, 900, 450, 840, 710, 900, 770, 1150),
        c.freeHue(150, 0.5, 0.9),
        c.freeHue(170, 0.65, 0.6));
    c.lit(box(390, 720, 120, 170, 50), skin, mix(skin, plain(0x9c5a3a), 0.35));
    c.ball(
        oval(450, 600, 190, 215), mix(skin, Color.WHITE, 0.25), mix(skin, plain(0xb0704a), 0.25));
    c.lit(
        blob(240, 590, 270, 400, 450, 330, 630, 400, 660, 590, 590, 480, 470, 450, 340, 500),
        mix(hair, Color.WHITE, 0.2),
        hair);
    for (int side = -1; side <= 1; side += 2) {
      c.fill(oval(450 + side * 76, 615, 15, 21), INK);
      c.glow(450 + side * 110, 680, 52, plain(0xff7a7a), 0.4);
    }
    c.stroke(open(400, 710, 450, 738, 500, 710), INK, 11);
  }

  private static void eyes(Canvas c, double y, double apart, Color iris, boolean slit) {
    for (int side = -1; side <= 1; side += 2) {
      double x = 450 + side * apart;
      c.fill(circle(x, y, 58), clear(INK, 0.85));
      c.ball(circle(x, y, 50), mix(iris, Color.WHITE, 0.35), mix(iris, Color.BLACK, 0.35));
      c.fill(slit ? oval(x, y, 20, 44) : circle(x, y, 32), INK);
      c.fill(circle(x - 15, y - 18, 14), Color.WHITE);
      c.fill(circle(x + 14, y + 18, 6), clear(Color.WHITE, 0.8));
    }
  }

  private static void nose(Canvas c, double y) {
    c.lit(
        blob(420, y - 14, 450, y - 18, 480, y - 14, 450, y + 22), plain(0xffa0aa), plain(0xd9607a));
    c.stroke(open(450, y + 18, 450, y + 38), INK, 6);
    c.stroke(open(398, y + 36, 424, y + 56, 450, y + 38, 476, y + 56, 502, y + 36), INK, 6);
  }

  private static void body(Canvas c, Color fur, Color dark) {
    c.fill(oval(450, 1120, 330, 50), new Color(30, 15, 20, 70));
    var body = blob(230, 1120, 230, 900, 330, 760, 570, 760, 670, 900, 670, 1120, 450, 1150);
    c.ball(body, mix(fur, Color.WHITE, 0.15), dark);
    c.fill(
        blob(330, 1010, 360, 860, 450, 800, 540, 860, 570, 1010, 450, 1090),
        clear(Color.WHITE, 0.5));
    for (int side = -1; side <= 1; side += 2) {
      var paw = oval(450 + side * 105, 1108, 78, 46);
      c.shadow(paw, 6, 8);
      c.ball(paw, mix(fur, Color.WHITE, 0.45), mix(fur, dark, 0.5));
    }
  }

  private static void room(Canvas c) {
    c.sky(c.freeHue(170, 0.22, 0.98), c.freeHue(190, 0.32, 0.86), c.freeHue(190, 0.3, 0.8));
    c.glow(220, 180, 520, Color.WHITE, 0.6);
    c.bokeh(14, 0, 700, Color.WHITE);
    c.lit(
        blob(-200, 1010, 200, 985, 700, 1000, 1100, 980, 1200, 1400, -200, 1400),
        c.freeHue(205, 0.3, 0.78),
        c.freeHue(215, 0.42, 0.55));
    var rug = oval(450, 1120, 430, 95);
    c.lit(rug, c.freeHue(60, 0.3, 0.95), c.freeHue(70, 0.42, 0.75));
    c.stroke(oval(450, 1120, 395, 80), clear(Color.WHITE, 0.6), 7);
  }
}
