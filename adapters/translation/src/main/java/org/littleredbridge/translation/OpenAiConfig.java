package org.littleredbridge.translation;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A model behind an interface like OpenAI's chat completions: OpenAI, DeepSeek, Qwen, Ollama,
/// vLLM.
///
/// Source: https://platform.openai.com/docs/api-reference/chat
///
/// @param name unique among the engines
/// @param url the base address, to which `/chat/completions` is added
/// @param model as the service names it
/// @param structured how an answer's shape is asked for
/// @param maxTokensField the name of the field that limits the answer: OpenAI takes
///   `max_completion_tokens`, most others `max_tokens`
/// @param vision whether the model takes pictures
/// @param temperature 0 to 2; empty: the model's own
/// @param timeLimit for a call, its answer included
public record OpenAiConfig(
    String name,
    URI url,
    ApiKey key,
    String model,
    Structured structured,
    String maxTokensField,
    boolean vision,
    Optional<Double> temperature,
    Duration timeLimit) {
  public static final URI OPENAI = URI.create("https://api.openai.com/v1");

  /// How an answer's shape is asked for.
  public enum Structured {
    /// By a JSON Schema, which the service enforces: OpenAI, Ollama on your own machine, vLLM.
    SCHEMA,
    /// By JSON mode, with the shape in the prompt: DeepSeek.
    JSON,
    /// By the prompt alone.
    PROMPT
  }

  public OpenAiConfig {
    ServiceAddress.check(url);
    if (name.isBlank() || model.isBlank()) {
      throw new IllegalArgumentException("an engine has a name and a model");
    }
    if (!maxTokensField.equals("max_completion_tokens") && !maxTokensField.equals("max_tokens")) {
      throw new IllegalArgumentException(
          "an answer is limited by max_completion_tokens or max_tokens");
    }
  }

  /// With what fits most servers.
  public static OpenAiConfig of(String name, URI url, ApiKey key, String model) {
    return new OpenAiConfig(
        name,
        url,
        key,
        model,
        Structured.SCHEMA,
        ServiceAddress.isAt(url, "openai.com") ? "max_completion_tokens" : "max_tokens",
        false,
        Optional.of(0.2),
        Duration.ofSeconds(120));
  }

  public OpenAiConfig withStructured(Structured value) {
    return new OpenAiConfig(
        name, url, key, model, value, maxTokensField, vision, temperature, timeLimit);
  }

  public OpenAiConfig withMaxTokensField(String value) {
    return new OpenAiConfig(
        name, url, key, model, structured, value, vision, temperature, timeLimit);
  }

  public OpenAiConfig withVision(boolean value) {
    return new OpenAiConfig(
        name, url, key, model, structured, maxTokensField, value, temperature, timeLimit);
  }

  public OpenAiConfig withTimeLimit(Duration value) {
    return new OpenAiConfig(
        name, url, key, model, structured, maxTokensField, vision, temperature, value);
  }

  /// Whether it is OpenAI itself; others refuse fields that only it knows.
  boolean isOpenAi() {
    return ServiceAddress.isAt(url, "openai.com");
  }
}
