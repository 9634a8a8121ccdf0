package org.littleredbridge.chat;

import java.net.URI;

/// Something to press below a message.
///
/// A service that has no buttons leaves them out: everything they do can be had by commands too.
public sealed interface Button {
  /// In the channel's language, at most 40 characters.
  String label();

  /// Asks the bridge for something; comes back as [Event.Press].
  record Ask(String label, Action action) implements Button {}

  /// Opens a page.
  record Open(String label, URI link) implements Button {}
}
