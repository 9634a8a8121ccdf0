package org.littleredbridge;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.chat.Community;
import org.littleredbridge.follow.Communities;

/// [Communities] in memory.
final class MemoryCommunities implements Communities {
  private final Object lock;
  private final Map<String, Known> known = new HashMap<>();

  MemoryCommunities(Object lock) {
    this.lock = lock;
  }

  @Override
  public Known seen(Community community, Instant now) {
    synchronized (lock) {
      var before = known.get(community.key());
      var after =
          before == null
              ? new Known(community, State.ASKED, now, "")
              : new Known(
                  community.name().isEmpty() ? before.community() : community,
                  before.state(),
                  before.since(),
                  before.by());
      known.put(community.key(), after);
      return after;
    }
  }

  @Override
  public Optional<Known> find(String key) {
    synchronized (lock) {
      return Optional.ofNullable(known.get(key));
    }
  }

  @Override
  public boolean decide(String key, State state, String by, Instant now) {
    synchronized (lock) {
      return known.computeIfPresent(
              key, (_, before) -> new Known(before.community(), state, now, by))
          != null;
    }
  }

  @Override
  public List<Known> all() {
    synchronized (lock) {
      return known.values().stream()
          .sorted(
              Comparator.comparing(
                      (Known one) -> one.community().name(), String.CASE_INSENSITIVE_ORDER)
                  .thenComparing(one -> one.community().key()))
          .toList();
    }
  }
}
