/// RedNote through self-hosted gateways.
@NullMarked
package org.littleredbridge.rednote;

import org.jspecify.annotations.NullMarked;
