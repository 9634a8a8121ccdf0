package org.littleredbridge.translate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words in pictures, by a model that sees. Thread-safe; blocks while the model works.
public final class PictureText {
  /// What a picture costs of the budget, in characters: models count one as some hundred words.
  public static final int COST = 1_000;

  private static final int LONGEST = 500;
  private static final Pattern MARK = Pattern.compile("⟦([0-9]{1,3})⟧");

  private final TranslationChain chain;
  private final PieceScanner scanner = new PieceScanner();

  /// A picture of a note.
  ///
  /// @param number its place among the note's pictures, from 1
  /// @param key names the file for ever
  public record Slide(int number, String key, Picture picture) {}

  /// @param captions by number, in order; empty where a picture holds no words
  /// @param engine the model
  public record Captions(SequencedMap<Integer, String> captions, String engine) {}

  public PictureText(TranslationChain chain) {
    this.chain = chain;
  }

  /// Whether there is a model that sees.
  public boolean sees() {
    return chain.sees();
  }

  /// Empty when no model has a usable answer now, or there is no budget for it.
  ///
  /// @param slides at least one
  public Optional<Captions> read(List<Slide> slides, Audience reader) {
    var pictures = slides.stream().map(Slide::picture).toList();
    return chain
        .models()
        .ask(
            new ModelCalls.Question(
                "pictures",
                slides.stream()
                    .map(slide -> slide.number() + " " + slide.key())
                    .collect(Collectors.joining("\n")),
                (long) COST * slides.size(),
                Model::sees,
                model -> marked(slides, model.captions(pictures, reader.language())),
                Optional::of),
            reader)
        .map(said -> new Captions(captions(said.text()), said.engine()));
  }

  /// The captions as one text, each behind its number.
  private String marked(List<Slide> slides, List<String> captions) {
    if (captions.size() != slides.size()) {
      throw new EngineException(
          new EngineFailure.Implausible(),
          captions.size() + " captions for " + slides.size() + " pictures");
    }
    var marked = new StringBuilder();
    for (int i = 0; i < captions.size(); i++) {
      marked
          .append(Prepared.OPEN)
          .append(slides.get(i).number())
          .append(Prepared.CLOSE)
          .append(caption(captions.get(i)));
    }
    return marked.toString();
  }

  /// There is no text to hold it against, so nothing in it may lead anywhere.
  private String caption(String said) {
    var clean = CleanText.of(said).strip();
    var harmless =
        scanner.scan(clean).stream()
            .map(piece ->
                piece instanceof Piece.Link || piece instanceof Piece.Mention
                    ? "…"
                    : piece.written())
            .collect(Collectors.joining());
    harmless = OutputGuard.withoutBareLinks(harmless);
    return harmless.codePointCount(0, harmless.length()) <= LONGEST
        ? harmless
        : harmless.substring(0, harmless.offsetByCodePoints(0, LONGEST - 1)).strip() + "…";
  }

  private static SequencedMap<Integer, String> captions(String marked) {
    var captions = new LinkedHashMap<Integer, String>();
    var marks = MARK.matcher(marked).results().toList();
    for (int i = 0; i < marks.size(); i++) {
      int end = i + 1 < marks.size() ? marks.get(i + 1).start() : marked.length();
      captions.put(
          Integer.parseInt(marks.get(i).group(1)),
          marked.substring(marks.get(i).end(), end).strip());
    }
    return captions;
  }
}
