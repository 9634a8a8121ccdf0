package org.littleredbridge.translation;

/// The key of a translation service. Never prints.
///
/// @param value plain ASCII; empty where the service asks for none
public record ApiKey(String value) {
  public static final ApiKey NONE = new ApiKey("");

  public ApiKey {
    value = value.strip();
    if (!value.matches("[!-~]*")) {
      throw new IllegalArgumentException(
          "a key has letters, digits and signs of plain ASCII only, without blanks");
    }
  }

  boolean isGiven() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return isGiven() ? "[hidden]" : "[none]";
  }
}
