package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Discord says no: `{"message","code"}` and for a form `errors`. Source of the codes:
/// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
final class Refusal extends RuntimeException {
  final int status;
  private final int code;
  private final transient ObjectNode errors;

  Refusal(int status, int code, String message) {
    this(status, code, message, Json.object());
  }

  Refusal(int status, int code, String message, ObjectNode errors) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  static Refusal unauthorized() {
    return new Refusal(401, 0, "401: Unauthorized");
  }

  static Refusal notFound() {
    return new Refusal(404, 0, "404: Not Found");
  }

  static Refusal unknownChannel() {
    return new Refusal(404, 10003, "Unknown Channel");
  }

  static Refusal unknownMessage() {
    return new Refusal(404, 10008, "Unknown Message");
  }

  static Refusal unknownGuild() {
    return new Refusal(404, 10004, "Unknown Guild");
  }

  static Refusal missingAccess() {
    return new Refusal(403, 50001, "Missing Access");
  }

  static Refusal missingPermissions() {
    return new Refusal(403, 50013, "Missing Permissions");
  }

  static Refusal tooLarge() {
    return new Refusal(413, 40005, "Request entity too large");
  }

  ObjectNode body() {
    var body = Json.object().put("message", getMessage()).put("code", code);
    if (!errors.isEmpty()) {
      body.set("errors", errors);
    }
    return body;
  }
}
