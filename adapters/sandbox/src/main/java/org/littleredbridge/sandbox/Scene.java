package org.littleredbridge.sandbox;

import java.util.Arrays;
import java.util.Locale;

/// What a picture can show. The order is part of the file ids: add at the end.
enum Scene {
  ABSTRACT,
  NOODLES,
  HOTPOT,
  DUMPLINGS,
  TEA,
  BAKERY,
  MOUNTAIN,
  LAKE,
  OLDTOWN,
  TRAIN,
  BEACH,
  DESK,
  BOOKS,
  LIBRARY,
  CAT,
  DOG,
  RABBIT,
  LIPSTICK,
  SKINCARE,
  NAILS,
  SPEECH,
  CARDS,
  CITYNIGHT;

  /// The scene of that name, an abstract pattern when there is none.
  static Scene named(String name) {
    return Arrays.stream(values())
        .filter(scene -> scene.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElse(ABSTRACT);
  }
}
