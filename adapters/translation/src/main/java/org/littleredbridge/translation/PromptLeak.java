package org.littleredbridge.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether an answer tells what the model was instructed: a post made it do that, and then nothing
/// else of the answer is to be trusted. What it puts into other words cannot be told.
final class PromptLeak {
  private static final Pattern SENTENCE_END = Pattern.compile("[.:;\\n]");
  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /// Letters of a sentence that nobody writes by chance.
  private static final int LONG = 30;

  private PromptLeak() {}

  static boolean in(JsonNode answer, String instructions) {
    var texts = new StringBuilder();
    collect(answer, texts);
    var said = bare(texts.toString());
    return SENTENCE_END
        .splitAsStream(instructions)
        .map(PromptLeak::bare)
        .filter(sentence -> sentence.length() >= LONG)
        .anyMatch(said::contains);
  }

  private static void collect(JsonNode node, StringBuilder texts) {
    if (node.isTextual()) {
      texts.append(node.textValue()).append('\n');
    }
    node.forEach(child -> collect(child, texts));
  }

  private static String bare(String text) {
    return NOT_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
