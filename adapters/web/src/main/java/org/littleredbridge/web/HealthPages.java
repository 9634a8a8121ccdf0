package org.littleredbridge.web;

import static org.littleredbridge.web.Answers.JSON;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/healthz`, `/readyz` and `/metrics`.
final class HealthPages {
  private static final Logger log = LoggerFactory.getLogger(HealthPages.class);

  private final Supplier<WebStatus> status;
  private final Metrics metrics;

  HealthPages(Supplier<WebStatus> status, Metrics metrics) {
    this.status = status;
    this.metrics = metrics;
  }

  void routing(HttpRules rules) {
    rules.get("/healthz", (_, response) -> Answers.text(response, 200, "text/plain", "ok"));
    rules.get("/readyz", this::ready);
    rules.get(
        "/metrics",
        (_, response) ->
            Answers.text(response, 200, Metrics.CONTENT_TYPE, metrics.scrape(status().gauges())));
  }

  private void ready(ServerRequest request, ServerResponse response) {
    var now = status();
    var body = JSON.createObjectNode().put("ready", now.ready());
    var lines = body.putArray("lines");
    for (var line : now.lines()) {
      lines
          .addObject()
          .put("name", line.name())
          .put("state", line.state())
          .put("sentence", line.sentence());
    }
    Answers.json(response, now.ready() ? 200 : 503, body);
  }

  // Whoever asks how we are must get an answer, above all when something is broken.
  private WebStatus status() {
    try {
      return status.get();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the status could not be read");
      var line =
          new WebStatus.Line(
              "bridge",
              "failed",
              "The bridge could not look up how it is doing. Its log tells why.");
      return new WebStatus(false, List.of(line), Map.of());
    }
  }
}
