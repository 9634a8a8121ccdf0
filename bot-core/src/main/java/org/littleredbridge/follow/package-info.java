/// Who wants what: subscriptions of channels to feeds, verdicts, settings and rights.
@NullMarked
package org.littleredbridge.follow;

import org.jspecify.annotations.NullMarked;
