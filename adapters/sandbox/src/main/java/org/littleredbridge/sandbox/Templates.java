package org.littleredbridge.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.littleredbridge.sandbox.Script.Phrase;
import org.littleredbridge.sandbox.Script.Remark;
import org.littleredbridge.sandbox.Script.Scripted;

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

  boolean none() {
    return script.templates().isEmpty();
  }

  /// How many numbers give different notes.
  int count() {
    return script.templates().size() * VARIATIONS;
  }

  /// The note with that number.
  Scripted fill(long number) {
    var templates = script.templates();
    var template = templates.get((int) (number % templates.size()));
    var choice = choice(template, number / templates.size() % VARIATIONS);
    return new Scripted(
        template.key(),
        template.author(),
        template.video(),
        fill(template.title(), choice),
        fill(template.text(), choice),
        template.scene(),
        template.pictures(),
        template.place(),
        template.likes(),
        template.comments().stream().map(remark -> fill(remark, choice)).toList());
  }

  private Map<String, Phrase> choice(Scripted template, long variation) {
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
    long rest = variation * STRIDE % combinations;
    var choice = new HashMap<String, Phrase>();
    for (var slot : slots) {
      var values = values(slot);
      choice.put(slot, values.get((int) (rest % values.size())));
      rest /= values.size();
    }
    return choice;
  }

  private static Remark fill(Remark remark, Map<String, Phrase> choice) {
    return new Remark(
        remark.by(),
        fill(remark.text(), choice),
        remark.likes(),
        remark.replies().stream().map(reply -> fill(reply, choice)).toList());
  }

  private static Phrase fill(Phrase phrase, Map<String, Phrase> choice) {
    var zh = phrase.zh();
    var en = phrase.en();
    for (var slot : choice.entrySet()) {
      zh = zh.replace("{" + slot.getKey() + "}", slot.getValue().zh());
      en = en.replace("{" + slot.getKey() + "}", slot.getValue().en());
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
          "world.json: the slot %s stands neither in the Chinese title nor text."
              .formatted(open.group()));
    }
    return text;
  }
}
