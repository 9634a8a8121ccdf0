package org.littleredbridge.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A still sandbox and a visitor for each test.
abstract class SandboxTest {
  final SettableClock clock = new SettableClock();
  final SandboxRedNote sandbox =
      SandboxRedNote.start(config(), Script.resource("world.json"), clock);
  final Visitor visitor = new Visitor(sandbox.url());

  SandboxConfig config() {
    return SandboxConfig.still(0);
  }

  @BeforeEach
  void clean() {
    visitor.delete("/_sandbox/faults");
  }

  @AfterEach
  void stop() {
    visitor.close();
    sandbox.close();
  }
}
