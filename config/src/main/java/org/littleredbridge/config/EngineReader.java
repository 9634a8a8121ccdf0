package org.littleredbridge.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.config.EnginePart.Price;
import org.littleredbridge.config.EnginePart.Terms;
import org.littleredbridge.translation.ApiKey;
import org.littleredbridge.translation.DeepLConfig;
import org.littleredbridge.translation.LibreTranslateConfig;
import org.littleredbridge.translation.OpenAiConfig;

/// Reads the list `translation.engines`.
final class EngineReader {
  static final List<EnginePart> WORD_HELP = List.of(new EnginePart.WordHelp());

  private static final int MOST = 10;
  private static final List<String> TYPES =
      List.of("reading-aid", "libretranslate", "deepl", "openai");

  private EngineReader() {}

  /// Word help where none is listed; an empty list means none.
  static List<EnginePart> read(Section section) {
    var listed = section.sections("engines");
    if (listed.isEmpty()) {
      return WORD_HELP;
    }
    if (listed.get().size() > MOST) {
      throw section.wrong("engines", "must list at most " + MOST + " engines");
    }
    var engines = new ArrayList<EnginePart>();
    for (var one : listed.get()) {
      var engine = engine(one);
      var isWordHelp = engine instanceof EnginePart.WordHelp;
      var taken = engines.stream().anyMatch(other -> other.name().equals(engine.name()));
      if (taken && !isWordHelp) {
        throw one.wrong(
            "name", "must differ from those of the other engines: it is in labels and accounts");
      }
      if (!taken) {
        engines.add(engine);
      }
    }
    return List.copyOf(engines);
  }

  private static EnginePart engine(Section section) {
    var type = section.oneOf("type", "", TYPES);
    var engine =
        switch (type) {
          case "libretranslate" -> libreTranslate(section);
          case "deepl" -> deepL(section);
          case "openai" -> openAi(section);
          default -> new EnginePart.WordHelp();
        };
    section.finish();
    return engine;
  }

  private static EnginePart libreTranslate(Section section) {
    var url = url(section, "http://127.0.0.1:5000");
    return new EnginePart.LibreTranslate(
        LibreTranslateConfig.of(
            name(section, "libretranslate"),
            url.orElse(URI.create("http://127.0.0.1:5000")),
            key(section)),
        terms(section, perCharacters(section)));
  }

  private static EnginePart deepL(Section section) {
    var url = url(section, "http://127.0.0.1:8989/deepl");
    var key = key(section);
    var glossary = section.string("glossary", "").strip();
    if (!glossary.matches("[A-Za-z0-9-]{0,64}")) {
      throw section.wrong("glossary", "must be the id of a glossary at DeepL");
    }
    var settings =
        DeepLConfig.of(name(section, "deepl"), url, key)
            .withGlossary(Optional.of(glossary).filter(id -> !id.isEmpty()));
    if (isMissing(key) && String.valueOf(settings.url().getHost()).endsWith("deepl.com")) {
      throw section.wrong(
          "key",
          "is missing: DeepL asks for one. Set it in the environment, or give the url of a server of"
              + " your own");
    }
    var marks = section.oneOf("marks", spelt(settings.marks()), List.of("xml", "plain"));
    return new EnginePart.DeepL(
        settings.withMarks(DeepLConfig.Marks.valueOf(marks.toUpperCase(Locale.ROOT))),
        terms(section, perCharacters(section)));
  }

  private static EnginePart openAi(Section section) {
    var url = url(section, "http://127.0.0.1:11434/v1").orElse(OpenAiConfig.OPENAI);
    var key = key(section);
    if (isMissing(key) && String.valueOf(url.getHost()).endsWith("openai.com")) {
      throw section.wrong(
          "key",
          "is missing: OpenAI asks for one. Set it in the environment, or give the url of another"
              + " server");
    }
    var model = section.string("model", "").strip();
    if (!model.matches("[!-~]{1,200}")) {
      throw section.wrong("model", "must be the model's name as the service spells it");
    }
    var usual = OpenAiConfig.of(name(section, "openai"), url, key, model);
    var structured = section.oneOf("structured", "schema", List.of("schema", "json", "prompt"));
    return new EnginePart.OpenAi(
        usual
            .withStructured(OpenAiConfig.Structured.valueOf(structured.toUpperCase(Locale.ROOT)))
            .withMaxTokensField(
                section.oneOf(
                    "max-tokens-field",
                    usual.maxTokensField(),
                    List.of("max_completion_tokens", "max_tokens")))
            .withVision(section.truth("vision", false)),
        terms(section, perTokens(section)));
  }

  private static boolean isMissing(ApiKey key) {
    return key.equals(ApiKey.NONE);
  }

  private static String spelt(DeepLConfig.Marks marks) {
    return marks.name().toLowerCase(Locale.ROOT);
  }

  private static String name(Section section, String type) {
    var name = section.string("name", "").strip();
    if (!name.matches("[a-z0-9-]{0,40}")) {
      throw section.wrong("name", "may hold small letters, digits and “-”, 40 at most");
    }
    if (name.equals("reading-aid") || name.equals("phrasebook")) {
      throw section.wrong("name", "is that of another engine");
    }
    return name.isEmpty() ? type : name;
  }

  private static ApiKey key(Section section) {
    try {
      return new ApiKey(section.string("key", ""));
    } catch (IllegalArgumentException e) {
      throw section.wrong("key", "may hold letters, digits and signs of plain ASCII only");
    }
  }

  private static Terms terms(Section section, Optional<Price> price) {
    var daily = section.integer("daily", 0, 1, 999_999_999);
    return new Terms(daily == 0 ? Optional.empty() : Optional.of((long) daily), price);
  }

  private static Optional<Price> perCharacters(Section section) {
    return amount(section, "price").map(Price.Characters::new);
  }

  private static Optional<Price> perTokens(Section section) {
    var price = section.section("price");
    if (price.isEmpty()) {
      return Optional.empty();
    }
    var input = amount(price.get(), "input");
    var output = amount(price.get(), "output");
    price.get().finish();
    if (input.isEmpty() && output.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Price.Tokens(
            input.orElseThrow(() -> price.get().wrong("input", "is missing")),
            output.orElseThrow(() -> price.get().wrong("output", "is missing"))));
  }

  private static Optional<BigDecimal> amount(Section section, String key) {
    return section
        .string(key)
        .map(String::strip)
        .map(text -> {
          if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            throw section.wrong(key, "must be an amount such as 20 or 0.15");
          }
          return new BigDecimal(text);
        });
  }

  private static Optional<URI> url(Section section, String example) {
    var written = section.string("url");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    try {
      var url = new URI(written.get());
      if (List.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getPort() != 0
          && url.getPort() <= 65_535) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // Told below; the exception would repeat the address, which may hold a secret.
    }
    throw section.wrong(
        "url", "must be an address such as " + example + ", without user, “?” and “#”");
  }
}
