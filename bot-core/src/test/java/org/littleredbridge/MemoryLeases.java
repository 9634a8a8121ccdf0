package org.littleredbridge;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Lease;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.lease.NodeTakenException;

/// [Leases] in memory. What a former holder had in hand is not freed: this process has it.
final class MemoryLeases implements Leases {
  private record Row(long fence, Optional<String> node, long endsAt) {
    static final Row NEW = new Row(0, Optional.empty(), 0);
  }

  private record Life(String process, Set<String> names, long endsAt) {}

  private final Object lock;
  private final Duration length;
  private final Map<String, Row> rows = new HashMap<>();
  private final Map<String, Life> lives = new HashMap<>();

  MemoryLeases(Object lock, Duration length) {
    this.lock = lock;
    this.length = length;
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private long end() {
    return now() + length.toMillis();
  }

  /// Whether nobody has taken it since.
  boolean isCurrent(Lease lease) {
    synchronized (lock) {
      return rows.getOrDefault(lease.name(), Row.NEW).fence() == lease.fence();
    }
  }

  @Override
  public Duration length() {
    return length;
  }

  @Override
  public Picture renew(Node node, Set<String> names, Set<Lease> held) {
    synchronized (lock) {
      var life = lives.get(node.id());
      if (life != null && !life.process().equals(node.process()) && life.endsAt() > now()) {
        throw new NodeTakenException(node.id());
      }
      lives.put(node.id(), new Life(node.process(), Set.copyOf(names), end()));
      var renewed = new HashSet<Lease>();
      for (var lease : held) {
        var row = rows.getOrDefault(lease.name(), Row.NEW);
        if (row.fence() == lease.fence() && row.node().equals(Optional.of(node.id()))) {
          rows.put(lease.name(), new Row(row.fence(), row.node(), end()));
          renewed.add(lease);
        }
      }
      return new Picture(renewed, holders(), nodes(), nextEnd(node));
    }
  }

  private Map<String, String> holders() {
    var holders = new HashMap<String, String>();
    rows.forEach((name, row) -> {
      if (row.endsAt() > now()) {
        row.node().ifPresent(node -> holders.put(name, node));
      }
    });
    return holders;
  }

  private Map<String, Set<String>> nodes() {
    var nodes = new HashMap<String, Set<String>>();
    lives.forEach((id, life) -> {
      if (life.endsAt() > now()) {
        nodes.put(id, life.names());
      }
    });
    return nodes;
  }

  private Optional<Duration> nextEnd(Node node) {
    return rows.values().stream()
        .filter(row -> row.node().filter(other -> !other.equals(node.id())).isPresent())
        .map(row -> Duration.ofMillis(row.endsAt() - now()))
        .filter(Duration::isPositive)
        .min(Duration::compareTo);
  }

  @Override
  public Optional<Lease> take(Node node, Duty duty) {
    synchronized (lock) {
      var row = rows.getOrDefault(duty.lease(), Row.NEW);
      if (row.node().filter(holder -> !holder.equals(node.id())).isPresent()
          && row.endsAt() > now()) {
        return Optional.empty();
      }
      var lease = new Lease(duty.lease(), row.fence() + 1);
      rows.put(lease.name(), new Row(lease.fence(), Optional.of(node.id()), end()));
      return Optional.of(lease);
    }
  }

  @Override
  public void giveBack(Lease lease) {
    synchronized (lock) {
      rows.computeIfPresent(
          lease.name(),
          (_, row) ->
              row.fence() == lease.fence() ? new Row(row.fence(), Optional.empty(), 0) : row);
    }
  }

  @Override
  public void leave(Node node) {
    synchronized (lock) {
      if (lives.containsKey(node.id()) && lives.get(node.id()).process().equals(node.process())) {
        lives.remove(node.id());
        rows.replaceAll((_, row) ->
            row.node().equals(Optional.of(node.id()))
                ? new Row(row.fence(), Optional.empty(), 0)
                : row);
      }
    }
  }
}
