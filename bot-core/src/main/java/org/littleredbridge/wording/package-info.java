/// Every sentence that a person reads, in English and Simplified Chinese.
@NullMarked
package org.littleredbridge.wording;

import org.jspecify.annotations.NullMarked;
