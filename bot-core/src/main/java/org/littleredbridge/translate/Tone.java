package org.littleredbridge.translate;

/// How a reply sounds.
public enum Tone {
  CASUAL,
  POLITE
}
