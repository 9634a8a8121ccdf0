package org.littleredbridge.config;

/// A configuration that cannot be used. The message is for the person who wrote it: file, line,
/// key, what is wrong, what would be right; never a secret's value.
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(message);
  }
}
