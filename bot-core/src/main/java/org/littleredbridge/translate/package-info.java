/// Making a note understood: preparing text, asking engines in order, remembering what they said.
@NullMarked
package org.littleredbridge.translate;

import org.jspecify.annotations.NullMarked;
