package org.littleredbridge.config.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.littleredbridge.translate.Engine;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.Prepared;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TextPrep;
import org.littleredbridge.translation.RemoteEngine;

/// Lets one engine translate a set, in calls as the bridge would make them.
final class EngineTrial {
  private static final int CODE_POINTS_PER_CALL = 4_000;
  private static final int TEXTS_PER_CALL = 20;

  /// Failed calls in a row after which an engine is given up.
  private static final int PATIENCE = 3;

  /// What was sent, and what the service counted.
  ///
  /// @param characters code points
  record Spent(long characters, long tokensIn, long tokensOut) {
    static final Spent NOTHING = new Spent(0, 0, 0);
  }

  /// @param translated segments that have a translation
  /// @param seconds of all calls
  /// @param remarks sentences about what went wrong
  record Outcome(
      String engine,
      int translated,
      double bleu,
      double chrf,
      double seconds,
      Spent spent,
      List<String> remarks) {
    Outcome {
      remarks = List.copyOf(remarks);
    }

    static Outcome unable(String engine, String remark) {
      return new Outcome(engine, 0, 0, 0, 0, Spent.NOTHING, List.of(remark));
    }
  }

  private final Engine engine;
  private final Locale from;
  private final Locale to;
  private final List<String> remarks = new ArrayList<>();
  private long characters;

  EngineTrial(Engine engine, Locale from, Locale to) {
    this.engine = engine;
    this.from = from;
    this.to = to;
  }

  Outcome run(ParallelText text) {
    try {
      if (!engine.serves(from, to)) {
        return Outcome.unable(
            engine.name(),
            "%s does not work from %s into %s."
                .formatted(engine.name(), from.toLanguageTag(), to.toLanguageTag()));
      }
    } catch (EngineException e) {
      return Outcome.unable(engine.name(), engine.name() + ": " + e.getMessage());
    }
    var prep = new TextPrep();
    var prepared = text.segments().stream().map(s -> prep.prepare(s.source())).toList();
    var before = tokens();
    long start = System.nanoTime();
    var renderings = renderings(prepared.stream().map(Prepared::text).toList());
    double seconds = (System.nanoTime() - start) / 1e9;
    var after = tokens();
    var spent =
        new Spent(
            characters,
            after.tokensIn() - before.tokensIn(),
            after.tokensOut() - before.tokensOut());
    return scored(text, prepared, renderings, seconds, spent);
  }

  private Outcome scored(
      ParallelText text,
      List<Prepared> prepared,
      List<Rendering> renderings,
      double seconds,
      Spent spent) {
    var bleu = new Bleu();
    var chrf = new Chrf();
    int translated = 0;
    int helped = 0;
    for (int i = 0; i < prepared.size(); i++) {
      var said = "";
      switch (renderings.get(i)) {
        case Rendering.Translation(var translation) -> {
          said = prepared.get(i).restore(translation);
          translated++;
        }
        case Rendering.WordHelp _ -> helped++;
        case Rendering.Whole _, Rendering.NotMine _ -> {
          // No translation: counts as empty.
        }
      }
      bleu.add(said, text.segments().get(i).references());
      chrf.add(said, text.segments().get(i).references());
    }
    if (helped > 0) {
      remarks.add(
          "%s helps with words in %d segments and translates none of them."
              .formatted(engine.name(), helped));
    }
    return new Outcome(
        engine.name(), translated, bleu.score(), chrf.score(), seconds, spent, remarks);
  }

  private List<Rendering> renderings(List<String> texts) {
    var renderings = new ArrayList<Rendering>();
    int failed = 0;
    for (var batch : batches(texts, engine.batch())) {
      var answered = failed < PATIENCE ? call(batch) : List.<Rendering>of();
      failed = answered.isEmpty() ? failed + 1 : 0;
      renderings.addAll(answered);
      for (int i = answered.size(); i < batch.size(); i++) {
        renderings.add(new Rendering.NotMine());
      }
    }
    return renderings;
  }

  /// Nothing when the call failed.
  private List<Rendering> call(List<String> batch) {
    characters += batch.stream().mapToLong(text -> text.codePointCount(0, text.length())).sum();
    try {
      var answered = engine.render(batch, from, to);
      if (answered.size() == batch.size()) {
        return answered;
      }
      remarks.add("%s answered another number of texts than it got.".formatted(engine.name()));
    } catch (EngineException e) {
      remarks.add(engine.name() + ": " + e.getMessage());
    }
    return List.of();
  }

  /// As many texts a call as the engine takes, and no more than the bridge itself sends.
  private static List<List<String>> batches(List<String> texts, Engine.Batch limit) {
    int most = Math.min(limit.texts(), TEXTS_PER_CALL);
    int longest = Math.min(limit.characters(), CODE_POINTS_PER_CALL);
    var batches = new ArrayList<List<String>>();
    var batch = new ArrayList<String>();
    int size = 0;
    for (var text : texts) {
      int length = text.codePointCount(0, text.length());
      if (!batch.isEmpty() && (batch.size() == most || size + length > longest)) {
        batches.add(List.copyOf(batch));
        batch.clear();
        size = 0;
      }
      batch.add(text);
      size += length;
    }
    batches.add(List.copyOf(batch));
    return batches;
  }

  private Spent tokens() {
    return engine instanceof RemoteEngine service
        ? new Spent(0, service.usage().tokensIn(), service.usage().tokensOut())
        : Spent.NOTHING;
  }
}
