package org.littleredbridge.note;

import java.net.URI;
import java.util.List;

/// One picture or video of a note. Its addresses are signed and expire; its key does not change.
///
/// @param key names the file for ever, across new signatures: the platform's file id
/// @param sources addresses to try, best first; never shown to people
/// @param width pixels, 0 when unknown
/// @param height pixels, 0 when unknown
public record Media(Kind kind, String key, List<URI> sources, int width, int height) {
  public enum Kind {
    PICTURE,
    VIDEO
  }

  public Media {
    sources = List.copyOf(sources);
    if (key.isBlank() || width < 0 || height < 0) {
      throw new IllegalArgumentException("media needs a key, and no negative size");
    }
  }
}
