package org.littleredbridge.config.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What Linux writes down about one process:
/// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html and proc_pid_status.5.
///
/// @param cpuSeconds in user and kernel mode, of the process and its children that have ended; to a
///   hundredth
/// @param peakMegabytes the most memory it ever had resident (`VmHWM`), in units of 1,000,000 bytes
/// @param threads of the operating system
record Accounting(double cpuSeconds, double peakMegabytes, int threads) {
  // USER_HZ, a part of the kernel's interface that is 100 wherever Java runs.
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TIME = 11;
  private static final int TIMES = 4;

  /// @throws BenchException when the process is gone or this is no Linux
  static Accounting of(long pid) {
    var folder = Path.of("/proc", Long.toString(pid));
    try {
      return read(
          Files.readString(folder.resolve("stat")), Files.readAllLines(folder.resolve("status")));
    } catch (IOException e) {
      throw new BenchException(
          "The accounting of the process %d cannot be read: it ended, or this is no Linux."
              .formatted(pid),
          e);
    }
  }

  static boolean canBeHad() {
    return Files.isReadable(Path.of("/proc/self/stat"));
  }

  static Accounting read(String stat, List<String> status) {
    // The name in brackets may hold blanks and brackets.
    var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    long ticks = 0;
    for (int i = USER_TIME; i < USER_TIME + TIMES; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return new Accounting(
        ticks / TICKS_PER_SECOND,
        number(status, "VmHWM:") * 1_024.0 / 1_000_000,
        (int) number(status, "Threads:"));
  }

  private static long number(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).replace("kB", "").strip())
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
