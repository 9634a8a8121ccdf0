package org.littleredbridge.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.littleredbridge.health.Tally;

/// What has been counted, as Prometheus reads it. Thread-safe.
final class Metrics {
  /// Source: Prometheus' text exposition format 0.0.4.
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private volatile Map<String, Long> gauges = Map.of();

  Metrics(Tally tally, Viewers viewers) {
    for (var count : Tally.Count.values()) {
      var name = "bridge_" + count.name().toLowerCase(Locale.ROOT);
      FunctionCounter.builder(name, tally, t -> t.of(count)).register(registry);
    }
    Gauge.builder("bridge_web_streams", viewers, Viewers::count).register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  String scrape(Map<String, Long> now) {
    gauges = now;
    for (var name : now.keySet()) {
      if (known.add(name)) {
        Gauge.builder(name, this, metrics -> metrics.gauge(name)).register(registry);
      }
    }
    return registry.scrape();
  }

  void close() {
    registry.close();
  }

  private double gauge(String name) {
    var value = gauges.get(name);
    return value == null ? Double.NaN : value;
  }
}
