package org.littleredbridge.sandbox;

import java.awt.Color;

/// One painter per scene.
final class Scenes {
  private Scenes() {}

  static void paint(Scene scene, Canvas c) {
    switch (scene) {
      case ABSTRACT -> pattern(c);
      case NOODLES -> Dishes.noodles(c);
      case HOTPOT -> Dishes.hotpot(c);
      case DUMPLINGS -> Dishes.dumplings(c);
      case TEA -> Teatime.tea(c);
      case BAKERY -> Teatime.bakery(c);
      case MOUNTAIN -> Landscapes.mountain(c);
      case LAKE -> Landscapes.lake(c);
      case OLDTOWN -> Towns.oldTown(c);
      case TRAIN -> Towns.train(c);
      case BEACH -> Landscapes.beach(c);
      case DESK -> Rooms.desk(c);
      case BOOKS -> Rooms.books(c);
      case LIBRARY -> Rooms.library(c);
      case CAT -> Portraits.cat(c);
      case DOG -> Portraits.dog(c);
      case RABBIT -> Portraits.rabbit(c);
      case LIPSTICK -> Beauty.lipstick(c);
      case SKINCARE -> Beauty.skincare(c);
      case NAILS -> Beauty.nails(c);
      case SPEECH -> Rooms.speech(c);
      case CARDS -> Rooms.cards(c);
      case CITYNIGHT -> Towns.cityNight(c);
    }
    c.finish();
  }

  private static void pattern(Canvas c) {
    c.sky(c.freeHue(0, 0.35, 0.98), c.freeHue(50, 0.5, 0.85));
    for (int i = 0; i < 14; i++) {
      double x = c.any(0, 900);
      double y = c.any(0, 1200);
      double size = c.any(80, 280);
      var shape =
          c.coin()
              ? Canvas.circle(x, y, size)
              : Canvas.box(x - size, y - size, size * 2, size * 2, size / 3);
      c.lit(
          shape,
          Canvas.clear(c.freeHue(c.any(0, 120), 0.5, 1), 0.35),
          Canvas.clear(c.freeHue(c.any(60, 160), 0.7, 0.9), 0.2));
    }
    for (int i = 0; i < 4; i++) {
      double y = 250 + i * 230;
      c.stroke(
          Canvas.open(-40, y, 220, y - c.any(40, 160), 520, y + c.any(40, 160), 940, y - 60),
          Canvas.clear(Color.WHITE, 0.5),
          8);
    }
  }
}
