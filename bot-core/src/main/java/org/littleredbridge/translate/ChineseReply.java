package org.littleredbridge.translate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Puts what members answer into Chinese: by a model in the wanted tone where there is one, else
/// plainly. An engine sees the member's words and nothing else; above all nothing that a note says.
/// So nothing is read here that a model said when it was given several texts at once. Thread-safe;
/// blocks while an engine works.
public final class ChineseReply {
  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private final TranslationChain chain;
  private final OutputGuard guard = new OutputGuard();
  private final TextPrep prep = new TextPrep();

  public ChineseReply(TranslationChain chain) {
    this.chain = chain;
  }

  /// A text as it is posted when nobody translates it: emoji codes as emoji, hashtags as `#tag`,
  /// nothing that cannot be seen. May be blank.
  public String plain(String text) {
    return prep.plain(text);
  }

  /// The reply in Chinese. One that is Chinese already, that is in no language, or that no engine
  /// translates well stays as it is, but [#plain]: it was meant so.
  ///
  /// @param longest code points that a translation may have
  public String write(String text, Tone tone, Audience member, int longest) {
    var source = Source.of(prep, text);
    var from = source.flatMap(one -> one.foreignTo(CHINESE));
    if (from.isEmpty()) {
      return plain(text);
    }
    var reader = member.in(CHINESE);
    return byModel(
            "comment " + tone.name().toLowerCase(Locale.ROOT),
            source.get(),
            new Direction(from.get(), CHINESE),
            reader,
            model -> model.comment(source.get().prepared().text(), tone, from.get(), CHINESE))
        .or(() -> plainly("reply plain", text, reader))
        .map(this::plain)
        .filter(chinese -> !chinese.isBlank() && length(chinese) <= longest)
        .orElseGet(() -> plain(text));
  }

  /// What a Chinese text says, for the member who wrote it in another language; empty when that
  /// cannot be told now.
  public Optional<String> back(String chinese, Audience member) {
    return plainly("reply back", chinese, member);
  }

  private Optional<String> plainly(String purpose, String text, Audience reader) {
    return chain
        .byPlainEngines(text, reader)
        .map(TranslatedText::text)
        .or(() -> alone(purpose, text, reader));
  }

  private Optional<String> alone(String purpose, String text, Audience reader) {
    var source = Source.of(prep, text);
    return source
        .flatMap(one -> one.foreignTo(reader.language()))
        .flatMap(from -> {
          var direction = new Direction(from, reader.language());
          return byModel(
              purpose,
              source.get(),
              direction,
              reader,
              model -> rendered(model, source.get().prepared().text(), direction));
        });
  }

  private static String rendered(Model model, String prepared, Direction direction) {
    var renderings = model.render(List.of(prepared), direction.from(), direction.to());
    if (renderings.size() != 1) {
      throw new EngineException(
          new EngineFailure.Implausible(), renderings.size() + " answers for one text");
    }
    return switch (renderings.getFirst()) {
      case Rendering.Translation(var text) -> text;
      case Rendering.WordHelp _, Rendering.Whole _, Rendering.NotMine() ->
          throw new EngineException(new EngineFailure.Unsuited(), "no translation of this text");
    };
  }

  private Optional<String> byModel(
      String purpose,
      Source source,
      Direction direction,
      Audience reader,
      Function<Model, String> call) {
    var prepared = source.prepared();
    var from = direction.from();
    var to = direction.to();
    return chain
        .models()
        .ask(
            new ModelCalls.Question(
                purpose,
                prepared.text(),
                length(prepared.text()),
                model -> model.serves(from, to),
                call,
                answer ->
                    guard.objection(prepared.text(), answer, from, to).isPresent()
                        ? Optional.empty()
                        : Optional.of(answer)),
            reader)
        .map(said -> prepared.restore(said.text()));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
