package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.config.BridgeConfig.Comments;
import org.littleredbridge.config.BridgeConfig.Data;
import org.littleredbridge.config.BridgeConfig.DeliveryPart;
import org.littleredbridge.config.BridgeConfig.DiscordPart;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.config.BridgeConfig.Polling;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.config.BridgeConfig.Secret;
import org.littleredbridge.config.BridgeConfig.Source;
import org.littleredbridge.config.BridgeConfig.TelegramPart;
import org.littleredbridge.config.BridgeConfig.TranslationPart;
import org.littleredbridge.config.BridgeConfig.WebPart;
import org.littleredbridge.health.QuietHours;
import org.littleredbridge.relay.CommentMode;
import org.littleredbridge.store.StoreConfig;
import org.littleredbridge.telegram.TelegramLimits;
import org.littleredbridge.telegram.TelegramLimits.Rate;
import org.littleredbridge.translate.Budget;
import org.littleredbridge.translation.OpenAiConfig;

final class ConfigReaderTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("basedir", ".")).resolve("bridge.example.yaml");
  private static final String SMALLEST =
      """
      rednote:
        gateways:
          - type: sandbox
      """;

  @Test
  void givenEveryKey_whenRead_thenEachValueIsInItsPlace() {
    var config =
        Sample.real()
            .with("operators", "[ 'telegram:7', 'discord:1234' ]")
            .with("communities", "open")
            .with("delivery.catch-up", "11")
            .with("web.port", "8081")
            .with("rednote.links", "www.xiaohongshu.com")
            .with("rednote.polling.creator", "31m")
            .with("rednote.polling.trending", "3h")
            .with("rednote.polling.search", "1d")
            .with("rednote.polling.jitter", "15%")
            .with("rednote.polling.daily", "399")
            .with("rednote.polling.quiet", "23:30-07:00")
            .with("rednote.comments.spacing", "45s")
            .with("rednote.comments.daily", "21")
            .with("rednote.comments.max-length", "279")
            .with("translation.target", "zh-CN")
            .with("translation.dictionary", "cedict.u8.gz")
            .with("discord.token", "abc.DEF")
            .with("discord.proxy", "http://127.0.0.1:3128")
            .with("discord.trust", "more.pem")
            .with("discord.message-content", "true")
            .with("discord.shards", "16")
            .with("telegram.token", "123:ABC")
            .with("telegram.api", "http://127.0.0.1:9010")
            .with("telegram.limits.bot", "1000/s")
            .with("telegram.limits.chat", "off")
            .with("telegram.limits.group", "30 / min")
            .read();
    var days = Duration.ofDays(1);
    assertThat(config)
        .isEqualTo(
            new BridgeConfig(
                false,
                Data.of(new StoreConfig.Sqlite(Path.of("somewhere", "bridge.db"))),
                List.of("telegram:7", "discord:1234"),
                true,
                new DeliveryPart(11),
                Optional.of(new WebPart("127.0.0.1", 8081, true, new Secret("correct horse"))),
                Optional.of(
                    new RedNote(
                        List.of(
                            Source.of(
                                new Gateway.XiaohongshuMcpGateway(
                                    URI.create("http://127.0.0.1:18060"),
                                    new Secret("gateway-token")))),
                        "www.xiaohongshu.com",
                        new Polling(
                            Duration.ofMinutes(31),
                            Duration.ofHours(3),
                            days,
                            0.15,
                            399,
                            Optional.of(new QuietHours(LocalTime.of(23, 30), LocalTime.of(7, 0)))),
                        new Comments(CommentMode.DIRECT, Duration.ofSeconds(45), 21, 279))),
                Optional.of(
                    new DiscordPart(
                        new Secret("abc.DEF"),
                        Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", 3128)),
                        Optional.of(Path.of("more.pem")),
                        true,
                        Optional.of(16))),
                Optional.of(
                    new TelegramPart(
                        new Secret("123:ABC"),
                        URI.create("http://127.0.0.1:9010"),
                        new TelegramLimits(
                            Optional.of(new Rate(1_000, Duration.ofSeconds(1))),
                            Optional.empty(),
                            Optional.of(new Rate(30, Duration.ofMinutes(1)))))),
                new TranslationPart(
                    "zh-CN",
                    List.of(new EnginePart.WordHelp()),
                    Optional.of(Path.of("cedict.u8.gz")),
                    new Budget.Limits(Optional.of(300_000L), Optional.of(50_000L), Map.of())),
                List.of()));
  }

  @Test
  void givenTheExampleFile_whenItsPasswordIsSet_thenItReadsWithoutWarning() {
    var config = new ConfigReader(Map.of("WEB_PASSWORD", "correct horse")).read(EXAMPLE);
    assertThat(config.warnings()).isEmpty();
    assertThat(config.web().orElseThrow().password().given()).contains("correct horse");
    assertThat(config.rednote().orElseThrow().comments().mode()).isEqualTo(CommentMode.DIRECT);
  }

  @Test
  void givenTheExampleFile_whenItsPasswordIsNotSet_thenItNamesTheVariable() {
    assertThatThrownBy(() -> new ConfigReader(Map.of()).read(EXAMPLE))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("web.password needs the environment variable WEB_PASSWORD")
        .hasMessageContaining("bridge.example.yaml line 2");
  }

  @Test
  void givenTheSmallestFile_whenRead_thenWhatIsLeftOutIsOffOrCareful() {
    var config = read(SMALLEST);
    assertThat(config.sandbox()).isFalse();
    assertThat(config.web()).isEmpty();
    assertThat(config.data().file()).isEqualTo(Path.of("data", "bridge.db"));
    assertThat(config.communitiesOpen()).isFalse();
    assertThat(config.delivery()).isEqualTo(new DeliveryPart(10));
    assertThat(config.operators()).isEmpty();
    assertThat(config.translation())
        .isEqualTo(TranslationPart.of("en", List.of(new EnginePart.WordHelp())));
    var rednote = config.rednote().orElseThrow();
    assertThat(rednote.sources()).containsExactly(Source.of(new Gateway.SandboxGateway(18061)));
    assertThat(rednote.polling().creator()).isEqualTo(Duration.ofMinutes(30));
    assertThat(rednote.comments())
        .isEqualTo(new Comments(CommentMode.APPROVAL, Duration.ofMinutes(3), 20, 280));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gateways:", "links: www.rednote.com", "gateways: []"})
  void givenNoGateway_whenRead_thenItAsksForOne(String rednote) {
    assertThatThrownBy(() -> read("rednote:\n  " + rednote + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rednote.gateways must list 1 to 10 gateways");
  }

  @Test
  void givenNoRedNote_whenRead_thenItSaysThatNothingCanBeBrought() {
    assertThatThrownBy(() -> read("web: {port: 8080}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rednote is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "pollling, polling", // one letter too many
    "comment, comments",
    "gateway, gateways",
    "lnks, links"
  })
  void givenAKeyThatIsNearlyRight_whenRead_thenItSuggestsTheRightOne(String wrong, String right) {
    var sample = Sample.real().with("rednote." + wrong, "x");
    assertThatThrownBy(sample::read)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "bridge.yaml line %d: rednote.%s is not a key of this program. Did you mean “%s”?",
            sample.line("rednote." + wrong), wrong, right);
  }

  @Test
  void givenAKeyNearToTwo_whenRead_thenItSuggestsTheNearest() {
    assertThatThrownBy(() -> read("web: {porst: 8080}"))
        .hasMessageContaining("web.porst is not a key")
        .hasMessageContaining("Did you mean “port”?");
  }

  @Test
  void givenAKeyThatIsFarFromAll_whenRead_thenItListsWhatThereIs() {
    assertThatThrownBy(() -> read("web:\n  unheard: of\n"))
        .hasMessage(
            "bridge.yaml line 2: web.unheard is not a key of this program."
                + " Known here: host, port, chat, password.");
    assertThatThrownBy(() -> read("rednote:\n  gateways: [{type: sandbox}]\nx: 1"))
        .hasMessage(
            "bridge.yaml line 3: x is not a key of this program. Known here: data, operators,"
                + " communities, delivery, web, rednote, translation, discord, telegram, node.");
  }

  @Test
  void givenOtherServicesWithoutTokens_whenRead_thenTheyAreOff() {
    var config =
        read(
            SMALLEST
                + """
                discord: { token: "${DISCORD_TOKEN:}", proxy: null, trust: null }
                telegram: { token: "${TELEGRAM_TOKEN:}", api: "https://api.telegram.org" }
                node: { id: null }
                """);
    assertThat(config).isEqualTo(read(SMALLEST));
  }

  @Test
  void givenANodeOnADatabaseForSeveral_whenRead_thenItHasItsName() {
    assertThat(Sample.shared().with("node.id", "east").read().data().node()).contains("east");
    assertThat(Sample.shared().read().data().node()).isEmpty();
  }

  @Test
  void givenTheFileForSeveralNodes_whenItsVariablesAreSet_thenItReads() {
    var environment =
        Map.of(
            "NODE", "east",
            "DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/bridge",
            "DATABASE_USER", "bridge",
            "DATABASE_PASSWORD", "correct horse",
            "TELEGRAM_TOKEN", "1:a");
    var config = new ConfigReader(environment).read(EXAMPLE.resolveSibling("deploy/node.yaml"));
    assertThat(config.data().node()).contains("east");
    assertThat(config.web().orElseThrow().chat()).isFalse();
    assertThat(config.telegram()).isPresent();
  }

  @Test
  void givenANodeWhereThereCanBeOne_whenRead_thenASentenceSaysWhatToChange() {
    var onSqlite = Sample.real().with("web.chat", "false").with("node.id", "east");
    assertThatThrownBy(onSqlite::read)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("node.id is for several bridges on one PostgreSQL")
        .hasMessageContaining("data.url");
    var withChat = Sample.shared().with("web.chat", "true").with("node.id", "east");
    assertThatThrownBy(withChat::read)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("set web.chat: false");
  }

  @Test
  void givenTelegramWithoutLimits_whenRead_thenTheyAreThoseThatTelegramDocuments() {
    for (var limits : List.of("", ", limits: null", ", limits: {}", ", limits: {chat: 1/s}")) {
      var config = read(SMALLEST + "telegram: { token: \"1:a\"" + limits + " }\n");
      assertThat(config.telegram().orElseThrow().limits()).isEqualTo(TelegramLimits.documented());
    }
  }

  @Test
  void givenAMessengerAndNobodyToAdmitGroups_whenRead_thenAWarningSaysSo() {
    var telegram = "telegram: { token: \"1:a\" }\n";
    assertThat(read(SMALLEST + telegram).warnings())
        .singleElement()
        .asString()
        .contains("operators", "communities: open");
    assertThat(read(SMALLEST + telegram + "communities: open\n").warnings()).isEmpty();
    assertThat(read(SMALLEST + telegram + "operators: [ 'telegram:7' ]\n").warnings()).isEmpty();
    assertThat(read(SMALLEST + telegram + "operators: [ 'discord:8', 'web:ann' ]\n").warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.contains("No notice reaches discord:8, web:ann"))
        .anyMatch(warning -> warning.contains("nobody can admit"));
    assertThat(read(SMALLEST + telegram + "operators: [ 'telegram:7', 'discord:8' ]\n").warnings())
        .singleElement()
        .asString()
        .contains("No notice reaches discord:8 in operators");
  }

  @ParameterizedTest
  @CsvSource({
    // gateway, host, chat, password, whether it reads
    "real,    127.0.0.1, true,  secret, true",
    "real,    127.0.0.1, true,  '',     false",
    "real,    127.0.0.1, true,  '  ',   false",
    "real,    127.0.0.1, false, '',     true",
    "real,    0.0.0.0,   false, '',     true",
    "real,    0.0.0.0,   true,  secret, true",
    "sandbox, 127.0.0.1, true,  '',     true",
    "sandbox, localhost, true,  '',     true",
    "sandbox, '::1',     true,  '',     true",
    "sandbox, 0.0.0.0,   true,  '',     false",
    "sandbox, 192.0.2.1, true,  '',     false",
    "sandbox, '::',      true,  '',     false",
    "sandbox, 0.0.0.0,   true,  secret, true"
  })
  void givenAChat_whenRead_thenAPasswordIsAskedForWhereItMatters(
      String gateway, String host, boolean chat, String password, boolean reads) {
    var sample =
        (gateway.equals("real") ? Sample.real() : Sample.sandbox())
            .with("web.host", "'" + host + "'")
            .with("web.chat", String.valueOf(chat))
            .with("web.password", "'" + password + "'");
    if (reads) {
      assertThat(sample.read().web().orElseThrow().chat()).isEqualTo(chat);
    } else {
      assertThatThrownBy(sample::read)
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("bridge.yaml line " + sample.line("web.password"))
          .hasMessageContaining("web.password is missing");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rednote.polling.creator, 29m",
    "rednote.polling.trending, 119m",
    "rednote.polling.search, 1s",
    "rednote.polling.daily, 401"
  })
  void givenARealGateway_whenPollingIsHasty_thenItWarns(String key, String hasty) {
    assertThat(Sample.real().with(key, hasty).read().warnings())
        .singleElement()
        .asString()
        .contains("rednote.polling is faster than what is safe");
    assertThat(Sample.sandbox().with(key, hasty).read().warnings()).isEmpty();
    assertThat(Sample.real().read().warnings()).isEmpty();
  }

  @Test
  void givenAReaderThatWarned_whenItReadsAnotherFile_thenTheWarningIsGone() {
    var reader = new ConfigReader(Map.of("WEB_PASSWORD", "a"));
    reader.read("hasty", Sample.real().with("rednote.polling.creator", "1s").yaml());
    assertThat(reader.read("calm", Sample.real().yaml()).warnings()).isEmpty();
  }

  @Test
  void givenAGatewayForReadingAlone_whenRead_thenItDoesNotWrite() {
    var rednote =
        Sample.real().with("rednote.gateways.use", "[read]").read().rednote().orElseThrow();
    assertThat(rednote.sources())
        .extracting(Source::reads, Source::writes)
        .containsExactly(tuple(true, false));
    assertThat(rednote.writes()).isFalse();
  }

  @Test
  void givenOneAccountToReadAndOneToWrite_whenRead_thenBothAreThereInTheirOrder() {
    var rednote =
        read("""
        rednote:
          gateways:
            - { type: xiaohongshu-mcp, account: reading, use: [read] }
            - { type: xiaohongshu-mcp, url: "http://127.0.0.1:18062", account: writing }
        """)
            .rednote()
            .orElseThrow();
    assertThat(rednote.sources())
        .extracting(Source::account, Source::reads, Source::writes)
        .containsExactly(tuple("reading", true, false), tuple("writing", true, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{type: xiaohongshu-mcp}, {type: xiaohongshu-mcp}] | name the account of each",
        "[{type: xiaohongshu-mcp, account: 'Mine!'}] | may hold small letters",
        "[{type: xiaohongshu-mcp, use: [write]}] | must hold read for one",
        "[{type: sandbox}, {type: sandbox, account: two}] | there can be one",
        "[{type: xiaohongshu-mcp}, {type: redbook, cookie-file: a, account: b}] | name the account",
        "[{type: rsshub}, {type: xiaohongshu-mcp, use: [write]}] | reads single notes too"
      })
  void givenGatewaysThatDoNotGoTogether_whenRead_thenTheReasonIsTold(String listed, String why) {
    assertThatThrownBy(() -> read("rednote:\n  gateways: " + listed + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(why);
  }

  @Test
  void givenEnginesLeftOut_whenRead_thenThereIsWordHelpAndAnEmptyListMeansNone() {
    assertThat(Sample.real().without("translation.engines").read().translation().engines())
        .containsExactly(new EnginePart.WordHelp());
    assertThat(Sample.real().with("translation.engines", "[]").read().translation().engines())
        .isEmpty();
  }

  @Test
  void givenEngines_whenRead_thenEachHasItsSettingsInTheFilesOrder() {
    var engines =
        Sample.real()
            .with(
                "translation.engines",
                "[{type: openai, name: model, key: a, model: b, vision: true, daily: 9,"
                    + " price: {input: 0.4, output: 2}}, {type: deepl, key: 'c:fx', price: 20},"
                    + " {type: libretranslate}, {type: reading-aid}]")
            .read()
            .translation()
            .engines();
    assertThat(engines)
        .extracting(EnginePart::name)
        .containsExactly("model", "deepl", "libretranslate", "reading-aid");
    var openAi = (EnginePart.OpenAi) engines.getFirst();
    assertThat(openAi.settings().url()).isEqualTo(OpenAiConfig.OPENAI);
    assertThat(openAi.settings().maxTokensField()).isEqualTo("max_completion_tokens");
    assertThat(openAi.settings().vision()).isTrue();
    assertThat(openAi.terms().price())
        .contains(new EnginePart.Price.Tokens(new BigDecimal("0.4"), new BigDecimal("2")));
    assertThat(((EnginePart.DeepL) engines.get(1)).settings().url())
        .hasToString("https://api-free.deepl.com/v2/translate");
    assertThat(Engines.daily(engines)).isEqualTo(Map.of("model", 9L));
  }

  @Test
  void givenAPostgres_whenRead_thenItIsTheStoreAndItsPasswordDoesNotPrint() {
    var data =
        Sample.real()
            .with("data.url", "'jdbc:postgresql://127.0.0.1/bridge'")
            .with("data.user", "bridge")
            .with("data.password", "hidden-word")
            .with("data.keep", "7d")
            .read()
            .data();
    assertThat(data.store())
        .isEqualTo(
            new StoreConfig.Postgres(
                "jdbc:postgresql://127.0.0.1/bridge", "bridge", "hidden-word", Duration.ofDays(7)));
    assertThat(data.toString()).contains("127.0.0.1/bridge").doesNotContain("hidden-word");
    assertThat(data.file()).isEqualTo(Path.of("data", "bridge.db"));
  }

  @Test
  void givenAKeepShorterThanADay_whenRead_thenItIsRefused() {
    var sample = Sample.real().with("data.keep", "23h");
    assertThatThrownBy(sample::read).hasMessageContaining("data.keep must be a length of time");
  }

  @Test
  void givenTheDemo_whenLookedAt_thenItIsTheSandboxWithoutSpacing() {
    var demo = BridgeConfig.demo();
    assertThat(demo.sandbox()).isTrue();
    assertThat(demo.data().file()).isEqualTo(Path.of("data", "sandbox.db"));
    assertThat(demo.web().orElseThrow().beyondLoopback()).isFalse();
    var rednote = demo.rednote().orElseThrow();
    assertThat(rednote.isFictional()).isTrue();
    assertThat(rednote.polling().creator()).isEqualTo(Duration.ofSeconds(1));
    assertThat(rednote.comments().mode()).isEqualTo(CommentMode.DIRECT);
    assertThat(rednote.comments().spacing()).isZero();
  }

  private static BridgeConfig read(String yaml) {
    return new ConfigReader(Map.of()).read("bridge.yaml", yaml);
  }
}
