/// Every store port of the core on SQLite.
@NullMarked
package org.littleredbridge.store;

import org.jspecify.annotations.NullMarked;
