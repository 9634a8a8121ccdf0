/// The browser as a chat, the console, health and metrics over HTTP.
@NullMarked
package org.littleredbridge.web;

import org.jspecify.annotations.NullMarked;
