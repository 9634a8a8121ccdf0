/// Telegram: telegrambots listens and speaks; what it leaves to its users (updates that are not
/// lost, limits, a poller that dies in silence, texts that nobody meant as markup) is done here.
@NullMarked
package org.littleredbridge.telegram;

import org.jspecify.annotations.NullMarked;
