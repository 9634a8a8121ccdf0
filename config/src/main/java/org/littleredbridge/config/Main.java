package org.littleredbridge.config;

import picocli.CommandLine;

/// The program's entry.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    stopWithParent();
    System.exit(new CommandLine(new CommandLineRoot(System.getenv())).execute(args));
  }

  /// `mvn exec:exec` does not hand a TERM or KILL on to its child; without this watch the bridge
  /// would live on. Only set by the build, never in the packaged form.
  private static void stopWithParent() {
    if (Boolean.getBoolean("bridge.stopWithParent")) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    }
  }
}
