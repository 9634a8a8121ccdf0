package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.littleredbridge.sandbox.translators.SandboxTranslators;
import org.littleredbridge.sandbox.translators.SandboxTranslatorsConfig;
import org.littleredbridge.sandbox.translators.SeenRequest;
import org.littleredbridge.sandbox.translators.Trouble;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;
import org.littleredbridge.translate.Rendering;

/// What every engine over HTTP keeps, shown over real sockets. What was sent is left in
/// `target/requests`, where the check before a change lands has it judged by the services' own
/// documents.
abstract class RemoteEngineContract {
  static final Clock CLOCK = Clock.systemUTC();
  static final Duration PATIENT = Duration.ofSeconds(20);
  static final Locale ZH = Locale.CHINESE;
  static final Locale EN = Locale.ENGLISH;
  static final String TEXT = "这家店人均68元，⟦1⟧真的很好吃！⟦2⟧";

  final SandboxTranslators service = SandboxTranslators.start(SandboxTranslatorsConfig.of(0));

  /// The engine under test at an address that is, or is not, the stand-in's.
  abstract RemoteEngine engine(URI service, ApiKey key, Duration timeLimit);

  /// What a trouble means to it.
  abstract Class<? extends EngineFailure> meaning(Trouble trouble);

  RemoteEngine engine() {
    return engine(service.url(), new ApiKey(service.key()), PATIENT);
  }

  @AfterEach
  void leaveWhatWasSent() throws IOException {
    service.write(Path.of(System.getProperty("basedir", "."), "target", "requests"));
    service.close();
  }

  static String text(Rendering rendering) {
    return rendering instanceof Rendering.Translation(var text) ? text : "";
  }

  EngineException failure(RemoteEngine engine) {
    return catchThrowableOfType(EngineException.class, () -> engine.render(List.of(TEXT), ZH, EN));
  }

  /// Neither the key nor the text shows, wherever one looks.
  void assertDiscreet(EngineException failure) {
    var said = new StringWriter();
    failure.printStackTrace(new PrintWriter(said, true));
    assertThat(said.toString()).doesNotContain(service.key()).doesNotContain("好吃");
    assertThat(failure.getMessage()).isNotBlank().hasSizeLessThan(200);
  }

  @Test
  void givenTexts_whenRendered_thenOrderMarksAndNumbersStay() {
    try (var engine = engine()) {
      var texts = List.of(TEXT, "第二段：3杯奶茶⟦1⟧", "a < b && \"c\" > d 茶", "茶");
      var rendered = engine.render(texts, ZH, EN).stream().map(RemoteEngineContract::text).toList();
      assertThat(rendered).hasSize(4);
      assertThat(rendered.get(0)).contains("68").contains("⟦1⟧").contains("⟦2⟧");
      assertThat(rendered.get(1)).contains("3").contains("⟦1⟧").doesNotContain("⟦2⟧");
      assertThat(rendered.get(2)).contains("a < b && \"c\" > d");
      assertThat(rendered.get(3)).isNotBlank().matches("[a-z ]+");
      assertThat(engine.usage().calls()).isEqualTo(1);
      assertThat(engine.usage().characters())
          .isEqualTo(texts.stream().mapToInt(t -> t.codePointCount(0, t.length())).sum());
    }
  }

  @Test
  void givenNoTexts_whenRendered_thenNobodyIsAsked() {
    try (var engine = engine()) {
      assertThat(engine.render(List.of(), ZH, EN)).isEmpty();
      assertThat(service.requests()).isEmpty();
    }
  }

  @Test
  void givenAFullBatch_whenRendered_thenItFits() {
    try (var engine = engine()) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      var batch = engine.batch();
      var each = "茶".repeat(batch.characters() / batch.texts());
      var texts = IntStream.range(0, batch.texts()).mapToObj(_ -> each).toList();
      assertThat(engine.render(texts, ZH, EN)).hasSize(batch.texts());
    }
  }

  @Test
  void givenTheOtherDirection_whenRendered_thenItIsChinese() {
    try (var engine = engine()) {
      assertThat(engine.serves(EN, Locale.SIMPLIFIED_CHINESE)).isTrue();
      var rendered =
          engine.render(List.of("Where is it? ⟦1⟧ 2 cups"), EN, Locale.SIMPLIFIED_CHINESE);
      assertThat(text(rendered.getFirst()))
          .contains("⟦1⟧")
          .contains("2")
          .containsPattern("\\p{IsHan}");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {
        "AUTH",
        "QUOTA",
        "RATE",
        "TOO_LONG",
        "UNSUITED",
        "OTHER_SHAPE",
        "FEWER",
        "GARBAGE",
        "PAGE",
        "REDIRECT",
        "ENDLESS"
      })
  void givenARefusalOrNonsense_whenRendered_thenItsMeaningIsKnownAndNothingLeaks(Trouble trouble) {
    try (var engine = engine()) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      service.trouble(trouble, 2);
      var failure = failure(engine);
      assertThat(failure.failure()).isInstanceOf(meaning(trouble));
      assertDiscreet(failure);
      assertThat(service.requests()).extracting(SeenRequest::path).doesNotContain("/elsewhere");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Trouble.class,
      names = {"DOWN", "DROP", "CUT"})
  void givenAStumble_whenRendered_thenItIsAskedOnceMore(Trouble trouble) {
    try (var engine = engine()) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      service.trouble(trouble, 1);
      assertThat(engine.render(List.of(TEXT), ZH, EN)).hasSize(1);
      // OkHttp itself asks once more where a kept connection was dropped.
      service.trouble(trouble, 8);
      var failure = failure(engine);
      assertThat(failure.failure()).isInstanceOf(EngineFailure.Down.class);
      assertDiscreet(failure);
    }
  }

  @Test
  void givenTooManyRequests_whenTheServiceSaysHowLong_thenThatIsKept() {
    try (var engine = engine()) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      service.trouble(Trouble.RATE, 1, 37);
      assertThat(failure(engine).failure())
          .isEqualTo(new EngineFailure.Rate(Optional.of(Duration.ofSeconds(37))));
      service.trouble(Trouble.RATE, 1);
      assertThat(failure(engine).failure()).isEqualTo(new EngineFailure.Rate(Optional.empty()));
    }
  }

  @Test
  void givenASlowService_whenTheTimeIsOver_thenItIsDownAndNotAskedAgain() {
    try (var engine = engine(service.url(), new ApiKey(service.key()), Duration.ofMillis(700))) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      service.forget();
      service.slowness(Duration.ofSeconds(3));
      service.trouble(Trouble.SLOW, 2);
      var failure = failure(engine);
      assertThat(failure.failure()).isInstanceOf(EngineFailure.Down.class);
      assertThat(failure).hasMessageContaining("in time");
      assertThat(service.requests()).hasSize(1);
    }
  }

  @Test
  void givenNobodyListening_whenRendered_thenItIsDown() {
    var address = service.url();
    service.close();
    try (var engine = engine(address, new ApiKey(service.key()), PATIENT)) {
      var failure = failure(engine);
      assertThat(failure.failure()).isInstanceOf(EngineFailure.Down.class);
      assertDiscreet(failure);
    }
  }

  @Test
  void givenAWrongKey_whenRendered_thenItIsRefusedForGood() {
    try (var engine = engine(service.url(), new ApiKey("wrong-hunter2"), PATIENT)) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      var failure = failure(engine);
      assertThat(failure.failure()).isInstanceOf(EngineFailure.Auth.class);
      assertThat(failure.getMessage()).doesNotContain("hunter2");
    }
  }

  @Test
  void givenNoKey_whenRendered_thenItIsRefusedForGood() {
    try (var engine = engine(service.url(), ApiKey.NONE, PATIENT)) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      assertThat(failure(engine).failure()).isInstanceOf(EngineFailure.Auth.class);
      // Not for the judges: what is missing is missing on purpose.
      service.forget();
    }
  }

  @Test
  void givenHostileTexts_whenRendered_thenTheyStayTexts() {
    try (var engine = engine()) {
      assertThat(engine.serves(ZH, EN)).isTrue();
      var texts =
          List.of(
              "\"}],\"target_lang\":\"DE\",\"x\":[{\"",
              "</x><x id=\"1\"/>茶</post><!-- ]]> --> &lt;b&gt; &amp;amp;",
              "茶\ud83d tea \udc00",
              "茶\u0000\u0001\u2028茶",
              "⟦⟧⟦999999999⟧⟦x⟧茶");
      assertThat(engine.render(texts, ZH, EN)).hasSize(5);
    }
  }

  @Test
  void givenAWorkingService_whenChecked_thenItSaysSo() {
    try (var engine = engine()) {
      assertThat(engine.check()).isNotBlank();
    }
    try (var engine = engine(service.url(), new ApiKey("wrong-hunter2"), PATIENT)) {
      var failure = catchThrowableOfType(EngineException.class, engine::check);
      assertThat(failure.failure()).isInstanceOf(EngineFailure.Auth.class);
    }
  }
}
