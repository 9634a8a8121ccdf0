package org.littleredbridge.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How the stand-in of RedNote is to behave.
///
/// @param port TCP port on 127.0.0.1; 0 takes any free one
/// @param journal file in which the world is remembered over restarts; empty = forgotten at the end
/// @param newNoteMin shortest wait before somebody publishes the next note
/// @param newNoteMax longest such wait, not shorter than `newNoteMin`
/// @param answerMin shortest wait before somebody answers our comment
/// @param answerMax longest such wait, not shorter than `answerMin`
/// @param seed chooses the order of things that look random
/// @param lively false = nothing happens unless somebody asks for it
/// @param token what callers of `/api/v1/…` must show as bearer token; empty = no check
public record SandboxConfig(
    int port,
    Optional<Path> journal,
    Duration newNoteMin,
    Duration newNoteMax,
    Duration answerMin,
    Duration answerMax,
    long seed,
    boolean lively,
    Optional<String> token) {
  public SandboxConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The sandbox's port must be 0 to 65535, not " + port + ".");
    }
    checkSpan("newNote", newNoteMin, newNoteMax);
    checkSpan("answer", answerMin, answerMax);
  }

  /// For the demo: a new note every 10-20 s, answers after 1-4 s.
  public static SandboxConfig demo(int port, Optional<Path> journal) {
    return new SandboxConfig(
        port,
        journal,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(1),
        Duration.ofSeconds(4),
        20_261_121,
        true,
        Optional.empty());
  }

  /// For tests: the same world, but nothing happens by itself and nothing is remembered.
  public static SandboxConfig still(int port) {
    return demo(port, Optional.empty()).withLively(false);
  }

  /// The same with other waits between new notes.
  public SandboxConfig withNewNotes(Duration min, Duration max) {
    return new SandboxConfig(port, journal, min, max, answerMin, answerMax, seed, lively, token);
  }

  /// The same with other waits before answers.
  public SandboxConfig withAnswers(Duration min, Duration max) {
    return new SandboxConfig(port, journal, newNoteMin, newNoteMax, min, max, seed, lively, token);
  }

  /// The same, living by itself or not.
  public SandboxConfig withLively(boolean value) {
    return new SandboxConfig(
        port, journal, newNoteMin, newNoteMax, answerMin, answerMax, seed, value, token);
  }

  /// The same, remembered in a file.
  public SandboxConfig withJournal(Path file) {
    return new SandboxConfig(
        port, Optional.of(file), newNoteMin, newNoteMax, answerMin, answerMax, seed, lively, token);
  }

  /// The same, asking callers for a bearer token.
  public SandboxConfig withToken(String value) {
    return new SandboxConfig(
        port,
        journal,
        newNoteMin,
        newNoteMax,
        answerMin,
        answerMax,
        seed,
        lively,
        Optional.of(value));
  }

  /// Without the token.
  @Override
  public String toString() {
    return "SandboxConfig[port=%d, journal=%s, seed=%d, lively=%s, token=%s]"
        .formatted(port, journal, seed, lively, token.isPresent() ? "set" : "none");
  }

  private static void checkSpan(String name, Duration min, Duration max) {
    if (min.isNegative() || max.compareTo(min) < 0) {
      throw new IllegalArgumentException(
          name + " must go from a wait that is not negative to one that is not shorter.");
    }
  }
}
