package org.littleredbridge.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.littleredbridge.config.BridgeConfig.Comments;
import org.littleredbridge.config.BridgeConfig.Data;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.config.BridgeConfig.Polling;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.config.BridgeConfig.Secret;
import org.littleredbridge.config.BridgeConfig.TranslationPart;
import org.littleredbridge.config.BridgeConfig.WebPart;
import org.littleredbridge.relay.CommentMode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the configuration file and checks all of it before anything starts.
final class ConfigReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SAFE_CREATOR = Duration.ofMinutes(30);
  private static final Duration SAFE_LIST = Duration.ofHours(2);

  private final Map<String, String> environment;
  private final List<String> warnings = new ArrayList<>();

  ConfigReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// @throws ConfigException when it cannot be used
  BridgeConfig read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(
          file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "). Does it exist, in UTF-8?");
    }
    return read(file.toString(), text);
  }

  BridgeConfig read(String name, String text) {
    warnings.clear();
    var settings = LoadSettings.builder().setLabel(name).setUseMarks(true).build();
    try {
      var root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        throw new ConfigException(
            name
                + " is empty. Copy config/bridge.example.yaml over it, or remove it for the demo.");
      }
      return read(new Section(new Section.Source(name, environment), "", root.get()));
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(m -> " line " + (m.getLine() + 1)).orElse("");
      throw new ConfigException(name + line + ": this is not YAML: " + e.getProblem() + ".");
    } catch (YamlEngineException e) {
      throw new ConfigException(name + ": this is not YAML.");
    }
  }

  private BridgeConfig read(Section root) {
    var rednote = root.section("rednote").map(this::rednote);
    var web = root.section("web").map(this::web);
    var config =
        new BridgeConfig(
            false,
            root.section("data").map(this::data).orElse(new Data(Path.of("data", "bridge.db"))),
            root.strings("operators"),
            root.oneOf("communities", "approve", List.of("approve", "open")).equals("open"),
            web,
            rednote,
            root.section("translation")
                .map(this::translation)
                .orElse(new TranslationPart("en", List.of("reading-aid"))),
            warnings);
    root.section("discord").ifPresent(s -> later(s, "proxy", "trust"));
    root.section("telegram").ifPresent(s -> later(s, "api"));
    root.section("node").ifPresent(this::node);
    root.finish();
    if (rednote.isEmpty()) {
      throw root.wrong(
          "rednote",
          "is missing: without it there is nothing to bring. See config/bridge.example.yaml");
    }
    checkPassword(root, web, rednote.get());
    return new BridgeConfig(
        config.sandbox(),
        config.data(),
        config.operators(),
        config.communitiesOpen(),
        config.web(),
        config.rednote(),
        config.translation(),
        List.copyOf(warnings));
  }

  private void checkPassword(Section root, Optional<WebPart> web, RedNote rednote) {
    var real = rednote.gateway() instanceof Gateway.XiaohongshuMcpGateway;
    if (web.isPresent()
        && web.get().chat()
        && web.get().password().given().isEmpty()
        && (real || web.get().beyondLoopback())) {
      throw root.wrong(
          "web.password",
          "is missing. The browser chat can comment with a real account, or is open beyond this"
              + " machine, so it needs a password: set web.password, or web.chat: false");
    }
  }

  private Data data(Section section) {
    var url = section.string("url", "jdbc:sqlite:data/bridge.db");
    var user = section.has("user") || section.has("password");
    section.finish();
    if (url.startsWith("jdbc:postgresql:")) {
      throw section.wrong(
          "url", "names PostgreSQL, which this version cannot use yet; use jdbc:sqlite:FILE");
    }
    if (!url.startsWith("jdbc:sqlite:") || url.length() == "jdbc:sqlite:".length() || user) {
      throw section.wrong("url", "must be jdbc:sqlite:FILE, without user and password");
    }
    return new Data(Path.of(url.substring("jdbc:sqlite:".length())));
  }

  private WebPart web(Section section) {
    var part =
        new WebPart(
            section.string("host", "127.0.0.1"),
            section.integer("port", 8080, 0, 65_535),
            section.truth("chat", false),
            new Secret(section.string("password", "")));
    section.finish();
    return part;
  }

  private RedNote rednote(Section section) {
    var gateways = section.sections("gateways");
    if (gateways.size() != 1) {
      throw section.wrong("gateways", "must list exactly one gateway; this version works with one");
    }
    var gateway = gateway(gateways.getFirst());
    var real = gateway instanceof Gateway.XiaohongshuMcpGateway;
    var part =
        new RedNote(
            gateway,
            section.oneOf(
                "links", "www.rednote.com", List.of("www.rednote.com", "www.xiaohongshu.com")),
            section
                .section("polling")
                .map(s -> polling(s, real))
                .orElse(new Polling(SAFE_CREATOR, SAFE_LIST, SAFE_LIST, 0.2, 400)),
            section
                .section("comments")
                .map(this::comments)
                .orElse(new Comments(CommentMode.APPROVAL, Duration.ofMinutes(3), 20, 280)));
    section.finish();
    return part;
  }

  private Gateway gateway(Section section) {
    var type = section.oneOf("type", "", List.of("xiaohongshu-mcp", "sandbox"));
    if (type.equals("sandbox")) {
      var gateway = new Gateway.SandboxGateway(section.integer("port", 18_061, 0, 65_535));
      section.finish();
      return gateway;
    }
    var url = section.string("url", "http://127.0.0.1:18060");
    var token = new Secret(section.string("token", ""));
    var use = section.strings("use");
    section.finish();
    if (!List.of("read", "write").containsAll(use)) {
      throw section.wrong("use", "may hold read and write");
    }
    if (!use.isEmpty() && !use.contains("read")) {
      throw section.wrong("use", "must hold read: this version works with one gateway");
    }
    return new Gateway.XiaohongshuMcpGateway(
        httpUrl(section, url), token, use.isEmpty() || use.contains("write"));
  }

  private static URI httpUrl(Section section, String text) {
    try {
      var url = new URI(text);
      if (List.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below; the exception would repeat the address, which may hold a secret.
    }
    throw section.wrong("url", "must be an address such as http://127.0.0.1:18060");
  }

  private Polling polling(Section section, boolean real) {
    var polling =
        new Polling(
            Lengths.duration(section, "creator", SAFE_CREATOR, SECOND),
            Lengths.duration(section, "trending", SAFE_LIST, SECOND),
            Lengths.duration(section, "search", SAFE_LIST, SECOND),
            Lengths.share(section, "jitter", 0.2, 50),
            section.integer("daily", 400, 1, 100_000_000));
    section.finish();
    var hasty =
        polling.creator().compareTo(SAFE_CREATOR) < 0
            || polling.trending().compareTo(SAFE_LIST) < 0
            || polling.search().compareTo(SAFE_LIST) < 0
            || polling.daily() > 400;
    if (real && hasty) {
      warnings.add(
          "rednote.polling is faster than what is safe for a real account: creator 30m, trending and"
              + " search 2h, daily 400. Accounts have been banned for less.");
    }
    return polling;
  }

  private Comments comments(Section section) {
    var mode = section.oneOf("mode", "approval", List.of("off", "assisted", "approval", "direct"));
    var comments =
        new Comments(
            CommentMode.valueOf(mode.toUpperCase(Locale.ROOT)),
            Lengths.duration(section, "spacing", Duration.ofMinutes(3), Duration.ZERO),
            section.integer("daily", 20, 0, 1_000_000),
            section.integer("max-length", 280, 1, 1_000));
    section.finish();
    return comments;
  }

  private TranslationPart translation(Section section) {
    var target = section.string("target", "en");
    if (!List.of("en", "zh").contains(Locale.forLanguageTag(target).getLanguage())) {
      throw section.wrong("target", "must be en or zh-CN in this version");
    }
    var engines =
        section.sections("engines").stream()
            .map(engine -> {
              var type =
                  engine.oneOf(
                      "type", "", List.of("reading-aid", "libretranslate", "deepl", "openai"));
              engine.finish();
              if (!type.equals("reading-aid")) {
                throw engine.wrong(
                    "type", "“" + type + "” cannot be used in this version yet; use reading-aid");
              }
              return type;
            })
            .distinct()
            .toList();
    section.finish();
    return new TranslationPart(target, engines);
  }

  /// Discord and Telegram have their room and their keys, and no adapter yet: a token would promise
  /// what does not happen.
  private void later(Section section, String... more) {
    var token = section.string("token", "");
    for (var key : more) {
      section.has(key);
    }
    section.finish();
    if (!token.isEmpty()) {
      throw section.wrong(
          "token", "is set, but this version has no adapter for it yet; leave the section out");
    }
  }

  private void node(Section section) {
    if (section.has("id")) {
      throw section.wrong("id", "is set, but this version runs as a single node; leave it out");
    }
    section.finish();
  }
}
