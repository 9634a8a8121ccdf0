package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.littleredbridge.sandbox.translators.SeenRequest;
import org.littleredbridge.sandbox.translators.Trouble;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;

/// The engine over DeepL's interface, beside what all engines keep.
final class DeepLEngineTest extends RemoteEngineContract {
  @Override
  RemoteEngine engine(URI at, ApiKey key, Duration timeLimit) {
    return new DeepLEngine(
        config(URI.create(at + "/v2/translate"), key)
            .withMarks(DeepLConfig.Marks.XML)
            .withTimeLimit(timeLimit),
        CLOCK);
  }

  private static DeepLConfig config(URI url, ApiKey key) {
    return DeepLConfig.of("deepl", Optional.of(url), key);
  }

  @Override
  Class<? extends EngineFailure> meaning(Trouble trouble) {
    return switch (trouble) {
      case AUTH -> EngineFailure.Auth.class;
      case QUOTA -> EngineFailure.Quota.class;
      case RATE -> EngineFailure.Rate.class;
      case TOO_LONG -> EngineFailure.TooLong.class;
      case UNSUITED -> EngineFailure.Unsuited.class;
      case DOWN, DROP, CUT, SLOW, REDIRECT -> EngineFailure.Down.class;
      default -> EngineFailure.Implausible.class;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "301, Down", "400, Unsuited", "401, Auth", "403, Auth", "404, Down", "413, TooLong",
    "414, TooLong", "422, Unsuited", "429, Rate", "456, Quota", "500, Down", "504, Down",
    "529, Rate"
  })
  void givenARefusal_whenRead_thenItMeansWhatTheTableSays(int status, String failure) {
    assertThat(ServiceRefusal.of(status, "", Optional.empty()).failure().getClass().getSimpleName())
        .isEqualTo(failure);
  }

  @Test
  void givenMarks_whenSent_thenTheyAreTagsThatAreLeftAlone() {
    try (var engine = engine()) {
      assertThat(text(engine.render(List.of("茶⟦1⟧ <b> & 茶⟦2⟧"), ZH, EN).getFirst()))
          .contains("⟦1⟧")
          .contains("⟦2⟧")
          .contains("<b> &");
      assertThat(engine.usage().billed()).isPositive();
    }
    var body = Json.read(service.requests().getFirst().body());
    assertThat(body.path("text").path(0).asText())
        .isEqualTo("茶<x id=\"1\"/> &lt;b&gt; &amp; 茶<x id=\"2\"/>");
    assertThat(body.path("tag_handling").asText()).isEqualTo("xml");
    assertThat(body.path("ignore_tags").path(0).asText()).isEqualTo("x");
    assertThat(body.path("source_lang").asText()).isEqualTo("ZH");
    assertThat(body.path("target_lang").asText()).isEqualTo("EN-US");
    assertThat(service.requests().getFirst().headers())
        .containsEntry("authorization", "DeepL-Auth-Key KEY");
  }

  @Test
  void givenXmlThatSomebodyElseWrote_whenReadBack_thenOnlyOurTagsAreMarks() {
    assertThat(XmlMarks.from("a <x id='3'></x> <x id=\"12\" /> &amp;lt; &#39;"))
        .isEqualTo("a ⟦3⟧ ⟦12⟧ &lt; '");
    assertThat(XmlMarks.from("<x id=\"a\"/> <y/>")).isEqualTo("<x id=\"a\"/> <y/>");
    var strange = "⟦1⟧ <x id=\"2\"/> &lt; ' \" >";
    assertThat(XmlMarks.from(XmlMarks.to(strange))).isEqualTo(strange);
  }

  @Test
  void givenAnImitation_whenAsked_thenMarksStayAsTheyAre() {
    var config = config(service.imitatedDeepL(), new ApiKey(service.key()));
    assertThat(config.marks()).isEqualTo(DeepLConfig.Marks.PLAIN);
    try (var engine = new DeepLEngine(config, CLOCK)) {
      assertThat(text(engine.render(List.of(TEXT), ZH, EN).getFirst()))
          .contains("⟦1⟧")
          .contains("68");
      assertThat(engine.check()).isEqualTo("translates");
    }
    var body = Json.read(service.requests().getFirst().body());
    assertThat(body.has("tag_handling")).isFalse();
    assertThat(body.path("text").path(0).asText()).isEqualTo(TEXT);
  }

  @Test
  void givenAGlossary_whenAsked_thenTheSourceIsNamedToo() {
    var config =
        config(service.deepL(), new ApiKey(service.key())).withGlossary(Optional.of("def3a26b"));
    try (var engine = new DeepLEngine(config, CLOCK)) {
      engine.render(List.of("茶"), ZH, EN);
      assertThat(engine.version()).contains("def3a26b");
    }
    var body = Json.read(service.requests().getFirst().body());
    assertThat(body.path("glossary_id").asText()).isEqualTo("def3a26b");
    assertThat(body.has("source_lang")).isTrue();
  }

  @Test
  void givenMoreThanDeepLTakes_whenRendered_thenNothingIsSent() {
    try (var engine = engine()) {
      for (var texts : List.of(Collections.nCopies(51, "茶"), List.of("茶".repeat(50_000)))) {
        assertThat(
                catchThrowableOfType(EngineException.class, () -> engine.render(texts, ZH, EN))
                    .failure())
            .isInstanceOf(EngineFailure.TooLong.class);
      }
    }
    assertThat(service.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en, EN-US",
    "en-GB, EN-GB",
    "en-AU, EN-GB",
    "ja, JA",
    "zh, ZH-HANS",
    "zh-CN, ZH-HANS",
    "zh-TW, ZH-HANT",
    "zh-Hant, ZH-HANT",
    "pt-BR, PT-BR",
    "de-AT, DE"
  })
  void givenALanguage_whenAsked_thenDeepLsCodeIsSent(String tag, String code) {
    try (var engine = engine()) {
      engine.render(List.of("one cup"), Locale.FRENCH, Locale.forLanguageTag(tag));
    }
    assertThat(Json.read(service.requests().getFirst().body()).path("target_lang").asText())
        .isEqualTo(code);
  }

  @Test
  void givenLanguages_whenAsked_thenOnlyDeepLsOwnAreServed() {
    try (var engine = engine()) {
      assertThat(engine.serves(ZH, Locale.forLanguageTag("tlh"))).isFalse();
      assertThat(engine.serves(EN, Locale.UK)).isFalse();
      assertThat(service.requests()).isEmpty();
    }
  }

  @Test
  void givenAKey_whenNoAddressIsSet_thenItsPlanDecides() {
    assertThat(DeepLConfig.of("a", Optional.empty(), new ApiKey("b:fx")).url())
        .hasToString("https://api-free.deepl.com/v2/translate");
    assertThat(DeepLConfig.of("a", Optional.empty(), new ApiKey("b")).url())
        .hasToString("https://api.deepl.com/v2/translate");
  }

  @Test
  void givenDeepL_whenChecked_thenItsOwnCountTells() {
    try (var engine = engine()) {
      assertThat(engine.check()).isEqualTo("has used 0 of 500,000 characters");
    }
    assertThat(service.requests()).extracting(SeenRequest::path).containsExactly("/v2/usage");
  }
}
