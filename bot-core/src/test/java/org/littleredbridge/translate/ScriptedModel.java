package org.littleredbridge.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A language model that says what a test wants, and keeps what it was asked.
public final class ScriptedModel implements Model {
  /// What it was asked, each with the method's name before it.
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /// Of the pictures it was given, their sizes.
  public final List<Integer> pictures = new CopyOnWriteArrayList<>();

  public UnaryOperator<String> translation = text -> text;
  public UnaryOperator<String> comment = text -> text;
  public UnaryOperator<String> explanation = text -> text;
  public UnaryOperator<String> caption = number -> "words of " + number;
  public String version = "1";
  public boolean sees;

  @Override
  public String name() {
    return "model";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public boolean serves(Locale from, Locale to) {
    return true;
  }

  @Override
  public List<Rendering> render(List<String> texts, Locale from, Locale to) {
    return texts.stream()
        .<Rendering>map(text -> {
          asked.add("render " + to.getLanguage() + " " + text);
          return new Rendering.Translation(translation.apply(text));
        })
        .toList();
  }

  @Override
  public Interpretation interpret(Draft note, List<Footnote> known, Locale from, Locale to) {
    asked.add("interpret " + note);
    throw new EngineException(new EngineFailure.Unsuited(), "this model reads no notes");
  }

  @Override
  public String explain(String text, List<Footnote> known, Locale reader) {
    asked.add("explain " + reader.getLanguage() + " " + text + " " + known.size());
    return explanation.apply(text);
  }

  @Override
  public String comment(String text, Tone tone, Locale from, Locale to) {
    asked.add("comment " + tone + " " + from + " " + text);
    return comment.apply(text);
  }

  @Override
  public boolean sees() {
    return sees;
  }

  @Override
  public List<String> captions(List<Picture> shown, Locale reader) {
    asked.add("captions " + reader.getLanguage() + " " + shown.size());
    var captions = new ArrayList<String>();
    for (var one : shown) {
      pictures.add(one.bytes().length);
      captions.add(caption.apply(Integer.toString(captions.size() + 1)));
    }
    return captions;
  }
}
