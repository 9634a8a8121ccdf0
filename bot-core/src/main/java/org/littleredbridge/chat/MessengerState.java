package org.littleredbridge.chat;

/// How a messenger stands with its service.
///
/// @param mood whether a person must do something
/// @param sentence what is the matter and what to do, in English, without secrets
public record MessengerState(Mood mood, String sentence) {
  public enum Mood {
    /// Listens and speaks.
    WELL,
    /// Does not reach its service and goes on trying by itself.
    TRYING,
    /// Will not work before a person acts, such as after a token was refused.
    STOPPED
  }

  public static final MessengerState WELL = new MessengerState(Mood.WELL, "connected");
}
