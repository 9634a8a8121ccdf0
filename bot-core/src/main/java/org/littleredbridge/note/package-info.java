/// What RedNote has: notes, creators, comments, feeds, and the port through which a gateway gives
/// them.
@NullMarked
package org.littleredbridge.note;

import org.jspecify.annotations.NullMarked;
