package org.littleredbridge.relay;

/// How a member's reply becomes a comment.
public enum CommentMode {
  /// Never.
  OFF,
  /// The bridge prepares the text, a person posts it.
  ASSISTED,
  /// A trusted person approves each comment.
  APPROVAL,
  /// The reply itself is the consent.
  DIRECT
}
