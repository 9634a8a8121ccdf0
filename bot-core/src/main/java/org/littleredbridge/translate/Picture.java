package org.littleredbridge.translate;

/// A picture for a [Model] that sees.
///
/// @param type `image/jpeg`, `image/png` or `image/webp`
/// @param bytes not to be changed
public record Picture(String type, byte[] bytes) {}
