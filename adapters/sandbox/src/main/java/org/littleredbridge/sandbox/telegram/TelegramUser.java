package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A person, or a bot.
///
/// @param id positive; a private chat with a person has the same id
/// @param bot true for bots
/// @param firstName what others see
/// @param username without `@`
/// @param languageCode IETF tag of their app, such as `zh-hans`
public record TelegramUser(
    long id,
    boolean bot,
    String firstName,
    Optional<String> username,
    Optional<String> languageCode) {
  public TelegramUser {
    if (id <= 0) {
      throw new IllegalArgumentException("A user's id is positive, not " + id + ".");
    }
    if (firstName.isBlank()) {
      throw new IllegalArgumentException("A user has a first name.");
    }
  }

  /// A person whose app speaks English.
  public static TelegramUser of(long id, String firstName) {
    return new TelegramUser(id, false, firstName, Optional.empty(), Optional.of("en"));
  }

  /// The same with an app in another language.
  public TelegramUser speaking(String code) {
    return new TelegramUser(id, bot, firstName, username, Optional.of(code));
  }

  /// The same with a public name.
  public TelegramUser named(String name) {
    return new TelegramUser(id, bot, firstName, Optional.of(name), languageCode);
  }

  ObjectNode wire() {
    var node = Json.object().put("id", id).put("is_bot", bot).put("first_name", firstName);
    username.ifPresent(name -> node.put("username", name));
    languageCode.ifPresent(code -> node.put("language_code", code));
    return node;
  }
}
