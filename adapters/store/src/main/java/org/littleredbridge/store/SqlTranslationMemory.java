package org.littleredbridge.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Rendering;
import org.littleredbridge.translate.TranslationMemory;

/// Answers of engines. Word help is kept as one list: term, reading, meaning, term …
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
          new Packed(
              "words",
              JsonTexts.write(
                  words.stream()
                      .flatMap(word -> Stream.of(word.term(), word.reading(), word.meaning()))
                      .toList()));
      case Rendering.NotMine() -> new Packed("not-mine", "");
    };
  }

  private static Rendering unpack(String kind, String text) {
    return switch (kind) {
      case "translation" -> new Rendering.Translation(text);
      case "words" -> new Rendering.WordHelp(footnotes(JsonTexts.read(text)));
      case "not-mine" -> new Rendering.NotMine();
      default -> throw new IllegalStateException("no rendering is called " + kind);
    };
  }

  private static List<Footnote> footnotes(List<String> texts) {
    var words = new ArrayList<Footnote>();
    for (var i = 0; i + 2 < texts.size(); i += 3) {
      words.add(new Footnote(texts.get(i), texts.get(i + 1), texts.get(i + 2)));
    }
    return words;
  }
}
