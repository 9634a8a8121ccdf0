package org.littleredbridge.health;

/// Tells the people who run the bridge, in private, what they should know. Thread-safe; never waits
/// for a service.
public interface AdminNotices {
  /// @param key tells the matter from all others: what was told under it is never told again;
  ///   begins with a word for its kind and `:`
  /// @param english a sentence or two: what happened, and what to do about it; without secrets
  void tell(String key, String english);
}
