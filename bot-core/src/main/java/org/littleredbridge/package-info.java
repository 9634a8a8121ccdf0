/// The bridge: the event loop that joins the stages.
@NullMarked
package org.littleredbridge;

import org.jspecify.annotations.NullMarked;
