package org.littleredbridge.sandbox.translators;

import java.util.Map;

/// How the stand-ins of translation services are to behave.
///
/// @param port TCP port on 127.0.0.1; 0 takes any free one
/// @param key what every service asks for; empty: none asks
/// @param model the one model there is
/// @param phrasebook texts with their translations; all else is made up
public record SandboxTranslatorsConfig(
    int port, String key, String model, Map<String, String> phrasebook) {
  /// The key in tests; it opens nothing but these stand-ins.
  public static final String KEY = "sandbox-key-that-opens-nothing-else";

  public static final String MODEL = "sandbox-vision-1";

  public SandboxTranslatorsConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The sandbox's port must be 0 to 65535, not " + port + ".");
    }
  }

  public static SandboxTranslatorsConfig of(int port) {
    return new SandboxTranslatorsConfig(port, KEY, MODEL, Map.of());
  }

  public SandboxTranslatorsConfig withKey(String value) {
    return new SandboxTranslatorsConfig(port, value, model, phrasebook);
  }

  public SandboxTranslatorsConfig withPhrasebook(Map<String, String> value) {
    return new SandboxTranslatorsConfig(port, key, model, value);
  }

  /// Without the key.
  @Override
  public String toString() {
    return "SandboxTranslatorsConfig[port=%d, model=%s]".formatted(port, model);
  }
}
