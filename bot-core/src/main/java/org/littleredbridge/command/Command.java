package org.littleredbridge.command;

/// One thing that people can ask of the bridge.
interface Command {
  /// The word it is called by.
  String name();

  /// Whether only those who manage the channel may use it.
  boolean changesThings(String argument);

  /// Does it and answers with a sentence in the caller's language.
  ///
  /// @throws org.littleredbridge.note.PlatformException when RedNote did not answer; the desk says
  ///   so
  String run(Call call);
}
