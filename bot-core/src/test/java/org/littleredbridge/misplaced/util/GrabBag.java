package org.littleredbridge.misplaced.util;

/// Stands in no package of the table on purpose; see `ArchitectureTest`.
class GrabBag {}
