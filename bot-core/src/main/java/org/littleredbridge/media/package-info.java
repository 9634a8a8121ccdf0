/// Pictures and videos: fetched once on our side, kept on disk within bounds, planned to fit each
/// chat.
@NullMarked
package org.littleredbridge.media;

import org.jspecify.annotations.NullMarked;
