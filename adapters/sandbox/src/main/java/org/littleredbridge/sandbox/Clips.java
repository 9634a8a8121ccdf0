package org.littleredbridge.sandbox;

/// The videos that were asked for last.
final class Clips {
  private static final int KEPT = 6;
  private final Recent<MediaLinks.Motif, byte[]> recent = new Recent<>(KEPT);

  /// A playable MP4 file that shows this.
  byte[] bytes(MediaLinks.Motif motif) {
    return recent.get(motif, () -> Clip.mp4(motif));
  }
}
