package org.littleredbridge.misplaced.note.inner;

/// Stands in no package of the table on purpose; see `ArchitectureTest`.
class GrabBag {}
