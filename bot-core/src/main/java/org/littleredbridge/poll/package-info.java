/// Finding new notes: which feeds are due, what is new on them, and handing it on.
@NullMarked
package org.littleredbridge.poll;

import org.jspecify.annotations.NullMarked;
