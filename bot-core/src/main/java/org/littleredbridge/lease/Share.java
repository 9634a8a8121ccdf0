package org.littleredbridge.lease;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How leases are spread over the nodes that live: evenly, and moved one at a time. Nodes that can
/// take nothing do not count.
record Share(Leases.Picture picture, String self) {
  // What a gateway was asked may take minutes, and is broken off when its lease moves.
  private static final Comparator<String> EASY_TO_MOVE =
      Comparator.<String, Boolean>comparing(name -> !name.startsWith("gateway:"))
          .thenComparing(Comparator.naturalOrder());

  /// How many leases one node has when all have about as many.
  int fair() {
    var known = new HashSet<>(picture.holders().keySet());
    picture.nodes().values().forEach(known::addAll);
    var nodes = picture.nodes().values().stream().filter(names -> !names.isEmpty()).count();
    return (int) Math.ceilDiv(known.size(), Math.max(1, nodes));
  }

  /// What this node had better give to another one, which has at least two fewer.
  ///
  /// @param mine what it could give
  Optional<String> surplus(Collection<String> mine) {
    var loads =
        picture.holders().values().stream()
            .collect(Collectors.groupingBy(node -> node, Collectors.counting()));
    return picture.nodes().entrySet().stream()
        .filter(node -> !node.getKey().equals(self))
        .filter(node -> mine.stream().anyMatch(node.getValue()::contains))
        .filter(node -> mine.size() - loads.getOrDefault(node.getKey(), 0L) >= 2)
        .min(
            Comparator.<Map.Entry<String, Set<String>>>comparingLong(
                    node -> loads.getOrDefault(node.getKey(), 0L))
                .thenComparing(Map.Entry::getKey))
        .flatMap(poorest -> mine.stream().filter(poorest.getValue()::contains).max(EASY_TO_MOVE));
  }
}
