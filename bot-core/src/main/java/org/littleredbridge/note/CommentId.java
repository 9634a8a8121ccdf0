package org.littleredbridge.note;

/// A comment's id as the platform gives it: 1 to 64 letters, digits, `-` or `_`.
public record CommentId(String value) {
  public CommentId {
    Ids.check("comment id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
