package org.littleredbridge.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;

/// The program within the test, so that it can be given a clock.
final class RunningProgram implements Running {
  private final Program program;
  private final ByteArrayOutputStream said;

  private RunningProgram(Program program, ByteArrayOutputStream said) {
    this.program = program;
    this.said = said;
  }

  static RunningProgram start(Path folder, String settings, Clock clock) {
    try {
      var file = Files.writeString(folder.resolve("bridge.yaml"), settings);
      var said = new ByteArrayOutputStream();
      var out = new PrintStream(said, true, StandardCharsets.UTF_8);
      var config = new ConfigReader(Map.of()).read(file);
      return new RunningProgram(Program.start(config, out, clock), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public URI url() {
    return found(RunningBridge.READY);
  }

  @Override
  public URI sandbox() {
    return found(RunningBridge.SANDBOX);
  }

  private URI found(Pattern line) {
    var m = line.matcher(said.toString(StandardCharsets.UTF_8));
    if (!m.find()) {
      throw new AssertionError("never printed: " + line);
    }
    return URI.create(m.group(1));
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public String err() {
    return "(the log is the test's own)";
  }

  @Override
  public void stop() {
    kill();
  }

  @Override
  public void kill() {
    program.close();
  }
}
