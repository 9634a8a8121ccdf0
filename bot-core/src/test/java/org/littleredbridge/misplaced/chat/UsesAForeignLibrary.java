package org.littleredbridge.misplaced.chat;

/// Uses a library that the core may not have on purpose; see `ArchitectureTest`.
class UsesAForeignLibrary {
  org.assertj.core.api.Assert<?, ?> check;
}
