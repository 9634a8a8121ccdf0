package org.littleredbridge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Transcript;

/// A [Transcript] in memory.
final class MemoryTranscript implements Transcript {
  private final Object lock;
  private final List<Line> lines = new ArrayList<>();
  private long lastId;

  MemoryTranscript(Object lock) {
    this.lock = lock;
  }

  @Override
  public Line add(
      ChannelId channel, String key, Instant at, Optional<String> replyTo, String payload) {
    synchronized (lock) {
      return of(channel)
          .filter(line -> line.key().equals(key))
          .findFirst()
          .orElseGet(() -> {
            var line = new Line(++lastId, channel, key, at, replyTo, payload);
            lines.add(line);
            return line;
          });
    }
  }

  @Override
  public Optional<Line> replace(ChannelId channel, long id, String payload) {
    synchronized (lock) {
      lines.replaceAll(line ->
          line.channel().equals(channel) && line.id() == id
              ? new Line(id, channel, line.key(), line.at(), line.replyTo(), payload)
              : line);
      return line(channel, id);
    }
  }

  @Override
  public Optional<Line> line(ChannelId channel, long id) {
    synchronized (lock) {
      return of(channel).filter(line -> line.id() == id).findFirst();
    }
  }

  @Override
  public List<Line> newest(ChannelId channel, long after, int limit) {
    synchronized (lock) {
      var newer = of(channel).filter(line -> line.id() > after).toList();
      return List.copyOf(newer.subList(Math.max(0, newer.size() - limit), newer.size()));
    }
  }

  @Override
  public List<ChannelId> channels(String messenger) {
    synchronized (lock) {
      return lines.stream()
          .map(Line::channel)
          .filter(channel -> channel.messenger().equals(messenger))
          .distinct()
          .sorted(Comparator.comparing(ChannelId::key))
          .toList();
    }
  }

  @Override
  public void prune(ChannelId channel, int keep) {
    synchronized (lock) {
      var kept = new HashSet<>(newest(channel, 0, keep));
      lines.removeIf(line -> line.channel().equals(channel) && !kept.contains(line));
    }
  }

  private Stream<Line> of(ChannelId channel) {
    return lines.stream().filter(line -> line.channel().equals(channel));
  }
}
