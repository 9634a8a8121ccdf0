package org.littleredbridge.media;

import java.util.Optional;

/// Under which id a chat service keeps a file that it got from us once, so that it is not uploaded
/// again. Thread-safe; survives restarts.
public interface FileIds {
  /// @param service whose id it is, such as `telegram:123` for the bot 123: ids are good for one
  ///   bot
  /// @param key the file's lasting name
  Optional<String> find(String service, String key);

  void keep(String service, String key, String id);

  /// The service does not know the id any more.
  void forget(String service, String key);
}
