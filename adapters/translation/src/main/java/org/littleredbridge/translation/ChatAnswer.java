package org.littleredbridge.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;

/// What came back from a chat completion.
///
/// @param content what the model wrote; empty where it wrote nothing
/// @param cut whether it ran out of tokens
/// @param tokensIn as the service counts
/// @param tokensOut the same
record ChatAnswer(String content, boolean cut, long tokensIn, long tokensOut) {
  /// Not to be healed by waiting: somebody must pay or raise a limit. Source:
  /// https://platform.openai.com/docs/guides/error-codes
  private static final Set<String> UNPAID =
      Set.of(
          "insufficient_quota",
          "billing_hard_limit_reached",
          "credit_balance_exhausted",
          "project_spend_limit_exceeded",
          "organization_spend_limit_exceeded",
          "organization_usage_limit_exceeded");

  private static final Set<String> TOO_LONG =
      Set.of("context_length_exceeded", "string_above_max_length");

  /// @throws EngineException when it is a refusal, of the service or of the model
  static ChatAnswer read(EngineHttp.Answer answer) {
    if (!answer.isSuccessful() || answer.json().path("error").isObject()) {
      throw refusal(answer);
    }
    var choice = answer.json().path("choices").path(0);
    var message = choice.path("message");
    if (!message.isObject()) {
      throw ServiceRefusal.senseless("no chat completion came back: is url the base address?");
    }
    var reason = choice.path("finish_reason").asText("");
    if (reason.equals("content_filter") || !message.path("refusal").asText("").isBlank()) {
      throw new EngineException(new EngineFailure.Unsuited(), "the model refused the text");
    }
    var usage = answer.json().path("usage");
    return new ChatAnswer(
        message.path("content").asText("").strip(),
        reason.equals("length"),
        usage.path("prompt_tokens").asLong(),
        usage.path("completion_tokens").asLong());
  }

  /// Whether a service does not take the temperature, as OpenAI's reasoning models do not.
  static boolean refusesTemperature(EngineHttp.Answer answer) {
    return answer.status() == 400
        && answer.json().path("error").path("param").asText("").equals("temperature");
  }

  private static EngineException refusal(EngineHttp.Answer answer) {
    var error = answer.json().path("error");
    var code = word(error.path("code")).or(() -> word(error.path("type"))).orElse("");
    // Some that stand between answer 200 and put the status into the error.
    var status = answer.isSuccessful() ? error.path("code").asInt(502) : answer.status();
    if (UNPAID.contains(code) || UNPAID.contains(word(error.path("type")).orElse(""))) {
      return ServiceRefusal.refused(
          status, code, ServiceRefusal.quota(Optional.empty()), "what was paid for is used up");
    }
    if (TOO_LONG.contains(code)) {
      return ServiceRefusal.refused(
          status, code, new EngineFailure.TooLong(), "the request was too long");
    }
    if (status == 400 || status == 422) {
      var param = error.path("param").asText("") + " " + error.path("message").asText("");
      if (param.contains("response_format")
          || param.contains("max_tokens")
          || param.contains("max_completion_tokens")) {
        return ServiceRefusal.refused(
            status,
            code,
            new EngineFailure.Down(),
            "it does not take the request's shape: look at structured and max-tokens-field");
      }
    }
    if (code.equals("slow_down")) {
      return ServiceRefusal.refused(
          status, code, new EngineFailure.Rate(answer.pause()), "too many requests");
    }
    return ServiceRefusal.of(status, code, answer.pause());
  }

  private static Optional<String> word(JsonNode node) {
    return Optional.of(node).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /// The JSON object in what the model wrote: some think aloud before it, or fence it in.
  Shaped object() {
    var end = content.lastIndexOf("</think>");
    var said = end < 0 ? content : content.substring(end + "</think>".length());
    var first = said.indexOf('{');
    var last = said.lastIndexOf('}');
    if (first < 0 || last < first) {
      throw new Misfit("it was no JSON object");
    }
    var tree = Json.read(said.substring(first, last + 1));
    if (!tree.isObject()) {
      throw new Misfit("it was no JSON object");
    }
    return new Shaped(tree);
  }
}
