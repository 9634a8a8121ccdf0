package org.littleredbridge.note;

/// How many notifications nobody has looked at; none is negative.
///
/// @param all as the platform counts them, which need not be the sum
public record Unread(int comments, int likes, int followers, int all) {
  public Unread {
    if (comments < 0 || likes < 0 || followers < 0 || all < 0) {
      throw new IllegalArgumentException("a count is never negative");
    }
  }
}
