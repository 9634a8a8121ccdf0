package org.littleredbridge.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A whole configuration, a key a line, in which a test changes one value. Never changed itself.
final class Sample {
  static final Map<String, String> TOKENS =
      Map.of(
          "WEB_PASSWORD",
          "correct horse",
          "REDNOTE_TOKEN",
          "gateway-token",
          "EMPTY",
          "",
          "COOKIES",
          "a1=one; web_session=two",
          "OPENAI_KEY",
          "sk-hidden",
          "DEEPL_KEY",
          "hidden:fx");

  private final Map<String, String> values;

  private Sample(Map<String, String> values) {
    this.values = values;
  }

  /// Every key of a bridge with a real gateway.
  static Sample real() {
    var values = new LinkedHashMap<String, String>();
    values.put("data", "");
    values.put("data.url", "jdbc:sqlite:somewhere/bridge.db");
    values.put("data.keep", "30d");
    values.put("operators", "[ \"telegram:7\" ]");
    values.put("communities", "approve");
    values.put("delivery", "");
    values.put("delivery.catch-up", "10");
    values.put("web", "");
    values.put("web.host", "127.0.0.1");
    values.put("web.port", "8080");
    values.put("web.chat", "true");
    values.put("web.password", "\"${WEB_PASSWORD}\"");
    values.put("rednote", "");
    values.put("rednote.gateways", "");
    values.put("rednote.gateways.type", "xiaohongshu-mcp");
    values.put("rednote.gateways.account", "\"\"");
    values.put("rednote.gateways.url", "\"http://127.0.0.1:18060\"");
    values.put("rednote.gateways.token", "\"${REDNOTE_TOKEN:}\"");
    values.put("rednote.gateways.use", "[ read, write ]");
    values.put("rednote.links", "www.rednote.com");
    values.put("rednote.polling", "");
    values.put("rednote.polling.creator", "30m");
    values.put("rednote.polling.trending", "2h");
    values.put("rednote.polling.search", "2h");
    values.put("rednote.polling.jitter", "20%");
    values.put("rednote.polling.daily", "400");
    values.put("rednote.polling.quiet", "\"\"");
    values.put("rednote.comments", "");
    values.put("rednote.comments.mode", "direct");
    values.put("rednote.comments.spacing", "3m");
    values.put("rednote.comments.daily", "20");
    values.put("rednote.comments.max-length", "280");
    values.put("translation", "");
    values.put("translation.target", "en");
    values.put("translation.budget", "");
    values.put("translation.budget.daily", "300000");
    values.put("translation.budget.community", "50000");
    values.put("translation.engines", "");
    values.put("translation.engines.type", "reading-aid");
    values.put("discord", "");
    values.put("discord.token", "\"${DISCORD_TOKEN:}\"");
    values.put("discord.message-content", "false");
    values.put("discord.shards", "auto");
    values.put("telegram", "");
    values.put("telegram.token", "\"${TELEGRAM_TOKEN:}\"");
    values.put("telegram.api", "\"https://api.telegram.org\"");
    values.put("telegram.limits", "");
    values.put("telegram.limits.bot", "30/s");
    values.put("telegram.limits.chat", "1/s");
    values.put("telegram.limits.group", "20/min");
    values.put("node", "");
    values.put("node.id", "null");
    return new Sample(values);
  }

  /// The same with the built-in stand-in as its gateway.
  static Sample sandbox() {
    return real()
        .without("rednote.gateways.url")
        .without("rednote.gateways.account")
        .without("rednote.gateways.token")
        .without("rednote.gateways.use")
        .with("rednote.gateways.type", "sandbox")
        .after("rednote.gateways.type", "rednote.gateways.port", "18061");
  }

  /// The same with the command-line tool as its gateway.
  static Sample redbook() {
    return ofType("redbook")
        .after("rednote.gateways.type", "rednote.gateways.cookies", "\"${COOKIES}\"")
        .after("rednote.gateways.type", "rednote.gateways.platform", "rednote")
        .after("rednote.gateways.type", "rednote.gateways.command", "[ redbook ]");
  }

  /// The keys of an RSSHub; it shows no single note, so it is never alone.
  static Sample rssHub() {
    return ofType("rsshub")
        .without("rednote.gateways.use")
        .after("rednote.gateways.type", "rednote.gateways.key", "\"${RSSHUB_KEY:}\"")
        .after("rednote.gateways.type", "rednote.gateways.url", "\"http://127.0.0.1:1200\"");
  }

  /// Every key of a language model.
  static Sample openAi() {
    return real()
        .with("translation.engines.type", "openai")
        .with("translation.engines.price", "{ input: 0.4, output: 1.6 }")
        .with("translation.engines.daily", "200000")
        .with("translation.engines.vision", "false")
        .with("translation.engines.max-tokens-field", "max_completion_tokens")
        .with("translation.engines.structured", "schema")
        .with("translation.engines.model", "gpt")
        .with("translation.engines.key", "\"${OPENAI_KEY}\"")
        .with("translation.engines.url", "\"https://api.openai.com/v1\"")
        .with("translation.engines.name", "model");
  }

  /// Every key of DeepL.
  static Sample deepL() {
    return real()
        .with("translation.engines.type", "deepl")
        .with("translation.engines.price", "20")
        .with("translation.engines.glossary", "def3a26b-3e84")
        .with("translation.engines.marks", "xml")
        .with("translation.engines.key", "\"${DEEPL_KEY}\"")
        .with("translation.engines.url", "null");
  }

  /// A LibreTranslate as it is by default.
  static Sample libreTranslate() {
    return real().with("translation.engines.type", "libretranslate");
  }

  private static Sample ofType(String type) {
    return real()
        .without("rednote.gateways.url")
        .without("rednote.gateways.token")
        .with("rednote.gateways.type", type);
  }

  /// One of several bridges with a real gateway on one database.
  static Sample shared() {
    return real()
        .with("data.url", "jdbc:postgresql://127.0.0.1:5432/bridge")
        .with("web.chat", "false");
  }

  /// @param value as it is written in YAML
  Sample with(String key, String value) {
    if (!values.containsKey(key)) {
      var dot = key.lastIndexOf('.');
      return after(key.substring(0, dot), key, value);
    }
    var changed = new LinkedHashMap<>(values);
    changed.put(key, value);
    if (!value.isEmpty()) {
      changed.keySet().removeIf(other -> other.startsWith(key + "."));
    }
    return new Sample(changed);
  }

  /// Without a key and all below it.
  Sample without(String key) {
    var changed = new LinkedHashMap<>(values);
    changed.keySet().removeIf(other -> other.equals(key) || other.startsWith(key + "."));
    return new Sample(changed);
  }

  private Sample after(String before, String key, String value) {
    var changed = new LinkedHashMap<String, String>();
    values.forEach((k, v) -> {
      changed.put(k, v);
      if (k.equals(before)) {
        changed.put(key, value);
      }
    });
    return new Sample(changed);
  }

  String yaml() {
    var lines = new StringBuilder();
    var starts = listStarts();
    values.forEach((key, value) -> {
      var depth = key.length() - key.replace(".", "").length();
      var inList = key.startsWith("rednote.gateways.") || key.startsWith("translation.engines.");
      lines
          .append("  ".repeat(depth))
          .append(starts.contains(key) ? "- " : inList ? "  " : "")
          .append(key.substring(key.lastIndexOf('.') + 1))
          .append(": ")
          .append(value)
          .append('\n');
    });
    return lines.toString();
  }

  /// The line a key stands on, from 1.
  int line(String key) {
    return List.copyOf(values.keySet()).indexOf(key) + 1;
  }

  BridgeConfig read() {
    return new ConfigReader(TOKENS).read("bridge.yaml", yaml());
  }

  private Set<String> listStarts() {
    return Set.of(first("rednote.gateways."), first("translation.engines."));
  }

  private String first(String start) {
    return values.keySet().stream().filter(k -> k.startsWith(start)).findFirst().orElse("");
  }
}
