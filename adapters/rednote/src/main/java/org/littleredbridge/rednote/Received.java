package org.littleredbridge.rednote;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.littleredbridge.note.Failure;

/// An answer as it came, before its gateway's [Dialect] says what it means.
final class Received {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final int status;
  private final byte[] body;
  private final Optional<Duration> retryAfter;
  private final Optional<Duration> maxAge;
  private final Redaction redaction;

  /// @param retryAfter the pause that the answer asks for
  /// @param maxAge how long the answer calls itself fresh
  Received(
      int status,
      byte[] body,
      Optional<Duration> retryAfter,
      Optional<Duration> maxAge,
      Redaction redaction) {
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
    this.maxAge = maxAge;
    this.redaction = redaction;
  }

  int status() {
    return status;
  }

  boolean isSuccessful() {
    return status >= 200 && status < 300;
  }

  /// The pause that the answer asks for, or as long as it calls itself fresh.
  Optional<Duration> pause() {
    return retryAfter.or(() -> maxAge).filter(Duration::isPositive);
  }

  /// The body as JSON; empty when it is none.
  Optional<Wire> json() {
    try {
      return Optional.of(new Wire(JSON.readTree(body)));
    } catch (IOException _) {
      return Optional.empty(); // Jackson's message may quote the answer; the caller says enough.
    }
  }

  /// The begin of the body as text.
  String text(int mostBytes) {
    return new String(body, 0, Math.min(body.length, mostBytes), StandardCharsets.UTF_8);
  }

  /// The answer as an error, its words without secrets.
  Refusal refusal(String code, String words, String title) {
    return new Refusal(
        status,
        Redaction.shorten(redaction.clean(code)),
        redaction.clean(words),
        redaction.clean(title),
        retryAfter);
  }

  /// An unreadable answer; its status may still tell the cause.
  Reply unreadable(String how) {
    var failure = new Refusal(status, "", "", how, retryAfter).failure();
    var telling = status >= 400 && !(failure instanceof Failure.BadRequest);
    return new Reply.Broken(telling ? failure : new Failure.Garbled(how), true);
  }
}
