package org.littleredbridge.command;

import java.util.List;
import java.util.Locale;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Suggestion;

/// One thing that people can ask of the bridge.
interface Command {
  /// Whether something follows the command's name.
  enum Argument {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  /// The word it is called by.
  String name();

  /// Whether only those who manage the channel may use it.
  boolean changesThings(String argument);

  /// Whether communities may use it that no operator has admitted: it costs nothing.
  default boolean free() {
    return false;
  }

  /// Whether it is for those who run the bridge; it looks at that itself.
  default boolean forOperators() {
    return false;
  }

  /// Whether it may be given in one channel about another.
  default boolean elsewhere() {
    return true;
  }

  default Argument takes() {
    return Argument.NONE;
  }

  /// Whether [#suggest] knows something.
  default boolean suggests() {
    return false;
  }

  /// What could follow the command's name, best first, from the store alone.
  ///
  /// @param begun what stands there already, stripped
  default List<Suggestion> suggest(ChannelId channel, String begun, Locale language) {
    return List.of();
  }

  /// Does it and answers with a sentence in the caller's language; empty when what comes is answer
  /// enough.
  ///
  /// @throws org.littleredbridge.note.PlatformException when RedNote did not answer; the desk says
  ///   so
  String run(Call call);

  /// What can be done about the answer at the press of a button.
  default List<Action> actions(Event.Command given) {
    return List.of();
  }
}
