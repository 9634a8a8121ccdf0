package org.littleredbridge.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// An engine that is paid for and does as it is told.
class PaidEngine implements Engine {
  final List<List<String>> calls = new CopyOnWriteArrayList<>();
  private final String name;
  Batch batch = Batch.ANY;

  /// What becomes of each call, in turn; the last goes on.
  private final List<Function<List<String>, List<Rendering>>> script = new ArrayList<>();

  PaidEngine(String name) {
    this.name = name;
  }

  static List<Rendering> english(List<String> texts) {
    return texts.stream().<Rendering>map(text -> new Rendering.Translation(english(text))).toList();
  }

  /// English of about the right length with the same numbers and marks.
  static String english(String text) {
    var kept = new StringBuilder("English");
    text.codePoints()
        .forEach(c -> {
          if (Character.isIdeographic(c)) {
            kept.append(" word");
          } else {
            kept.appendCodePoint(c);
          }
        });
    return kept.toString();
  }

  PaidEngine fails(EngineFailure why) {
    script.add(_ -> {
      throw new EngineException(why, "as the test wants");
    });
    return this;
  }

  PaidEngine answers() {
    return answers(PaidEngine::english);
  }

  PaidEngine answers(Function<List<String>, List<Rendering>> how) {
    script.add(how);
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public boolean serves(Locale from, Locale to) {
    return true;
  }

  @Override
  public Batch batch() {
    return batch;
  }

  @Override
  public boolean metered() {
    return true;
  }

  @Override
  public List<Rendering> render(List<String> texts, Locale from, Locale to) {
    calls.add(List.copyOf(texts));
    return next(calls.size()).apply(texts);
  }

  private Function<List<String>, List<Rendering>> next(int call) {
    return script.get(Math.min(call, script.size()) - 1);
  }
}
