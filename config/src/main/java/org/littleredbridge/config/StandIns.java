package org.littleredbridge.config;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxException;
import org.littleredbridge.sandbox.SandboxRedNote;

/// The stand-ins alone, for trying things out and for a bridge in another process.
final class StandIns {
  private StandIns() {}

  static void runUntilEnd(int port, PrintStream out) throws InterruptedException {
    var rednote = started(port);
    Runtime.getRuntime().addShutdownHook(new Thread(rednote::close, "stop"));
    out.println("The fictional RedNote is ready: " + rednote.url() + "/ (Ctrl-C ends it)");
    out.flush();
    // Only a signal ends it.
    new CountDownLatch(1).await();
  }

  private static SandboxRedNote started(int port) {
    try {
      return SandboxRedNote.start(SandboxConfig.demo(port, Optional.empty()));
    } catch (SandboxException | IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()));
    }
  }
}
