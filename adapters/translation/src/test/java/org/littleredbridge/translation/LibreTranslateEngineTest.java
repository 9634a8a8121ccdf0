package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.littleredbridge.sandbox.translators.SeenRequest;
import org.littleredbridge.sandbox.translators.Trouble;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;

/// The engine over LibreTranslate's interface, beside what all engines keep.
final class LibreTranslateEngineTest extends RemoteEngineContract {
  @Override
  RemoteEngine engine(URI at, ApiKey key, Duration timeLimit) {
    return new LibreTranslateEngine(
        LibreTranslateConfig.of("libretranslate", at, key).withTimeLimit(timeLimit), CLOCK);
  }

  @Override
  Class<? extends EngineFailure> meaning(Trouble trouble) {
    return switch (trouble) {
      case AUTH -> EngineFailure.Auth.class;
      case RATE, QUOTA -> EngineFailure.Rate.class;
      case TOO_LONG -> EngineFailure.TooLong.class;
      case UNSUITED -> EngineFailure.Unsuited.class;
      case DOWN, DROP, CUT, SLOW, REDIRECT -> EngineFailure.Down.class;
      default -> EngineFailure.Implausible.class;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "zh, zh, zh, zt",
    "zh-Hans, zh-Hans, zh-Hans, zh-Hant",
    "zh-CN, zh-Hans, zh-Hans, zh-Hant",
    "zh-TW, zt, zh, zt",
    "zh-Hant, zh-Hant, zh-Hans, zh-Hant"
  })
  void givenItsNamesForChinese_whenAsked_thenTheServersOwnIsSent(
      String language, String expected, String simplified, String traditional) {
    service.languages("en", simplified, traditional);
    try (var engine = engine()) {
      engine.render(List.of("one cup"), EN, Locale.forLanguageTag(language));
    }
    assertThat(Json.read(service.requests().getLast().body()).path("target").asText())
        .isEqualTo(expected);
  }

  @Test
  void givenLanguagesItLacks_whenAsked_thenItDoesNotServe() {
    service.languages("en", "de");
    try (var engine = engine()) {
      assertThat(engine.serves(ZH, EN)).isFalse();
      assertThat(engine.serves(Locale.GERMANY, EN)).isTrue();
      assertThat(engine.serves(EN, EN)).isFalse();
      assertThat(failure(engine).failure()).isInstanceOf(EngineFailure.Unsuited.class);
      assertThat(catchThrowableOfType(EngineException.class, engine::check))
          .hasMessageContaining("LT_LOAD_ONLY");
    }
    assertThat(service.requests().stream().filter(r -> r.path().equals("/languages"))).hasSize(2);
  }

  @Test
  void givenAServerThatIsDown_whenItIsBack_thenItIsAskedAgainAMinuteLater() {
    var now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
    var clock = new SettableTime(now);
    service.down(true);
    try (var engine =
        new LibreTranslateEngine(
            LibreTranslateConfig.of("l", service.url(), new ApiKey(service.key())), clock)) {
      assertThat(engine.serves(ZH, EN)).isFalse();
      service.down(false);
      assertThat(engine.serves(ZH, EN)).isFalse();
      assertThat(failure(engine).failure()).isInstanceOf(EngineFailure.Down.class);
      now.set(now.get().plusSeconds(60));
      assertThat(engine.serves(ZH, EN)).isTrue();
    }
  }

  private static final class SettableTime extends java.time.Clock {
    private final AtomicReference<Instant> now;

    SettableTime(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return java.time.ZoneOffset.UTC;
    }

    @Override
    public java.time.Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }

  @Test
  void givenALimitOfCharacters_whenAskedForItsBatch_thenItIsTheServers() {
    service.characterLimit(700);
    try (var engine = engine()) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      assertThat(engine.batch().characters()).isEqualTo(700);
      var failure =
          catchThrowableOfType(
              EngineException.class, () -> engine.render(List.of("茶".repeat(701)), ZH, EN));
      assertThat(failure.failure()).isInstanceOf(EngineFailure.TooLong.class);
    }
  }

  @Test
  void givenAKey_whenAsked_thenItStandsInTheBodyAlone() {
    try (var engine = engine()) {
      engine.render(List.of("茶"), ZH, EN);
    }
    var request = service.requests().getLast();
    assertThat(Json.read(request.body()).path("api_key").asText()).isEqualTo("KEY");
    assertThat(request.headers()).doesNotContainKey("authorization");
    assertThat(service.requests())
        .extracting(SeenRequest::path)
        .containsExactly("/languages", "/frontend/settings", "/translate");
  }

  @Test
  void givenAnEmojiInPlaceOfATranslation_whenRendered_thenTheCoreGetsToSeeIt() {
    try (var engine = engine()) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      service.trouble(Trouble.EMOJI, 1);
      assertThat(text(engine.render(List.of(TEXT), ZH, EN).getFirst())).isEqualTo("🤖");
    }
  }
}
