package org.littleredbridge.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Transcript;

/// The browser's channels: what is said in them is stored, then shown to everybody who looks.
/// Thread-safe.
final class Rooms {
  static final String MESSENGER = "web";
  static final Community COMMUNITY = new Community(MESSENGER, "browser", "Browser");

  private static final String LOBBY = "lobby";
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final int MOST = 200;
  private static final int KEPT = 1_000;
  private static final int PRUNE_EVERY = 100;

  private final Transcript transcript;
  private final Viewers viewers;
  private final Clock clock;
  // Store and show in one order: a stream that has seen a line has seen all before it, so that it
  // can go on from that line after a break.
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Room> rooms = new HashMap<>();

  private static final class Room {
    private long newest;
    private int sincePruned;

    Room(long newest) {
      this.newest = newest;
    }
  }

  Rooms(Transcript transcript, Viewers viewers, Clock clock) {
    this.transcript = transcript;
    this.viewers = viewers;
    this.clock = clock;
    rooms.put(LOBBY, new Room(newest(LOBBY)));
    for (var channel : transcript.channels(MESSENGER)) {
      rooms.put(channel.chat(), new Room(newest(channel.chat())));
    }
  }

  static boolean validName(String name) {
    return NAME.matcher(name).matches();
  }

  static ChannelId id(String name) {
    return ChannelId.of(MESSENGER, name);
  }

  boolean exists(String name) {
    lock.lock();
    try {
      return rooms.containsKey(name);
    } finally {
      lock.unlock();
    }
  }

  boolean full() {
    lock.lock();
    try {
      return rooms.size() >= MOST;
    } finally {
      lock.unlock();
    }
  }

  /// By name, the lobby first.
  List<String> names() {
    lock.lock();
    try {
      var names = new TreeSet<>(rooms.keySet());
      names.remove(LOBBY);
      return Stream.concat(Stream.of(LOBBY), names.stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  List<Transcript.Line> lines(String name, long after, int limit) {
    return transcript.newest(id(name), after, limit);
  }

  Optional<Transcript.Line> line(String name, String id) {
    try {
      return transcript.line(id(name), Long.parseLong(id));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Stores a message and shows it; one of this key that is there already is only given back.
  Transcript.Line add(String name, String key, Optional<String> replyTo, ObjectNode payload) {
    lock.lock();
    try {
      var line = transcript.add(id(name), key, clock.instant(), replyTo, Answers.write(payload));
      var room = rooms.computeIfAbsent(name, _ -> new Room(0));
      if (line.id() > room.newest) {
        room.newest = line.id();
        viewers.show(name, line.id(), Answers.write(Payload.message(line)));
        prune(name, room);
      }
      return line;
    } finally {
      lock.unlock();
    }
  }

  /// Gives a message another form and shows that; its files stay.
  ///
  /// @return false when there is no such message any more
  boolean change(String name, String id, ObjectNode payload) {
    lock.lock();
    try {
      var old = line(name, id);
      if (old.isEmpty()) {
        return false;
      }
      payload.set("media", Payload.message(old.get()).path("media"));
      var written = Answers.write(payload);
      if (written.equals(old.get().payload())) {
        return true;
      }
      var line = transcript.replace(id(name), old.get().id(), written);
      line.ifPresent(now -> viewers.change(name, now.id(), Answers.write(Payload.message(now))));
      return line.isPresent();
    } finally {
      lock.unlock();
    }
  }

  private void prune(String name, Room room) {
    if (++room.sincePruned >= PRUNE_EVERY) {
      room.sincePruned = 0;
      transcript.prune(id(name), KEPT);
    }
  }

  private long newest(String name) {
    return transcript.newest(id(name), 0, 1).stream()
        .mapToLong(Transcript.Line::id)
        .findFirst()
        .orElse(0);
  }
}
