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
}
