package org.littleredbridge.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.config.BridgeConfig.Data;
import org.littleredbridge.config.BridgeConfig.DeliveryPart;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.config.BridgeConfig.Secret;
import org.littleredbridge.config.BridgeConfig.TranslationPart;
import org.littleredbridge.config.BridgeConfig.WebPart;
import org.littleredbridge.store.StoreConfig;
import org.littleredbridge.translate.Budget;

/// Reads the configuration file and checks all of it before anything starts. What it takes is
/// written down for editors in `config/bridge.schema.json`; a test keeps the two alike.
final class ConfigReader {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRES = "jdbc:postgresql:";
  // Who logs in stands in keys of its own, which never print.
  private static final String POSTGRES_ADDRESS =
      "jdbc:postgresql://[^@/?\\s]+/[^@/?\\s]+(\\?(?!.*(user|password)=)\\S*)?";
  private static final Path BRIDGE_DB = Path.of("data", "bridge.db");
  private static final TranslationPart WORD_HELP = TranslationPart.of("en", EngineReader.WORD_HELP);

  private final Map<String, String> environment;
  private final Set<String> asked = new LinkedHashSet<>();

  ConfigReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// @throws ConfigException when it cannot be used
  BridgeConfig read(Path file) {
    return read(file.toString(), ConfigFile.text(file));
  }

  /// @param name the file's name for messages
  BridgeConfig read(String name, String text) {
    var source = new Section.Source(name, environment, asked);
    return read(new Section(source, "", ConfigFile.root(name, text)));
  }

  /// The keys this reader has looked for so far, each with its whole path. For the test of the
  /// schema.
  Set<String> asked() {
    return Set.copyOf(asked);
  }

  private BridgeConfig read(Section root) {
    var data =
        root.section("data").map(this::data).orElse(Data.of(new StoreConfig.Sqlite(BRIDGE_DB)));
    var operators = operators(root);
    var open = root.oneOf("communities", "approve", List.of("approve", "open")).equals("open");
    var delivery = root.section("delivery").map(ConfigReader::delivery).orElse(DeliveryPart.USUAL);
    var webSection = root.section("web");
    var web = webSection.map(this::web);
    var rednoteReader = new RedNoteReader();
    var rednote = root.section("rednote").map(rednoteReader::read);
    var translation = root.section("translation").map(this::translation).orElse(WORD_HELP);
    var discord = root.section("discord").flatMap(ChatReader::discord);
    var telegram = root.section("telegram").flatMap(ChatReader::telegram);
    var nodeSection = root.section("node");
    var node = nodeSection.flatMap(ConfigReader::node);
    root.finish();
    if (rednote.isEmpty()) {
      throw root.wrong(
          "rednote",
          "is missing: without it there is nothing to bring. See config/bridge.example.yaml");
    }
    if (web.isPresent() && needsPassword(web.get(), rednote.get())) {
      throw webSection
          .orElseThrow()
          .wrong(
              "password",
              "is missing. The browser chat can comment with a real account, or is open beyond this"
                  + " machine, so it needs a password: set web.password, or web.chat: false");
    }
    if (node.isPresent()) {
      refuseNode(nodeSection.orElseThrow(), data, web);
    }
    var warnings = new ArrayList<String>(rednoteReader.warnings());
    var chats = new HashSet<String>();
    discord.ifPresent(_ -> chats.add("discord"));
    telegram.ifPresent(_ -> chats.add("telegram"));
    var beyondReach =
        operators.stream().filter(one -> !chats.contains(one.split(":", 2)[0])).toList();
    if (!chats.isEmpty() && !beyondReach.isEmpty()) {
      warnings.add(
          "No notice reaches "
              + String.join(", ", beyondReach)
              + " in operators: write operators as telegram:ID or discord:ID, and give that section"
              + " its token.");
    }
    if (!open && beyondReach.size() == operators.size() && !chats.isEmpty()) {
      warnings.add(
          "No operators can be asked, and communities is approve: nobody can admit a server or"
              + " group. List people in operators, or set communities: open.");
    }
    return new BridgeConfig(
        false,
        new Data(data.store(), data.file(), node),
        operators,
        open,
        delivery,
        web,
        rednote,
        discord,
        telegram,
        translation,
        warnings);
  }

  private static boolean needsPassword(WebPart web, RedNote rednote) {
    return web.chat()
        && web.password().given().isEmpty()
        && (!rednote.isFictional() || web.beyondLoopback());
  }

  private List<String> operators(Section root) {
    var operators = root.strings("operators");
    for (var operator : operators) {
      if (!operator.matches("(telegram|discord|web):[!-9;-~]+")) {
        throw root.wrong("operators", "must list people such as “telegram:7” or “discord:1234”");
      }
    }
    return operators;
  }

  private Data data(Section section) {
    var url = section.string("url", SQLITE + "data/bridge.db");
    var user = section.string("user", "");
    var password = section.string("password", "");
    var keep = Lengths.duration(section, "keep", StoreConfig.KEEP, Duration.ofDays(1));
    section.finish();
    if (url.startsWith(POSTGRES)) {
      if (!url.matches(POSTGRES_ADDRESS)) {
        throw section.wrong(
            "url",
            "must be like jdbc:postgresql://host:5432/database; who logs in belongs in data.user"
                + " and data.password");
      }
      return new Data(
          new StoreConfig.Postgres(url, user, password, keep), BRIDGE_DB, Optional.empty());
    }
    if (!user.isEmpty() || !password.isEmpty()) {
      throw section.wrong(
          user.isEmpty() ? "password" : "user",
          "is for PostgreSQL, and data.url names none; leave it out");
    }
    return file(url)
        .map(file -> Data.of(new StoreConfig.Sqlite(file, keep)))
        .orElseThrow(() ->
            section.wrong(
                "url",
                "must be jdbc:sqlite:FILE, such as "
                    + SQLITE
                    + "my.db, or jdbc:postgresql://host:5432/database"));
  }

  private static Optional<Path> file(String url) {
    // In memory, all that the bridge promised to bring would be lost at its end.
    if (!url.startsWith(SQLITE) || url.startsWith(SQLITE + ":memory:")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(url.substring(SQLITE.length())))
          .filter(p -> p.getFileName() != null && !p.getFileName().toString().isBlank());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static DeliveryPart delivery(Section section) {
    var part =
        new DeliveryPart(section.integer("catch-up", DeliveryPart.USUAL.catchUp(), 0, 1_000));
    section.finish();
    return part;
  }

  private WebPart web(Section section) {
    var part =
        new WebPart(
            section.string("host", "127.0.0.1"),
            section.integer("port", 8080, 0, 65_535),
            section.truth("chat", false),
            new Secret(section.string("password", "")));
    section.finish();
    if (!part.host().matches("[!-~]+")) {
      throw section.wrong("host", "must be a name or address of this machine, such as 127.0.0.1");
    }
    return part;
  }

  private TranslationPart translation(Section section) {
    var target = section.string("target", WORD_HELP.target());
    if (!target.matches("(en|zh)(-[A-Za-z0-9]{2,8})*")) {
      throw section.wrong("target", "must be en or zh-CN in this version");
    }
    var engines = EngineReader.read(section);
    var dictionary =
        section.string("dictionary").filter(p -> !p.isBlank()).map(p -> dictionary(section, p));
    var daily = Engines.daily(engines);
    var budget =
        section
            .section("budget")
            .map(limits -> budget(limits, daily))
            .orElseGet(() -> new Budget.Limits(Optional.empty(), Optional.empty(), daily));
    section.finish();
    return new TranslationPart(target, engines, dictionary, budget);
  }

  private static Budget.Limits budget(Section section, Map<String, Long> engines) {
    var all = limit(section, "daily");
    var community = limit(section, "community");
    section.finish();
    return new Budget.Limits(all, community, engines);
  }

  /// Empty where there is none.
  private static Optional<Long> limit(Section section, String key) {
    var characters = section.integer(key, 0, 1, 999_999_999);
    return characters == 0 ? Optional.empty() : Optional.of((long) characters);
  }

  private static Path dictionary(Section section, String written) {
    try {
      return Path.of(written.strip());
    } catch (InvalidPathException e) {
      throw section.wrong("dictionary", "must be a file in the format of CC-CEDICT");
    }
  }

  private static Optional<String> node(Section section) {
    var id = section.string("id", "");
    section.finish();
    if (!id.matches("[A-Za-z0-9._-]{0,64}")) {
      throw section.wrong("id", "must be up to 64 letters, digits, dots, dashes and underscores");
    }
    return Optional.of(id).filter(given -> !given.isEmpty());
  }

  private static void refuseNode(Section section, Data data, Optional<WebPart> web) {
    if (!data.isShared()) {
      throw section.wrong(
          "id",
          "is for several bridges on one PostgreSQL, and data.url names SQLite; leave it out, or"
              + " set data.url");
    }
    if (web.filter(WebPart::chat).isPresent()) {
      throw section.wrong(
          "id",
          "is set, and the browser chat belongs to a single bridge: set web.chat: false, or leave"
              + " node.id out");
    }
  }
}
