package org.littleredbridge.misplaced;

/// Stands where the event loop stands; no stage may know it. See `ArchitectureTest`.
public class Root {}
