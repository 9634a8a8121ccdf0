/// A stand-in of Discord on loopback: its REST interface, its gateway, and a proxy that lets
/// clients which insist on Discord's own host names reach them.
@NullMarked
package org.littleredbridge.sandbox.discord;

import org.jspecify.annotations.NullMarked;
