package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;

/// One method of the Bot API: from what a call brought to its `result`, or a [Refusal].
@FunctionalInterface
interface BotMethod {
  JsonNode call(Params params);
}
