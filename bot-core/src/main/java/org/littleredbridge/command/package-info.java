/// What members and administrators can ask the bridge to do, one class a command.
@NullMarked
package org.littleredbridge.command;

import org.jspecify.annotations.NullMarked;
