package org.littleredbridge.sandbox.translators;

import com.fasterxml.jackson.databind.JsonNode;

/// What a service answers.
record Reply(int status, JsonNode body) {
  static Reply ok(JsonNode body) {
    return new Reply(200, body);
  }
}
