package org.littleredbridge.translate;

import java.util.Locale;
import java.util.Optional;

/// Puts what members answer into Chinese: by a model in the wanted tone where there is one, else
/// plainly. It sees the member's words and nothing else; above all nothing that a note says.
/// Thread-safe; blocks while an engine works.
public final class ChineseReply {
  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private final TranslationChain chain;
  private final OutputGuard guard = new OutputGuard();
  private final TextPrep prep = new TextPrep();

  public ChineseReply(TranslationChain chain) {
    this.chain = chain;
  }

  /// The reply in Chinese. One that is Chinese already, that is in no language, or that no engine
  /// translates well stays as it is: it was meant so.
  ///
  /// @param longest code points that a translation may have
  public String write(String text, Tone tone, Audience member, int longest) {
    var source = Source.of(prep, text);
    var from = source.flatMap(one -> one.foreignTo(CHINESE));
    if (from.isEmpty()) {
      return text;
    }
    return byModel(source.get(), from.get(), tone, member)
        .or(() -> plainly(text, member))
        .map(String::strip)
        .filter(chinese -> !chinese.isEmpty() && length(chinese) <= longest)
        .orElse(text);
  }

  private Optional<String> byModel(Source source, Locale from, Tone tone, Audience member) {
    var prepared = source.prepared();
    return chain
        .models()
        .ask(
            new ModelCalls.Question(
                "comment " + tone.name().toLowerCase(Locale.ROOT),
                prepared.text(),
                length(prepared.text()),
                model -> model.serves(from, CHINESE),
                model -> model.comment(prepared.text(), tone, from, CHINESE),
                answer ->
                    guard.objection(prepared.text(), answer, from, CHINESE).isPresent()
                        ? Optional.empty()
                        : Optional.of(answer)),
            member.in(CHINESE))
        .map(said -> prepared.restore(said.text()));
  }

  private Optional<String> plainly(String text, Audience member) {
    var translated = chain.translate(text, member.in(CHINESE));
    return translated.translated() ? Optional.of(translated.text()) : Optional.empty();
  }

  /// What a Chinese text says, for the member who wrote it in another language; empty when that
  /// cannot be told now.
  public Optional<String> back(String chinese, Audience member) {
    var translated = chain.translate(chinese, member);
    return translated.translated() ? Optional.of(translated.text()) : Optional.empty();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
