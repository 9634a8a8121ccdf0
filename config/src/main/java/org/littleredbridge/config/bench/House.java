package org.littleredbridge.config.bench;

import java.util.List;
import java.util.Map;
import org.littleredbridge.sandbox.telegram.Received;

/// The stand-in of a chat service, seen from behind.
interface House extends AutoCloseable {
  /// What a configuration needs to find it: a line of YAML.
  String settings();

  /// Makes chats where the bot may write.
  ///
  /// @return their ids, as the bridge writes them
  List<String> rooms(int count);

  /// How many messages came in all, or a little more where repeats are swallowed; cheap.
  long arrived();

  /// What came, by the chat's id.
  Map<String, Received> received();

  @Override
  void close();
}
