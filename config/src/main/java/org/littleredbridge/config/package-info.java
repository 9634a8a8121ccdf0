/// Reads the configuration, assembles everything and starts it.
@NullMarked
package org.littleredbridge.config;

import org.jspecify.annotations.NullMarked;
