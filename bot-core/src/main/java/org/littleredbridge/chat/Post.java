package org.littleredbridge.chat;

import java.util.List;

/// What one delivery says: one or more messages, sent in order.
public record Post(List<Part> parts) {
  public Post {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a post has at least one part");
    }
  }
}
