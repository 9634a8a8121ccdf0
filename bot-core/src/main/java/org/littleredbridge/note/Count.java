package org.littleredbridge.note;

/// A number as the platform shows it, such as `1.2万`: the text, the smallest number that it can
/// mean, and whether that number is exact.
///
/// @param raw the platform's own text, empty when unknown
/// @param atLeast a lower bound, 0 when unknown
/// @param exact whether `atLeast` is the number itself
public record Count(String raw, long atLeast, boolean exact) {
  public static final Count UNKNOWN = new Count("", 0, false);

  public Count {
    if (atLeast < 0) {
      throw new IllegalArgumentException("a count is never negative");
    }
  }
}
