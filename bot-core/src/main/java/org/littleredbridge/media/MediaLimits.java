package org.littleredbridge.media;

/// How much a fetched file may be.
///
/// @param pictureBytes largest picture in bytes
/// @param videoBytes largest video in bytes
/// @param pixels largest picture in pixels (width × height)
public record MediaLimits(long pictureBytes, long videoBytes, long pixels) {
  public static final MediaLimits DEFAULT = new MediaLimits(20L << 20, 50L << 20, 50_000_000L);
}
