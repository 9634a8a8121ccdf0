package org.littleredbridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.MessageMap;

/// A [MessageMap] in memory.
final class MemoryMessageMap implements MessageMap {
  private final Object lock;
  private final Map<MessageRef, Shown> shown = new HashMap<>();
  private final Set<MessageRef> digests = new HashSet<>();

  MemoryMessageMap(Object lock) {
    this.lock = lock;
  }

  @Override
  public Optional<Shown> find(MessageRef message) {
    synchronized (lock) {
      return Optional.ofNullable(shown.get(message));
    }
  }

  @Override
  public boolean isDigest(MessageRef message) {
    synchronized (lock) {
      return digests.contains(message);
    }
  }

  void shows(MessageRef message, Cargo cargo) {
    synchronized (lock) {
      switch (cargo) {
        case Cargo.NoteCargo(var note, _) -> shown.put(message, new Shown(note, Optional.empty()));
        case Cargo.CommentCargo(var comment, var note, _) ->
            shown.put(message, new Shown(note, Optional.of(comment)));
        case Cargo.Digest _ -> digests.add(message);
        case Cargo.Update _, Cargo.Notice _, Cargo.LoginCode _, Cargo.Outcome _ -> {
          // These show what the bridge says, which nobody can answer on the platform.
        }
      }
    }
  }
}
