package org.littleredbridge.sandbox;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.littleredbridge.sandbox.Script.Phrase;
import org.littleredbridge.sandbox.Script.Template;

/// Endless notes: a running number decides the template and what stands in its `{slot}`s, so that
/// Chinese and English always say the same, and every text is known before it is published.
final class Templates {
  // Enough for half a day of the demo before a text comes again, and a small phrase book.
  private static final int VARIATIONS = 120;
  // Prime, so that neighbouring numbers differ in all slots and every combination is reached.
  private static final long STRIDE = 7919;
  private static final Pattern SLOT = Pattern.compile("\\{([a-zA-Z0-9_]+)}");
  private final Script script;

  Templates(Script script) {
    this.script = script;
  }

  /// A template with its slots filled in.
  record Filled(Template template, Phrase title, Phrase text) {}

  boolean none() {
    return script.templates().isEmpty();
  }

  /// How many numbers give different notes.
  int count() {
    return script.templates().size() * VARIATIONS;
  }

  Filled fill(long number) {
    var templates = script.templates();
    var template = templates.get((int) (number % templates.size()));
    long variation = number / templates.size() % VARIATIONS;
    return new Filled(
        template,
        fill(template, template.title(), variation),
        fill(template, template.text(), variation));
  }

  private Phrase fill(Template template, Phrase phrase, long variation) {
    var slots =
        SLOT.matcher(template.title().zh() + template.text().zh())
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    long combinations = 1;
    for (var slot : slots) {
      combinations = Math.multiplyExact(combinations, values(slot).size());
    }
    long choice = variation * STRIDE % combinations;
    var zh = phrase.zh();
    var en = phrase.en();
    for (var slot : slots) {
      var values = values(slot);
      var value = values.get((int) (choice % values.size()));
      choice /= values.size();
      zh = zh.replace("{" + slot + "}", value.zh());
      en = en.replace("{" + slot + "}", value.en());
    }
    return new Phrase(checked(zh), checked(en));
  }

  private List<Phrase> values(String slot) {
    var values = script.slots().getOrDefault(slot, List.of());
    if (values.isEmpty()) {
      throw new SandboxException("world.json has no slot \"%s\".".formatted(slot));
    }
    return values;
  }

  private static String checked(String text) {
    Matcher open = SLOT.matcher(text);
    if (open.find()) {
      throw new SandboxException(
          "world.json: the slot %s stands in the English only.".formatted(open.group()));
    }
    return text;
  }
}
