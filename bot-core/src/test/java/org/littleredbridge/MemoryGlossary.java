package org.littleredbridge;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.littleredbridge.translate.CommunityGlossary;
import org.littleredbridge.translate.Footnote;

/// A [CommunityGlossary] in memory.
final class MemoryGlossary implements CommunityGlossary {
  private final Object lock;
  private final Map<String, Map<String, Footnote>> words = new HashMap<>();

  MemoryGlossary(Object lock) {
    this.lock = lock;
  }

  @Override
  public List<Footnote> of(String community) {
    synchronized (lock) {
      return words.getOrDefault(community, Map.of()).values().stream()
          .sorted(Comparator.comparing(one -> folded(one.term())))
          .toList();
    }
  }

  @Override
  public Put put(String community, Footnote entry, String by, Instant at) {
    synchronized (lock) {
      var known = words.computeIfAbsent(community, _ -> new TreeMap<>());
      if (known.size() >= MOST && !known.containsKey(folded(entry.term()))) {
        return Put.FULL;
      }
      return known.put(folded(entry.term()), entry) == null ? Put.ADDED : Put.REPLACED;
    }
  }

  @Override
  public boolean remove(String community, String term) {
    synchronized (lock) {
      return words.getOrDefault(community, new TreeMap<>()).remove(folded(term)) != null;
    }
  }

  void move(String from, String to) {
    synchronized (lock) {
      var moved = words.remove(from);
      if (moved != null) {
        moved.putAll(words.getOrDefault(to, Map.of()));
        words.put(to, moved);
      }
    }
  }

  private static String folded(String term) {
    return term.toLowerCase(Locale.ROOT);
  }
}
