package org.littleredbridge.note;

/// A note's id as the platform gives it: 1 to 64 letters, digits, `-` or `_`.
public record NoteId(String value) {
  public NoteId {
    Ids.check("note id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
