package org.littleredbridge.media;

import java.nio.file.Path;
import org.littleredbridge.note.Media;

/// Brings a file from the platform's media hosts to our disk.
public interface MediaFetcher {
  /// Fetches `media` into the new file `target`, trying its sources in order. Blocks for at most a
  /// minute. Keeps to the known hosts and never connects to a private address.
  ///
  /// @throws MediaException with the reason; nothing is left at `target` then
  MediaFile fetch(Media media, Path target, MediaLimits limits);

  /// The same picture as JPEG in the new file `target`, for a chat that does not show what
  /// `original` is. Blocks for at most a minute and a half.
  ///
  /// @param original what [#fetch] gave for `media`, on our disk
  /// @throws MediaException with the reason; nothing is left at `target` then
  default MediaFile asJpeg(Media media, MediaFile original, Path target, MediaLimits limits) {
    throw new MediaException(
        "the picture is " + original.contentType() + ", which this chat does not show", false);
  }
}
