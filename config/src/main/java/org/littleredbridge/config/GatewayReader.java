package org.littleredbridge.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.config.BridgeConfig.Secret;
import org.littleredbridge.config.BridgeConfig.Source;
import org.littleredbridge.rednote.RedbookConfig;

/// Reads the list `rednote.gateways`.
final class GatewayReader {
  private static final int MOST = 10;

  private static final String ACCOUNT_NEEDED =
      "is needed: with two gateways name the account of each. Gateways with one account bear one"
          + " name: they share its budget, and a stop stops both";

  private GatewayReader() {}

  static List<Source> read(Section section) {
    var listed = section.sections("gateways").orElse(List.of());
    if (listed.isEmpty() || listed.size() > MOST) {
      throw section.wrong("gateways", "must list 1 to " + MOST + " gateways");
    }
    var sources = new ArrayList<Source>();
    for (var one : listed) {
      sources.add(source(one, sources));
    }
    if (sources.stream().noneMatch(Source::reads)) {
      throw listed.getFirst().wrong("use", "must hold read for one of the gateways");
    }
    if (sources.stream().filter(Source::reads).noneMatch(GatewayReader::hasAccount)) {
      throw section.wrong(
          "gateways",
          "must list one that reads single notes too; RSSHub only lists what creators publish");
    }
    if (sources.stream().filter(one -> isReal(one.gateway())).count() > 1) {
      for (var i = 0; i < listed.size(); i++) {
        if (isReal(sources.get(i).gateway()) && !listed.get(i).has("account")) {
          throw listed.get(i).wrong("account", ACCOUNT_NEEDED);
        }
      }
    }
    return sources;
  }

  private static boolean hasAccount(Source source) {
    return !(source.gateway() instanceof Gateway.RssHubGateway);
  }

  private static boolean isReal(Gateway gateway) {
    return switch (gateway) {
      case Gateway.XiaohongshuMcpGateway _, Gateway.RedbookGateway _ -> true;
      case Gateway.RssHubGateway _, Gateway.SandboxGateway _ -> false;
    };
  }

  private static Source source(Section section, List<Source> before) {
    var type =
        section.oneOf("type", "", List.of("xiaohongshu-mcp", "redbook", "rsshub", "sandbox"));
    var account = section.string("account", "").strip();
    if (!account.matches("[a-z0-9-]{0,40}")) {
      throw section.wrong("account", "may hold small letters, digits and “-”, 40 at most");
    }
    if (account.isEmpty() && before.stream().anyMatch(one -> one.account().equals(type))) {
      throw section.wrong("account", ACCOUNT_NEEDED);
    }
    var gateway = gateway(section, type);
    if (gateway instanceof Gateway.SandboxGateway
        && before.stream().anyMatch(one -> one.gateway() instanceof Gateway.SandboxGateway)) {
      throw section.wrong("type", "is sandbox already for another gateway; there can be one");
    }
    var use = section.strings("use");
    section.finish();
    if (!List.of("read", "write").containsAll(use)) {
      throw section.wrong("use", "may hold read and write");
    }
    var onlyReads = gateway instanceof Gateway.RssHubGateway;
    if (onlyReads && use.contains("write")) {
      throw section.wrong("use", "may hold read alone: RSSHub cannot comment");
    }
    return new Source(
        account.isEmpty() ? type : account,
        gateway,
        use.isEmpty() || use.contains("read"),
        !onlyReads && (use.isEmpty() || use.contains("write")));
  }

  private static Gateway gateway(Section section, String type) {
    return switch (type) {
      case "sandbox" -> new Gateway.SandboxGateway(section.integer("port", 18_061, 0, 65_535));
      case "redbook" -> redbook(section);
      case "rsshub" ->
          new Gateway.RssHubGateway(url(section, "http://127.0.0.1:1200"), plain(section, "key"));
      default ->
          new Gateway.XiaohongshuMcpGateway(
              url(section, "http://127.0.0.1:18060"), plain(section, "token"));
    };
  }

  /// A secret that travels in an HTTP header, or as a part of what is signed.
  private static Secret plain(Section section, String key) {
    var secret = new Secret(section.string(key, "").strip());
    if (!secret.value().matches("[!-~]*")) {
      throw section.wrong(key, "may hold letters, digits and signs of plain ASCII only");
    }
    return secret;
  }

  private static Gateway redbook(Section section) {
    var written = section.strings("command");
    var command = written.isEmpty() ? List.of("redbook") : written;
    if (command.stream().anyMatch(word -> word.isBlank() || word.indexOf('\0') >= 0)) {
      throw section.wrong("command", "must list a program and its words, such as [redbook]");
    }
    var platform = section.oneOf("platform", "rednote", List.of("rednote", "xiaohongshu"));
    var cookies = new Secret(section.string("cookies", "").strip());
    var file = section.string("cookie-file").filter(text -> !text.isBlank());
    if (file.isPresent() == cookies.given().isPresent()) {
      throw section.wrong(
          file.isPresent() ? "cookie-file" : "cookies",
          "must say how redbook gets the account's cookies, in one way: cookies (a1=…;"
              + " web_session=…, from the environment), or cookie-file (what redbook auth save"
              + " wrote)");
    }
    if (cookies.given().filter(text -> !isSession(text)).isPresent()) {
      throw section.wrong(
          "cookies", "must be one line of plain ASCII with at least a1=… and web_session=…");
    }
    return new Gateway.RedbookGateway(
        List.copyOf(command),
        platform.equals("rednote"),
        cookies,
        file.map(text -> path(section, text)));
  }

  /// The tool's own rule, kept in one place.
  private static boolean isSession(String cookies) {
    try {
      return !new RedbookConfig.Session.Cookies(cookies).text().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Path path(Section section, String written) {
    try {
      return Path.of(written.strip());
    } catch (InvalidPathException e) {
      throw section.wrong("cookie-file", "must be the file that redbook auth save wrote");
    }
  }

  private static URI url(Section section, String usual) {
    try {
      var url = new URI(section.string("url", usual));
      if (List.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getPort() != 0
          && url.getPort() <= 65_535) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Told below; the exception would repeat the address, which may hold a secret.
    }
    throw section.wrong(
        "url", "must be an address such as " + usual + ", without user, “?” and “#”");
  }
}
