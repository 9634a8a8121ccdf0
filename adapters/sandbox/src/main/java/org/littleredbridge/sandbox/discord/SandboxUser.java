package org.littleredbridge.sandbox.discord;

/// Somebody on the stand-in.
///
/// @param id snowflake
/// @param name user name, unique as on Discord
/// @param bot whether it is an application
public record SandboxUser(String id, String name, boolean bot) {
  /// How the person is mentioned in a text.
  public String mention() {
    return "<@" + id + ">";
  }
}
