package org.littleredbridge.translate;

/// What readers should know of a note before they trust it.
public enum Warning {
  NONE,
  /// It sells something.
  AD,
  /// It gives advice about health.
  MEDICAL,
  /// It may hurt or upset.
  SENSITIVE
}
