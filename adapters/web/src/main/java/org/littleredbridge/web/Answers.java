package org.littleredbridge.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// JSON answers, and every error as `{"error": sentence}` in the reader's language.
final class Answers {
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final Logger log = LoggerFactory.getLogger(Answers.class);
  private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.CHINESE);

  private final Wording wording;

  Answers(Wording wording) {
    this.wording = wording;
  }

  /// Makes a refusal thrown anywhere in a handler the answer.
  void catchErrors(HttpRouting.Builder routing) {
    routing.error(Refusal.class, (request, response, e) -> refuse(request, response, e));
    routing.error(
        HttpException.class,
        (request, response, e) ->
            refuse(request, response, new Refusal(e.status().code(), "web.bad-request")));
    routing.error(
        RuntimeException.class,
        (request, response, e) -> {
          log.atError().setCause(e).log("a request failed");
          refuse(request, response, new Refusal(500, "web.failed"));
        });
  }

  static void json(ServerResponse response, int status, JsonNode body) {
    text(response, status, "application/json", write(body));
  }

  static void text(ServerResponse response, int status, String type, String body) {
    response
        .status(Status.create(status))
        .header(HeaderNames.CONTENT_TYPE, type)
        .send(body.getBytes(StandardCharsets.UTF_8));
  }

  static String write(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of our own could not be written", e);
    }
  }

  void refuse(ServerRequest request, ServerResponse response, Refusal refusal) {
    var sentence = wording.say(language(request), refusal.key(), refusal.arguments());
    json(response, refusal.status(), JSON.createObjectNode().put("error", sentence));
  }

  private static Locale language(ServerRequest request) {
    var wanted = request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse("en");
    try {
      var found = Locale.lookup(Locale.LanguageRange.parse(wanted), SPOKEN);
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException | IllformedLocaleException _) {
      return Locale.ENGLISH; // what a stranger sends is no reason to say nothing
    }
  }
}
