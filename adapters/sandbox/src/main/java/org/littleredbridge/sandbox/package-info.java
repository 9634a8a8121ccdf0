/// Stand-ins that speak the real wire protocols on loopback.
@NullMarked
package org.littleredbridge.sandbox;

import org.jspecify.annotations.NullMarked;
