package org.littleredbridge.translation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.littleredbridge.translate.Draft;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Interpretation;
import org.littleredbridge.translate.Model;
import org.littleredbridge.translate.Picture;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.Tone;

/// A language model behind chat completions as OpenAI defined them. Thread-safe.
public final class OpenAiEngine implements Model, RemoteEngine {
  /// Pictures in one request; more of them take more requests.
  public static final int MOST_PICTURES = 9;

  /// Bytes of one picture.
  public static final int LARGEST_PICTURE = 1 << 20;

  private static final Batch BATCH = new Batch(20, 4_000);

  private final OpenAiConfig config;
  private final UsageMeter meter = new UsageMeter();
  private final ChatClient client;

  /// @param clock for dates in `Retry-After`
  public OpenAiEngine(OpenAiConfig config, Clock clock) {
    this.config = config;
    this.client = new ChatClient(config, meter, clock);
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public String version() {
    return config.url().getHost() + " " + config.model() + " " + ModelTasks.VERSION;
  }

  /// Models know all languages, some better than others.
  @Override
  public boolean serves(Locale from, Locale to) {
    return !from.getLanguage().isEmpty() && !to.getLanguage().isEmpty();
  }

  @Override
  public Batch batch() {
    return BATCH;
  }

  /// A server that wants no key is somebody's own.
  @Override
  public boolean metered() {
    return config.key().isGiven();
  }

  @Override
  public List<Rendering> render(List<String> texts, Locale from, Locale to) {
    if (texts.isEmpty()) {
      return List.of();
    }
    return client.have(ModelTasks.render(texts, to)).stream()
        .<Rendering>map(Rendering.Translation::new)
        .toList();
  }

  @Override
  public Interpretation interpret(Draft note, List<Footnote> known, Locale from, Locale to) {
    return client.have(ModelTasks.interpret(note, known, to));
  }

  @Override
  public String explain(String text, List<Footnote> known, Locale reader) {
    return client.have(ModelTasks.explain(text, known, reader));
  }

  @Override
  public String comment(String text, Tone tone, Locale from, Locale to) {
    return client.have(ModelTasks.comment(text, tone, to));
  }

  @Override
  public boolean sees() {
    return config.vision();
  }

  /// [#MOST_PICTURES] a request; [EngineFailure.TooLong] when one is larger than
  /// [#LARGEST_PICTURE].
  @Override
  public List<String> captions(List<Picture> pictures, Locale reader) {
    if (!config.vision()) {
      throw new EngineException(new EngineFailure.Unsuited(), "this model takes no pictures");
    }
    if (pictures.stream().anyMatch(picture -> picture.bytes().length > LARGEST_PICTURE)) {
      throw new EngineException(new EngineFailure.TooLong(), "a picture is larger than 1 MiB");
    }
    var captions = new ArrayList<String>();
    for (var i = 0; i < pictures.size(); i += MOST_PICTURES) {
      var some = pictures.subList(i, Math.min(i + MOST_PICTURES, pictures.size()));
      captions.addAll(client.have(ModelTasks.captions(some, reader)));
    }
    return List.copyOf(captions);
  }

  @Override
  public EngineUsage usage() {
    return meter.sum();
  }

  /// By the list of models, where there is one, and a short translation.
  @Override
  public String check() {
    var answer = client.get("/models");
    if (answer.status() == 404 || answer.status() == 405) {
      render(List.of("你好"), Locale.CHINESE, Locale.ENGLISH);
      return "translates with " + config.model();
    }
    if (!answer.isSuccessful()) {
      throw ServiceRefusal.of(answer.status(), "", answer.pause());
    }
    var models = answer.json().path("data");
    if (!models.isArray()) {
      throw ServiceRefusal.senseless("no list of models came back: is url the base address?");
    }
    for (var model : models) {
      if (model.path("id").asText().equals(config.model())) {
        // A list tells nothing of the settings that shape a request.
        render(List.of("你好"), Locale.CHINESE, Locale.ENGLISH);
        return "translates with " + config.model();
      }
    }
    throw new EngineException(
        new EngineFailure.Down(),
        "it has no model “" + config.model() + "”; set model to one it has");
  }

  @Override
  public void close() {
    client.close();
  }
}
