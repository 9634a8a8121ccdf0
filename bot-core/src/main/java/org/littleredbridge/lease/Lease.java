package org.littleredbridge.lease;

/// The right to do something that one node at a time may do.
///
/// @param name of what, such as `gateway:rednote` or `telegram:77`
/// @param fence grows each time the lease is taken: whoever comes with a smaller one is late
public record Lease(String name, long fence) {
  public Lease {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a lease has a name");
    }
  }
}
