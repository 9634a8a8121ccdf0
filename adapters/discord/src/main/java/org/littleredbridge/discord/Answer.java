package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;

/// What Discord said to a request that it understood.
sealed interface Answer {
  /// Done; the body is a missing node where Discord sent none.
  record Taken(JsonNode body) implements Answer {}

  record Declined(Refusal refusal) implements Answer {}
}
