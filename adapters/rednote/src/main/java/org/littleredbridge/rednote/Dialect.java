package org.littleredbridge.rednote;

/// How one kind of gateway words its answers.
interface Dialect {
  /// What an answer that arrived whole means.
  Reply read(Received answer);
}
