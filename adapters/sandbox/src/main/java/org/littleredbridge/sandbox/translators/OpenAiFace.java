package org.littleredbridge.sandbox.translators;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// OpenAI's chat completions and list of models.
///
/// Source: https://platform.openai.com/docs/api-reference/chat
final class OpenAiFace implements Face {
  static final String PREFIX = "/v1";

  private static final Set<String> KEYS =
      Set.of(
          "model",
          "messages",
          "max_tokens",
          "max_completion_tokens",
          "temperature",
          "response_format",
          "store",
          "seed",
          "stop",
          "user");

  private final SandboxTranslatorsConfig config;
  private final StandInModel model;
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean takesTemperature = true;
  private volatile boolean listsModels = true;

  OpenAiFace(SandboxTranslatorsConfig config, StandInModel model) {
    this.config = config;
    this.model = model;
  }

  void takesTemperature(boolean value) {
    takesTemperature = value;
  }

  void listsModels(boolean value) {
    listsModels = value;
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Reply answer(Call call, Optional<Trouble> trouble) {
    if (!config.key().isEmpty()
        && !call.authorization().orElse("").equals("Bearer " + config.key())) {
      return error(
          401, "Incorrect API key provided", "invalid_request_error", "", "invalid_api_key");
    }
    if (call.path().equals(PREFIX + "/models") && listsModels) {
      var list = Json.object().put("object", "list");
      list.putArray("data")
          .addObject()
          .put("id", config.model())
          .put("object", "model")
          .put("created", 1_700_000_000)
          .put("owned_by", "sandbox");
      return Reply.ok(list);
    }
    if (!call.path().equals(PREFIX + "/chat/completions")) {
      return error(404, "Invalid URL", "invalid_request_error", "", "");
    }
    var body = call.json();
    return wrong(body).orElseGet(() -> completion(body, trouble));
  }

  private Optional<Reply> wrong(JsonNode body) {
    if (!body.isObject() || !body.path("messages").isArray() || body.path("messages").isEmpty()) {
      return Optional.of(invalid("messages", "missing_required_parameter"));
    }
    for (var name : body.properties()) {
      if (!KEYS.contains(name.getKey())) {
        return Optional.of(invalid(name.getKey(), "unknown_parameter"));
      }
    }
    if (!body.path("model").asText().equals(config.model())) {
      return Optional.of(
          error(
              404,
              "The model does not exist",
              "invalid_request_error",
              "model",
              "model_not_found"));
    }
    if (body.has("temperature") && !takesTemperature) {
      return Optional.of(invalid("temperature", "unsupported_value"));
    }
    for (var message : body.path("messages")) {
      var content = message.path("content");
      if (!content.isTextual() && !content.isArray() || message.path("role").asText().isEmpty()) {
        return Optional.of(invalid("messages", "invalid_type"));
      }
    }
    return wrongFormat(body);
  }

  private static Optional<Reply> wrongFormat(JsonNode body) {
    var format = body.path("response_format");
    return switch (format.path("type").asText("text")) {
      case "text" -> Optional.empty();
      case "json_object" ->
          body.path("messages").toString().contains("JSON")
              ? Optional.empty()
              : Optional.of(invalid("messages", "invalid_value"));
      case "json_schema" -> {
        var schema = format.path("json_schema");
        yield schema.path("name").asText().matches("[A-Za-z0-9_-]{1,64}")
                && strict(schema.path("schema"))
            ? Optional.empty()
            : Optional.of(invalid("response_format", "invalid_json_schema"));
      }
      default -> Optional.of(invalid("response_format", "invalid_value"));
    };
  }

  /// As the strict mode wants it: every object closed, every key required.
  private static boolean strict(JsonNode schema) {
    if (!schema.path("type").isTextual()) {
      return false;
    }
    if (schema.path("type").asText().equals("array")) {
      return strict(schema.path("items"));
    }
    if (!schema.path("type").asText().equals("object")) {
      return true;
    }
    var required = new HashSet<String>();
    schema.path("required").forEach(key -> required.add(key.asText()));
    var keys = new HashSet<String>();
    for (var property : schema.path("properties").properties()) {
      keys.add(property.getKey());
      if (!strict(property.getValue())) {
        return false;
      }
    }
    return keys.equals(required) && !schema.path("additionalProperties").asBoolean(true);
  }

  private Reply completion(JsonNode body, Optional<Trouble> trouble) {
    var system = "";
    var user = "";
    var pictures = 0;
    for (var message : body.path("messages")) {
      var content = message.path("content");
      if (message.path("role").asText().equals("system")) {
        system = content.asText();
      } else if (content.isTextual()) {
        user = content.asText();
      } else {
        for (var part : content) {
          if (part.path("type").asText().equals("text")) {
            user = part.path("text").asText();
          } else if (part.path("image_url").path("url").asText().startsWith("data:image/")) {
            pictures++;
          }
        }
      }
    }
    var begin = user.indexOf('{');
    var end = user.lastIndexOf('}');
    var material = Json.read(begin < 0 || end < begin ? "" : user.substring(begin, end + 1));
    return shaped(body, model.write(system, material, pictures), trouble);
  }

  private Reply shaped(JsonNode body, String written, Optional<Trouble> trouble) {
    var room = body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(4_000));
    var tokens = written.length() / 3 + 1;
    var content = written;
    var reason = "stop";
    Optional<String> refusal = Optional.empty();
    if (tokens > room) {
      reason = "length";
      content = written.substring(0, Math.min(written.length(), room * 3));
    }
    switch (trouble.orElse(Trouble.SLOW)) {
      case LENGTH -> {
        reason = "length";
        content = written.substring(0, written.length() / 2);
      }
      case REFUSAL -> {
        refusal = Optional.of("I can not help with that.");
        content = "";
      }
      case FILTERED -> {
        reason = "content_filter";
        content = "";
      }
      case NO_CONTENT, EMPTY -> content = "";
      case CHATTY ->
          content = "<think>A {small} task.</think>Here it is:\n```json\n" + written + "\n```";
      case NOT_SCHEMA, FEWER -> content = "{\"answer\": 42}";
      default -> {
        // As it is written.
      }
    }
    var answer =
        Json.object()
            .put("id", "chatcmpl-" + ids.incrementAndGet())
            .put("object", "chat.completion")
            .put("created", 1_700_000_000)
            .put("model", config.model());
    var choice = answer.putArray("choices").addObject().put("index", 0);
    var message = choice.putObject("message").put("role", "assistant").put("content", content);
    refusal.ifPresentOrElse(text -> message.put("refusal", text), () -> message.putNull("refusal"));
    choice.putNull("logprobs").put("finish_reason", reason);
    var asked = Json.text(body).length() / 3;
    answer
        .putObject("usage")
        .put("prompt_tokens", asked)
        .put("completion_tokens", tokens)
        .put("total_tokens", asked + tokens);
    return Reply.ok(answer);
  }

  @Override
  public Optional<Reply> refusal(Trouble trouble) {
    return switch (trouble) {
      case AUTH ->
          Optional.of(
              error(
                  401,
                  "Incorrect API key provided: " + config.key(),
                  "invalid_request_error",
                  "",
                  "invalid_api_key"));
      case QUOTA ->
          Optional.of(
              error(
                  429,
                  "You exceeded your current quota, please check your plan and billing details.",
                  "insufficient_quota",
                  "",
                  "insufficient_quota"));
      case RATE ->
          Optional.of(error(429, "Rate limit reached", "requests", "", "rate_limit_exceeded"));
      case TOO_LONG -> Optional.of(invalid("messages", "context_length_exceeded"));
      case UNSUITED -> Optional.of(invalid("prompt", "content_policy_violation"));
      case DOWN -> Optional.of(error(503, "The engine is overloaded", "server_error", "", ""));
      case OTHER_SHAPE -> Optional.of(Reply.ok(Json.object().put("object", "list")));
      default -> Optional.empty();
    };
  }

  private static Reply invalid(String param, String code) {
    return error(400, "The request is invalid", "invalid_request_error", param, code);
  }

  private static Reply error(int status, String message, String type, String param, String code) {
    var body = Json.object();
    var error = body.putObject("error").put("message", message).put("type", type);
    if (param.isEmpty()) {
      error.putNull("param");
    } else {
      error.put("param", param);
    }
    if (code.isEmpty()) {
      error.putNull("code");
    } else {
      error.put("code", code);
    }
    return new Reply(status, body);
  }
}
