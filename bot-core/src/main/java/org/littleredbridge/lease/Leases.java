package org.littleredbridge.lease;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may do what, among all nodes that work on one store. Its times are the store's own, whatever
/// the nodes' clocks show. Every method is one transaction and fails within seconds when the store
/// does not answer. Thread-safe.
public interface Leases {
  /// A process that takes leases.
  ///
  /// @param id the operator's name for it
  /// @param process tells it from a former or another process of this id
  record Node(String id, String process) {
    public Node {
      if (id.isBlank() || process.isBlank()) {
        throw new IllegalArgumentException("a node has an id and a process");
      }
    }
  }

  /// What one look showed.
  ///
  /// @param renewed what the node still holds
  /// @param holders the names of all leases that are held, each with its node's id
  /// @param nodes the ids of all nodes that live, each with the names that it could take
  /// @param nextEnd when the first lease of another node ends, if it is not renewed
  record Picture(
      Set<Lease> renewed,
      Map<String, String> holders,
      Map<String, Set<String>> nodes,
      Optional<Duration> nextEnd) {
    public Picture {
      renewed = Set.copyOf(renewed);
      holders = Map.copyOf(holders);
      nodes = Map.copyOf(nodes);
    }

    /// Which node holds a lease.
    Optional<String> holder(String name) {
      return Optional.ofNullable(holders.get(name));
    }
  }

  /// How long a lease, and the life of a node, lasts after it was taken or renewed.
  Duration length();

  /// Says that a node lives, renews what it holds, and looks around. What it holds no longer is not
  /// renewed.
  ///
  /// @param names all that this node could take
  /// @throws NodeTakenException when another process lives under its id
  Picture renew(Node node, Set<String> names, Set<Lease> held);

  /// Takes a lease that no other node holds. What its former holder had in hand is due again at
  /// once.
  ///
  /// @return empty when another node holds it
  Optional<Lease> take(Node node, Duty duty);

  /// Ends a lease before its time. One that is another's by now stays.
  void giveBack(Lease lease);

  /// Gives back all that a node holds and ends its life.
  void leave(Node node);
}
