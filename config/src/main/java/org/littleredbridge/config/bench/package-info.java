/// The benchmark: runs the bridge and the stand-ins as processes of their own and measures.
@NullMarked
package org.littleredbridge.config.bench;

import org.jspecify.annotations.NullMarked;
