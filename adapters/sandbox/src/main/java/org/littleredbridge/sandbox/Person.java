package org.littleredbridge.sandbox;

/// Somebody with an account.
///
/// @param key the name in the script, or the id of one who joined by the controls
/// @param about what the profile says; may be empty
/// @param topic which answers suit; may be empty
record Person(String id, String key, String name, String about, String place, String topic) {
  static Person named(String name) {
    return new Person(Ids.account("person" + name), name, name, "", "", "");
  }
}
