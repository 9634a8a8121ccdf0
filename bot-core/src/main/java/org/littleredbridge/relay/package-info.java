/// From a member's reply to a comment on RedNote, and the answer back.
@NullMarked
package org.littleredbridge.relay;

import org.jspecify.annotations.NullMarked;
