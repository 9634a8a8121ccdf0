package org.littleredbridge.sandbox;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.littleredbridge.sandbox.Script.Phrase;
import org.littleredbridge.sandbox.Script.Remark;
import org.littleredbridge.sandbox.Script.Scripted;

/// Our own English for everything the sandbox's people can say. Thread safe: it grows when a note
/// is posted together with its English.
final class Phrases {
  private final Map<String, String> english = new ConcurrentHashMap<>();

  Phrases(Script script) {
    script.actors().forEach(actor -> learn(actor.about()));
    script.notes().forEach(this::learn);
    var templates = new Templates(script);
    for (int number = 0; number < templates.count(); number++) {
      learn(templates.fill(number));
    }
    script.answers().forEach(answer -> learn(answer.text()));
    script.tags().forEach(this::learn);
  }

  void learn(String chinese, String translation) {
    if (!chinese.isBlank() && !translation.isBlank()) {
      english.put(chinese, translation);
    }
  }

  /// A view that grows with the book.
  Map<String, String> view() {
    return Collections.unmodifiableMap(english);
  }

  private void learn(Scripted note) {
    learn(note.title());
    learn(note.text());
    note.comments().forEach(this::learn);
  }

  private void learn(Remark remark) {
    learn(remark.text());
    remark.replies().forEach(this::learn);
  }

  private void learn(Phrase phrase) {
    learn(phrase.zh(), phrase.en());
  }
}
