package org.littleredbridge.config;

import java.util.List;
import java.util.stream.Stream;

/// Values of the configuration, as they are written in YAML: what must be taken and what must be
/// refused. The reader and the schema are held to the same table.
final class Values {
  private static final String[] BAD_WHOLE = {
    "-1", "+5", "1.5", "0x10", "1_000", "many", "\"\"", "\"８\"", "[1]", "{a: 1}", "true"
  };
  private static final String[] BAD_INTERVAL = {
    "0",
    "0s",
    "30",
    "-1m",
    "1.5h",
    "999ms",
    "123456s",
    "half an hour",
    "30M",
    "3 0m",
    "\"\"",
    "[30m]"
  };

  private static final String[] BAD_RATE = {
    "30",
    "0/s",
    "1001/s",
    "-1/s",
    "01/s",
    "1.5/s",
    "1/h",
    "1/m",
    "1/2s",
    "/s",
    "1/",
    "1//s",
    "1/S",
    "Off",
    "false",
    "30  /s",
    "\"\"",
    "\"３/s\"",
    "[1/s]",
    "{s: 1}",
    "1/s 20/min",
    "99999999999999999999/s"
  };

  private Values() {}

  record Value(Sample base, String key, String written) {
    Sample sample() {
      return base.with(key, written);
    }

    @Override
    public String toString() {
      return key + ": " + written;
    }
  }

  static Stream<Value> good() {
    return Stream.of(
            of("data", "{}", "null", "~"),
            of(
                "data",
                "{url: 'jdbc:postgresql://127.0.0.1/bridge'}",
                "{url: 'jdbc:postgresql://db.example:5432/a?sslmode=require', user: a, password: 'b c', keep: 7d}",
                "{url: 'jdbc:postgresql://[::1]:5432/a', password: '${EMPTY}'}"),
            of("data.keep", "1d", "99999d", "24h", "'30 d'", "null", "${X:2d}"),
            of(
                "data.url",
                "jdbc:sqlite:a.db",
                "'jdbc:sqlite:/var/lib/a b/小红桥.db'",
                "'jdbc:sqlite:${EMPTY:}a.db'",
                "null"),
            of("data.user", "null", "\"\"", "\"${EMPTY}\""),
            of("data.password", "null", "\"${UNKNOWN:}\""),
            of("operators", "[]", "null", "[ telegram:7, 'discord:1234' ]", "[ '${ME:web:me}' ]"),
            of("communities", "open", "null", "${EMPTY:}open", "'${UNKNOWN:open}'"),
            of("web.host", "0.0.0.0", "'::1'", "localhost", "bridge.example.org", "null", "5"),
            of("web.port", "0", "65535", "'8080'", "08080", "${UNKNOWN:8080}", "null", "~"),
            of(
                "web.chat",
                "false",
                "True",
                "FALSE",
                "'true'",
                "yes",
                "on",
                "${UNKNOWN:off}",
                "null"),
            of(
                "web.password",
                "'it''s $ecret {and} 100%'",
                "1234",
                "'a${WEB_PASSWORD}b${EMPTY}'",
                "\"$\"",
                "'$ { x }'"),
            of("rednote.gateways.url", "https://gateway.example/base/", "'http://[::1]:1'", "null"),
            of("rednote.gateways.token", "abc-_~!", "12345", "''", "null", "'${REDNOTE_TOKEN}'"),
            of("rednote.gateways.use", "[read]", "[]", "null", "[write, read]", "['${U:read}']"),
            of("rednote.links", "www.xiaohongshu.com", "null"),
            of("rednote.polling", "null", "{}", "{daily: 1}"),
            of("rednote.polling.creator", "1s", "1000ms", "99999d", "'45 s'", "null", "${X:1m}"),
            of("rednote.polling.trending", "1s", "2h"),
            of("rednote.polling.search", "1s", "2h"),
            of("rednote.polling.jitter", "0%", "50%", "05%", "'20 %'", "null", "${X:9%}"),
            of("rednote.polling.daily", "1", "100000000", "null"),
            of("rednote.polling.quiet", "23:30-07:00", "'01:00 - 05:00'", "''", "null"),
            of("rednote.gateways.account", "main", "reading-2", "''", "null"),
            of("rednote.comments", "null", "{}"),
            of("rednote.comments.mode", "off", "assisted", "approval", "direct", "null"),
            of("rednote.comments.spacing", "0", "'0'", "0s", "5ms", "1d", "null", "${X:0}"),
            of("rednote.comments.daily", "0", "1000000", "null"),
            of("rednote.comments.max-length", "1", "1000", "null"),
            of("translation", "null", "{}"),
            of("translation.target", "zh", "zh-CN", "en-GB", "null", "${X:en}"),
            of("translation.engines", "[]", "null", "[{type: reading-aid}, {type: reading-aid}]"),
            of("translation.dictionary", "null", "''", "cedict.u8.gz"),
            of(
                "translation.budget",
                "null",
                "{}",
                "{daily: 1}",
                "{community: '50000'}",
                "{daily: '${D:5}', community: null}"),
            of(
                "translation.engines",
                "[{type: libretranslate}, {type: deepl, key: a}, {type: openai, key: a, model: b}]",
                "[{type: openai, url: 'http://127.0.0.1:11434/v1', model: 'qwen3:8b'}]",
                "[{type: deepl, url: 'http://127.0.0.1:8989/deepl'}]",
                "[{type: deepl, key: a, name: one}, {type: deepl, key: b, name: two}]",
                "[{type: '${E:libretranslate}'}]"),
            ofOpenAi("translation.engines.name", "null", "''", "model-2", "7", "'${N:a}'"),
            ofOpenAi(
                "translation.engines.url",
                "null",
                "'http://[::1]:1/v1/'",
                "'${U:https://api.deepseek.com}'"),
            ofOpenAi("translation.engines.key", "abc-_~!", "12345", "'${OPENAI_KEY}'"),
            ofOpenAi("translation.engines.model", "'qwen3:8b'", "a/b-c.d", "'${M:gpt}'"),
            ofOpenAi("translation.engines.structured", "json", "prompt", "null", "${S:json}"),
            ofOpenAi("translation.engines.max-tokens-field", "max_tokens", "null"),
            ofOpenAi("translation.engines.vision", "true", "null", "on", "${V:no}"),
            ofOpenAi("translation.engines.daily", "1", "999999999", "'200000'", "null", "${D:5}"),
            ofOpenAi(
                "translation.engines.price",
                "null",
                "{input: 0, output: 15}",
                "{input: '0.15', output: 0.6}",
                "{input: '${P:1}', output: 999999}"),
            ofDeepL("translation.engines.marks", "plain", "null", "${M:xml}"),
            ofDeepL("translation.engines.glossary", "null", "''", "'${G:}'"),
            ofDeepL("translation.engines.price", "20", "'25.5'", "0", "null", "${P:20}"),
            ofLibreTranslate("translation.engines.key", "null", "''", "a-b-c"),
            ofLibreTranslate("translation.engines.url", "null", "https://translate.example/"),
            of("discord", "null", "{}", "{token: }"),
            of("discord.token", "null", "''", "abc.DEF_12-3", "12345", "' ${EMPTY} '"),
            of(
                "discord.proxy",
                "null",
                "''",
                "'http://127.0.0.1:3128'",
                "proxy.example:1/",
                "'[::1]:65535'",
                "'${P:}'"),
            of("discord.message-content", "true", "null", "on", "${UNKNOWN:no}"),
            of("discord.shards", "1", "1000", "'2'", "' 16 '", "auto", "null", "${X:3}"),
            of("telegram.token", "null", "'123:ABC-x_y'"),
            of("telegram.limits", "null", "{}", "{chat: off}", "{group: }"),
            of("telegram.limits.bot", "1000/s", "off", "'off'", "null", "'1 /s'", "${X:30/s}"),
            of("telegram.limits.chat", "1/min", "999/s", "' 2/s '", "null", "${EMPTY:}1/s"),
            of("telegram.limits.group", "20/min", "20 / min", "off", "null"),
            of("discord.trust", "null", "more.pem"),
            of(
                "telegram.api",
                "null",
                "'${API:https://api.telegram.org}'",
                "http://127.0.0.1:9010",
                "'http://[::1]:1/'"),
            of("node", "null", "{}"),
            of("node.id", "null", "''", "'${NODE:}'"),
            ofShared("node.id", "a", "node-2", "A.b_3", "7", "'${NODE:a}'"),
            ofSandbox("rednote.gateways.port", "0", "65535", "null"),
            ofRedbook(
                "rednote.gateways.command",
                "null",
                "[]",
                "[node, /opt/redbook/dist/cli.js]",
                "['${TOOL:redbook}']"),
            ofRedbook("rednote.gateways.platform", "xiaohongshu", "null", "'${P:rednote}'"),
            ofRedbook("rednote.gateways.cookies", "'a1=b; web_session=c; gid=d'"),
            ofRedbook("rednote.gateways.cookie-file", "null", "''"),
            of(
                "rednote.gateways",
                "[{type: rsshub}, {type: sandbox}]",
                "[{type: rsshub, url: 'https://hub.example/', key: a-b, use: [read]}, {type: sandbox}]",
                "[{type: redbook, cookie-file: cookies.json}]",
                "[{type: redbook, account: a, cookie-file: a.json}, {type: redbook, account: b, cookie-file: b.json}]"))
        .flatMap(List::stream);
  }

  static Stream<Value> bad() {
    return Stream.of(
            of("data", "[]", "here", "5"),
            of(
                "data.url",
                "jdbc:mysql://127.0.0.1/a",
                "'jdbc:postgresql:bridge'",
                "'jdbc:postgresql://127.0.0.1'",
                "'jdbc:postgresql://127.0.0.1/'",
                "'jdbc:postgresql://a:hunter2@127.0.0.1/b'",
                "'jdbc:postgresql://127.0.0.1/b?user=a'",
                "'jdbc:postgresql://127.0.0.1/b?ssl=true&password=hunter2'",
                "'jdbc:postgresql://127.0.0.1/b c'",
                "'jdbc:sqlite:'",
                "'jdbc:sqlite:/'",
                "'jdbc:sqlite: '",
                "'jdbc:sqlite::memory:'",
                "bridge.db",
                "5",
                "''",
                "[a]",
                "'${'"),
            of("data.user", "somebody", "[]", "5"),
            of("data.password", "hidden-word", "{}"),
            of("data.keep", "30", "0", "-1d", "forever", "''", "[30d]", "123456d"),
            of(
                "operators",
                "telegram:7",
                "[7]",
                "[telegram]",
                "[ 'telegram: 7' ]",
                "[ telegram: 7 ]"),
            of("operators", "[ [a] ]", "{}", "[ ~ ]", "[ 'Telegram:7' ]"),
            of("communities", "Approve", "yes", "''", "[open]", "'${EMPTY'", "closed"),
            of("web", "true", "8080", "[]", "[ {port: 1} ]"),
            of("web.host", "''", "' '", "'a b'", "[]", "127.0.0.1 8080"),
            of("web.port", BAD_WHOLE),
            of("web.port", "65536", "99999999999999999999"),
            of("web.chat", "maybe", "1", "''", "tRue", "[true]", "'${UNKNOWN-}'"),
            of(
                "web.password",
                "[a]",
                "{a: b}",
                "'${WEB PASSWORD}'",
                "'${A:${B}}'",
                "'x${'",
                "'${}'"),
            of("rednote", "[]", "a", "{}", "{links: www.rednote.com}"),
            of("rednote.gateways", "[]", "null", "{}", "{type: sandbox}", "sandbox", "[sandbox]"),
            of("rednote.gateways", "[null]", "[{type: sandbox}, {type: sandbox}]", "[{}]"),
            of("rednote.gateways", "[{port: 1}]", "[{type: sandbox, url: 'http://127.0.0.1'}]"),
            of("rednote.gateways", "[{type: xiaohongshu-mcp, port: 1}]"),
            of("rednote.gateways", "[{type: xiaohongshu-mcp, key: a}]", "[{type: redbook}]"),
            of(
                "rednote.gateways",
                "[{type: rsshub}]",
                "[{type: rsshub, token: a}, {type: sandbox}]"),
            of("rednote.gateways", "[{type: rsshub, use: [write]}, {type: sandbox}]"),
            of("rednote.gateways", "[{type: redbook, cookie-file: a, url: 'http://127.0.0.1'}]"),
            ofRedbook("rednote.gateways.command", "redbook", "['']", "[' ']", "[[a]]", "{}"),
            ofRedbook("rednote.gateways.platform", "Rednote", "xhs", "''", "[rednote]"),
            ofRedbook("rednote.gateways.cookies", "[a]", "'${'", "a1=hunter2-only"),
            ofRedbook("rednote.gateways.cookie-file", "[a]", "'${'"),
            of("rednote.gateways.type", "Sandbox", "''", "null", "xhs", "[sandbox]"),
            of(
                "rednote.gateways.url",
                "127.0.0.1:18060",
                "ftp://127.0.0.1",
                "HTTP://127.0.0.1",
                "'http://user:word@127.0.0.1'",
                "'http://127.0.0.1/?token=word'",
                "'http://127.0.0.1/#a'",
                "'http://'",
                "'http://a b'",
                "''",
                "[a]"),
            of("rednote.gateways.token", "令牌", "'a b'", "[a]", "'${'", "\"a\\tb\""),
            of("rednote.gateways.use", "read", "[write]", "[read, delete]", "[Read]", "{}"),
            of("rednote.links", "rednote.com", "https://www.rednote.com", "''", "[]"),
            of("rednote.polling", "30m", "[]"),
            of("rednote.polling.creator", BAD_INTERVAL),
            of("rednote.polling.trending", BAD_INTERVAL),
            of("rednote.polling.search", BAD_INTERVAL),
            of("rednote.polling.jitter", "51%", "20", "0.2", "-1%", "100%", "''", "[20%]", "1.5%"),
            of("rednote.polling.daily", BAD_WHOLE),
            of("rednote.polling.quiet", "night", "25:00-07:00", "23:30", "[a]"),
            of("rednote.gateways.account", "Mine", "'a b'", "[a]"),
            of("rednote.polling.daily", "0", "100000001"),
            of("rednote.comments", "direct", "[]"),
            of("rednote.comments.mode", "Direct", "on", "''", "[off]"),
            of("rednote.comments.spacing", "-1s", "3", "3 minutes", "''", "[0]", "100000s"),
            of("rednote.comments.daily", BAD_WHOLE),
            of("rednote.comments.daily", "1000001"),
            of("rednote.comments.max-length", BAD_WHOLE),
            of("rednote.comments.max-length", "0", "1001"),
            of("translation", "en", "[]"),
            of("translation.target", "fr", "EN", "en_US", "english", "''", "[en]", "e"),
            of("translation.engines", "reading-aid", "{}", "[reading-aid]", "[{}]", "[null]"),
            of("translation.engines.type", "phrasebook", "''", "null", "Reading-Aid", "google"),
            of(
                "translation.engines",
                "[{type: deepl}]",
                "[{type: openai, model: a}]",
                "[{type: openai, key: a}]",
                "[{type: openai, key: a, model: null}]",
                "[{type: deepl, key: a}, {type: deepl, key: b}]",
                "[{type: deepl, key: a, name: one}, {type: libretranslate, name: one}]",
                "[{type: libretranslate, name: reading-aid}]",
                "[{type: deepl, key: hunter2, model: a}]",
                "[{type: libretranslate, marks: xml}]",
                "[{type: openai, key: hunter2, model: a, glossary: b}]",
                "[{type: openai, key: hunter2, model: a, tools: b}]",
                "[{type: reading-aid, key: hunter2}]",
                "[{type: reading-aid, daily: 5}]"),
            of(
                "translation.engines",
                "["
                    + "{type: libretranslate, name: a}, {type: libretranslate, name: b}, ".repeat(6)
                    + "{type: reading-aid}]"),
            ofOpenAi("translation.engines.name", "Mine", "'a b'", "[a]", "phrasebook"),
            ofOpenAi(
                "translation.engines.url",
                "127.0.0.1:11434",
                "ftp://a",
                "'http://u:hunter2@a'",
                "'http://a/?key=hunter2'",
                "'http://a/#b'",
                "''",
                "[a]"),
            ofOpenAi("translation.engines.key", "钥匙", "'a b'", "[a]", "'${'", "\"a\\tb\""),
            ofOpenAi("translation.engines.model", "'a b'", "''", "[a]", "模型", "null"),
            ofOpenAi("translation.engines.structured", "Schema", "xml", "''", "[json]"),
            ofOpenAi("translation.engines.max-tokens-field", "max-tokens", "tokens", "''"),
            ofOpenAi("translation.engines.vision", "maybe", "1", "[true]"),
            ofOpenAi("translation.engines.daily", BAD_WHOLE),
            ofOpenAi("translation.engines.daily", "0", "1000000000"),
            ofOpenAi(
                "translation.engines.price",
                "20",
                "[1, 2]",
                "{input: 1}",
                "{output: 1}",
                "{input: -1, output: 1}",
                "{input: cheap, output: 1}",
                "{input: 1, output: 1, cached: 1}"),
            ofDeepL("translation.engines.marks", "html", "''", "[xml]"),
            ofDeepL("translation.engines.glossary", "'a b'", "[a]", "'../x'"),
            ofDeepL("translation.engines.price", "free", "-1", "{input: 1, output: 1}", "[1]"),
            ofLibreTranslate("translation.engines.url", "here", "'http://u@a'"),
            ofLibreTranslate("translation.engines.price", "{input: 1, output: 1}"),
            of("translation.dictionary", "[]", "'${'"),
            of(
                "translation.budget",
                "5",
                "[]",
                "{daily: 0}",
                "{daily: -1}",
                "{community: 1000000000}",
                "{community: some}",
                "{weekly: 1}"),
            of("discord", "a", "[]"),
            of("discord.token", "a b", "'a/b'", "[]", "{}", "'é'"),
            of("discord.message-content", "maybe", "[]", "2"),
            of("discord.shards", BAD_WHOLE),
            of("discord.shards", "0", "1001", "Auto", "automatic", "'1,2'", "'0/2'"),
            of(
                "discord.proxy",
                "[]",
                "{}",
                "socks5://127.0.0.1:1",
                "127.0.0.1",
                "'a:0'",
                "'a:65536'",
                "'http://u:p@a:1'",
                "'http://a:1/x'"),
            of("discord.trust", "[]", "'${'"),
            of("telegram", "a"),
            of("telegram.token", "a b", "[]", "abc", "'0:a'", "'12:'", "':a'"),
            of(
                "telegram.api",
                "[]",
                "ftp://a",
                "'http://a/bot'",
                "'http://a?b'",
                "'http://u@a'",
                "telegram",
                "''"),
            of("telegram.limits", "off", "30/s", "[]", "{bots: 30/s}", "{chat: {s: 1}}"),
            of("telegram.limits.bot", BAD_RATE),
            of("telegram.limits.chat", BAD_RATE),
            of("telegram.limits.group", BAD_RATE),
            of("node", "a"),
            ofShared("node.id", "two words", "'a:b'", "'" + "a".repeat(65) + "'", "[a]", "{a: b}"),
            ofSandbox("rednote.gateways.port", BAD_WHOLE),
            ofSandbox("rednote.gateways.port", "65536"))
        .flatMap(List::stream);
  }

  private static List<Value> ofShared(String key, String... written) {
    return Stream.of(written).map(w -> new Value(Sample.shared(), key, w)).toList();
  }

  private static List<Value> of(String key, String... written) {
    return Stream.of(written).map(w -> new Value(Sample.real(), key, w)).toList();
  }

  private static List<Value> ofRedbook(String key, String... written) {
    return Stream.of(written).map(w -> new Value(Sample.redbook(), key, w)).toList();
  }

  private static List<Value> ofOpenAi(String key, String... written) {
    return Stream.of(written).map(w -> new Value(Sample.openAi(), key, w)).toList();
  }

  private static List<Value> ofDeepL(String key, String... written) {
    return Stream.of(written).map(w -> new Value(Sample.deepL(), key, w)).toList();
  }

  private static List<Value> ofLibreTranslate(String key, String... written) {
    return Stream.of(written).map(w -> new Value(Sample.libreTranslate(), key, w)).toList();
  }

  private static List<Value> ofSandbox(String key, String... written) {
    return Stream.of(written).map(w -> new Value(Sample.sandbox(), key, w)).toList();
  }
}
