package org.littleredbridge.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.littleredbridge.note.Media;

/// Writes a file of 100 bytes for every key, or does what a test wants for that key.
final class ScriptedFetcher implements MediaFetcher {
  private final List<String> fetched = new CopyOnWriteArrayList<>();
  private final Map<String, MediaFetcher> script = new HashMap<>();
  private volatile String cannotTurn = "";

  void on(String key, MediaFetcher fetcher) {
    script.put(key, fetcher);
  }

  void onFailure(String key, String reason, boolean worthRetrying) {
    on(
        key,
        (_, _, _) -> {
          throw new MediaException(reason, worthRetrying);
        });
  }

  void cannotTurn(String reason) {
    this.cannotTurn = reason;
  }

  /// The keys in the order of asking.
  List<String> fetched() {
    return fetched;
  }

  @Override
  public MediaFile fetch(Media media, Path target, MediaLimits limits) {
    fetched.add(media.key());
    var ours = script.get(media.key());
    return ours == null ? write(media, target, 100) : ours.fetch(media, target, limits);
  }

  @Override
  public MediaFile asJpeg(Media media, MediaFile original, Path target, MediaLimits limits) {
    fetched.add(media.key() + " as JPEG");
    if (!cannotTurn.isEmpty()) {
      throw new MediaException(cannotTurn, false);
    }
    var bytes = write(media, target, 80).bytes();
    return new MediaFile(media.kind(), media.key(), target, "image/jpeg", bytes, 30, 40);
  }

  static MediaFile write(Media media, Path target, int bytes) {
    try {
      Files.write(target, new byte[bytes]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var type = media.kind() == Media.Kind.VIDEO ? "video/mp4" : "image/webp";
    return new MediaFile(media.kind(), media.key(), target, type, bytes, 30, 40);
  }
}
