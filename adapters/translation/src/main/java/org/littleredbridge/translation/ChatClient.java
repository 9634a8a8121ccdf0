package org.littleredbridge.translation;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;

/// Has a model do a task: asks again once with more room when the answer was cut, and once when it
/// has not its shape. Thread-safe.
final class ChatClient implements AutoCloseable {
  private static final int MORE_ROOM = 4;
  private static final int MOST_TOKENS = 32_000;

  private final OpenAiConfig config;
  private final EngineHttp http;
  private final ChatRequest requests;
  private final UsageMeter meter;
  private volatile boolean takesTemperature = true;

  ChatClient(OpenAiConfig config, UsageMeter meter, Clock clock) {
    this.config = config;
    this.meter = meter;
    this.requests = new ChatRequest(config);
    var key = config.key();
    this.http =
        new EngineHttp(
            key.isGiven() ? Map.of("Authorization", "Bearer " + key.value()) : Map.of(),
            config.timeLimit(),
            clock);
  }

  /// @throws EngineException when nothing usable came of it
  <T> T have(ModelTask<T> task) {
    var complaint = "";
    try {
      return task.reader().apply(answered(task, Optional.empty()));
    } catch (Misfit e) {
      complaint = String.valueOf(e.getMessage());
    }
    try {
      return task.reader().apply(answered(task, Optional.of(complaint)));
    } catch (Misfit e) {
      throw ServiceRefusal.senseless(
          "the model's answer has not the shape it was asked for: " + e.getMessage());
    }
  }

  EngineHttp.Answer get(String path) {
    return http.get(ServiceAddress.below(config.url(), path));
  }

  private Shaped answered(ModelTask<?> task, Optional<String> complaint) {
    var shaped = complete(task, complaint).object();
    if (PromptLeak.in(shaped.tree(), requests.instructions(task))) {
      throw ServiceRefusal.senseless("the model told its instructions in place of an answer");
    }
    return shaped;
  }

  private ChatAnswer complete(ModelTask<?> task, Optional<String> complaint) {
    var answer = ask(task, Math.min(task.tokens(), MOST_TOKENS), complaint);
    if (answer.cut()) {
      answer = ask(task, Math.min(task.tokens() * MORE_ROOM, MOST_TOKENS), complaint);
    }
    if (answer.cut()) {
      throw new EngineException(
          new EngineFailure.TooLong(), "the model's answer did not fit into its tokens");
    }
    if (answer.content().isEmpty()) {
      throw new Misfit("it was empty");
    }
    return answer;
  }

  private ChatAnswer ask(ModelTask<?> task, int tokens, Optional<String> complaint) {
    var url = ServiceAddress.below(config.url(), "/chat/completions");
    var answer = http.post(url, requests.of(task, tokens, temperature(), complaint));
    meter.called(task.sent());
    if (takesTemperature && ChatAnswer.refusesTemperature(answer)) {
      takesTemperature = false;
      answer = http.post(url, requests.of(task, tokens, temperature(), complaint));
      meter.called(task.sent());
    }
    var read = ChatAnswer.read(answer);
    meter.tokens(read.tokensIn(), read.tokensOut());
    return read;
  }

  private Optional<Double> temperature() {
    return config.temperature().filter(_ -> takesTemperature);
  }

  @Override
  public void close() {
    http.close();
  }
}
