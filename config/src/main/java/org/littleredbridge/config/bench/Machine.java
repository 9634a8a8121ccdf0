package org.littleredbridge.config.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where the figures come from: they mean little without it.
final class Machine {
  private Machine() {}

  /// @param options of the JVM that ran the bridge
  static List<String> describe(String version, List<String> options) {
    var lines = new ArrayList<String>();
    lines.add(
        "machine: %s, %d processors, %s of memory, %s %s"
            .formatted(
                first("/proc/cpuinfo", "model name", System.getProperty("os.arch", "unknown")),
                Runtime.getRuntime().availableProcessors(),
                memory(first("/proc/meminfo", "MemTotal", "")),
                System.getProperty("os.name", ""),
                System.getProperty("os.version", "")));
    lines.add(
        "versions: %s, Java %s (%s)"
            .formatted(
                version,
                Runtime.version(),
                System.getProperty("java.vm.vendor", "unknown vendor")));
    lines.add("options of the bridge's JVM: " + String.join(" ", options));
    return lines;
  }

  /// How many processes wanted to run: over the last 1, 5 and 15 minutes.
  static String load() {
    try {
      var words = Files.readString(Path.of("/proc/loadavg")).split(" ");
      return String.join(" ", words[0], words[1], words[2]);
    } catch (IOException e) {
      return "not known";
    }
  }

  private static String memory(String written) {
    var digits = written.replaceAll("\\D", "");
    return digits.isEmpty()
        ? "unknown size"
        : String.format(Locale.ROOT, "%.0f GB", Long.parseLong(digits) * 1_024 / 1e9);
  }

  private static String first(String file, String key, String otherwise) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(key) && line.contains(":"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
