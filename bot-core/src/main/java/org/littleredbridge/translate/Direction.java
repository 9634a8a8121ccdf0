package org.littleredbridge.translate;

import java.util.Locale;

/// From which language into which.
record Direction(Locale from, Locale to) {}
