package org.littleredbridge.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Transcript;

final class MemoryTranscript implements Transcript {
  private final List<Line> lines = new ArrayList<>();
  private long last;
  volatile Runnable beforeRead = () -> {};
  volatile Runnable beforeAdd = () -> {};
  volatile Runnable afterAdd = () -> {};

  @Override
  public synchronized Line add(
      ChannelId channel, String key, Instant at, Optional<String> replyTo, String payload) {
    beforeAdd.run();
    var known =
        lines.stream()
            .filter(line -> line.channel().equals(channel) && line.key().equals(key))
            .findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    var line = new Line(++last, channel, key, at, replyTo, payload);
    lines.add(line);
    afterAdd.run();
    return line;
  }

  @Override
  public synchronized Optional<Line> replace(ChannelId channel, long id, String payload) {
    lines.replaceAll(line ->
        line.channel().equals(channel) && line.id() == id
            ? new Line(id, channel, line.key(), line.at(), line.replyTo(), payload)
            : line);
    return line(channel, id);
  }

  @Override
  public synchronized Optional<Line> line(ChannelId channel, long id) {
    return lines.stream().filter(l -> l.channel().equals(channel) && l.id() == id).findFirst();
  }

  @Override
  public List<Line> newest(ChannelId channel, long after, int limit) {
    beforeRead.run();
    return read(channel, after, limit);
  }

  private synchronized List<Line> read(ChannelId channel, long after, int limit) {
    var all = lines.stream().filter(l -> l.channel().equals(channel) && l.id() > after).toList();
    return all.subList(Math.max(0, all.size() - limit), all.size());
  }

  @Override
  public synchronized List<ChannelId> channels(String messenger) {
    return lines.stream()
        .map(Line::channel)
        .filter(channel -> channel.messenger().equals(messenger))
        .distinct()
        .toList();
  }

  @Override
  public synchronized void prune(ChannelId channel, int keep) {
    lines.removeAll(read(channel, 0, Integer.MAX_VALUE).reversed().stream().skip(keep).toList());
  }
}
