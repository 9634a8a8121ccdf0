package org.littleredbridge.note;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a note shows besides its text.
public sealed interface Content {
  /// Up to 18 pictures in the creator's order; empty when a list gave no usable address. A live
  /// photo is its still picture, and after it the few seconds of video that belong to it, where the
  /// gateway tells them.
  record Slideshow(List<Media> pictures) implements Content {
    public Slideshow {
      pictures = List.copyOf(pictures);
    }
  }

  /// A video with its cover picture. Lists give the cover only; the stream comes with the detail.
  record Video(Optional<Media> cover, Optional<Media> stream, Duration length) implements Content {}
}
