/// From stored note to message: the outbox, one ordered lane a channel, the layout of a note.
@NullMarked
package org.littleredbridge.deliver;

import org.jspecify.annotations.NullMarked;
