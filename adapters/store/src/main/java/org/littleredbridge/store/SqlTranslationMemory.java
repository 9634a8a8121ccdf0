package org.littleredbridge.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Interpretation;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TranslationMemory;
import org.littleredbridge.translate.Warning;

/// Answers of engines. Word help is kept as one list: term, reading, meaning, term …; of a whole
/// note first its single texts, then how many tags there are, the tags, and its word help.
final class SqlTranslationMemory implements TranslationMemory {
  private record Packed(String kind, String text) {}

  private final Database database;

  SqlTranslationMemory(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Rendering> find(Key key) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select kind, text from translations
                where hash = :hash and target = :target and engine = :engine
                """)
            .bind("hash", key.hash())
            .bind("target", key.target().toLanguageTag())
            .bind("engine", key.engine())
            .map((row, _) -> unpack(row.getString("kind"), row.getString("text")))
            .findOne());
  }

  @Override
  public void keep(Key key, Rendering rendering) {
    var packed = pack(rendering);
    database.run(handle ->
        handle
            .createUpdate(
                """
                insert into translations (hash, target, engine, kind, text)
                values (:hash, :target, :engine, :kind, :text)
                on conflict (hash, target, engine) do update set
                    kind = excluded.kind, text = excluded.text
                """)
            .bind("hash", key.hash())
            .bind("target", key.target().toLanguageTag())
            .bind("engine", key.engine())
            .bind("kind", packed.kind())
            .bind("text", packed.text())
            .execute());
  }

  private static Packed pack(Rendering rendering) {
    return switch (rendering) {
      case Rendering.Translation(var text) -> new Packed("translation", text);
      case Rendering.WordHelp(var words) ->
          new Packed("words", JsonTexts.write(texts(words).toList()));
      case Rendering.Whole(var note) ->
          new Packed(
              "whole",
              JsonTexts.write(
                  Stream.of(
                          Stream.of(
                              note.title(),
                              note.summary(),
                              note.body(),
                              note.warning().name(),
                              String.valueOf(note.tags().size())),
                          note.tags().stream(),
                          texts(note.footnotes()))
                      .flatMap(texts -> texts)
                      .toList()));
      case Rendering.NotMine() -> new Packed("not-mine", "");
    };
  }

  private static Rendering unpack(String kind, String text) {
    return switch (kind) {
      case "translation" -> new Rendering.Translation(text);
      case "words" -> new Rendering.WordHelp(footnotes(JsonTexts.read(text)));
      case "whole" -> new Rendering.Whole(whole(JsonTexts.read(text)));
      case "not-mine" -> new Rendering.NotMine();
      default -> throw new IllegalStateException("no rendering is called " + kind);
    };
  }

  private static Stream<String> texts(List<Footnote> words) {
    return words.stream().flatMap(word -> Stream.of(word.term(), word.reading(), word.meaning()));
  }

  private static Interpretation whole(List<String> texts) {
    var tags = Integer.parseInt(texts.get(4));
    return new Interpretation(
        texts.get(0),
        texts.get(1),
        texts.get(2),
        texts.subList(5, 5 + tags),
        footnotes(texts.subList(5 + tags, texts.size())),
        Warning.valueOf(texts.get(3)));
  }

  private static List<Footnote> footnotes(List<String> texts) {
    var words = new ArrayList<Footnote>();
    for (var i = 0; i + 2 < texts.size(); i += 3) {
      words.add(new Footnote(texts.get(i), texts.get(i + 1), texts.get(i + 2)));
    }
    return words;
  }
}
