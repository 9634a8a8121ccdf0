package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A model that reads notes as it is told.
final class ReadingModel extends PaidEngine implements Model {
  final List<Draft> drafts = new CopyOnWriteArrayList<>();
  final List<List<Footnote>> known = new CopyOnWriteArrayList<>();
  private final Function<Draft, Interpretation> reading;

  ReadingModel(String name, Function<Draft, Interpretation> reading) {
    super(name);
    this.reading = reading;
    answers();
  }

  ReadingModel(String name) {
    this(name, ReadingModel::read);
  }

  static Interpretation read(Draft draft) {
    return new Interpretation(
        english(draft.title()),
        "Noodles are good.",
        english(draft.body()),
        draft.tags().stream().map(PaidEngine::english).toList(),
        List.of(new Footnote("面", "miàn", "noodles")),
        Warning.NONE);
  }

  @Override
  public Interpretation interpret(Draft note, List<Footnote> slang, Locale from, Locale to) {
    drafts.add(note);
    known.add(slang);
    return reading.apply(note);
  }

  @Override
  public String explain(String text, List<Footnote> slang, Locale reader) {
    return "It is about noodles.";
  }

  @Override
  public String comment(String text, Tone tone, Locale from, Locale to) {
    return "好吃";
  }

  @Override
  public boolean sees() {
    return false;
  }

  @Override
  public List<String> captions(List<Picture> pictures, Locale reader) {
    throw new EngineException(new EngineFailure.Unsuited(), "it is blind");
  }
}
