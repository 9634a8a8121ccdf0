package org.littleredbridge.store;

/// Which work another bridge has stored, or left: whose stage should look now.
public enum Wake {
  POLL,
  DELIVER,
  RELAY,
  LOOKS,
  EVENTS,
  LEASES
}
