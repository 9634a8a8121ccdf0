package org.littleredbridge.media;

import java.nio.file.Path;
import org.littleredbridge.note.Media;

/// A picture or video on our disk, checked by its bytes.
///
/// @param contentType told from the bytes, never from the name: `image/png`, `image/jpeg`,
///   `image/webp`, `image/gif`, `image/avif`, `image/heic`, `video/mp4`
/// @param bytes the file's size
/// @param width pixels, 0 when unknown
/// @param height pixels, 0 when unknown
public record MediaFile(
    Media.Kind kind,
    String key,
    Path path,
    String contentType,
    long bytes,
    int width,
    int height) {}
