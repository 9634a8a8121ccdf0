package org.littleredbridge.note;

/// A creator's (platform user's) id: 1 to 64 letters, digits, `-` or `_`.
public record CreatorId(String value) {
  public CreatorId {
    Ids.check("creator id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
