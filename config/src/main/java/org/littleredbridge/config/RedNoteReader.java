package org.littleredbridge.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.config.BridgeConfig.Comments;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.config.BridgeConfig.Polling;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.config.BridgeConfig.Secret;
import org.littleredbridge.config.BridgeConfig.Source;
import org.littleredbridge.health.QuietHours;
import org.littleredbridge.relay.CommentMode;

/// Reads the section `rednote`.
final class RedNoteReader {
  private static final Pattern QUIET =
      Pattern.compile("((?:[01]\\d|2[0-3]):[0-5]\\d) ?[-–] ?((?:[01]\\d|2[0-3]):[0-5]\\d)");
  private static final int MOST_GATEWAYS = 10;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SAFE_CREATOR = Duration.ofMinutes(30);
  private static final Duration SAFE_LIST = Duration.ofHours(2);
  private static final Polling SAFE =
      new Polling(SAFE_CREATOR, SAFE_LIST, SAFE_LIST, 0.2, 400, Optional.empty());
  private static final Comments CAREFUL =
      new Comments(CommentMode.APPROVAL, Duration.ofMinutes(3), 20, 280);

  private final List<String> warnings = new ArrayList<>();

  RedNote read(Section section) {
    var sources = sources(section);
    var links =
        section.oneOf(
            "links", "www.rednote.com", List.of("www.rednote.com", "www.xiaohongshu.com"));
    var polling = section.section("polling").map(this::polling).orElse(SAFE);
    var comments = section.section("comments").map(this::comments).orElse(CAREFUL);
    section.finish();
    var rednote = new RedNote(sources, links, polling, comments);
    if (!rednote.isFictional()) {
      warnOfHaste(polling);
    }
    return rednote;
  }

  private static List<Source> sources(Section section) {
    var listed = section.sections("gateways").orElse(List.of());
    if (listed.isEmpty() || listed.size() > MOST_GATEWAYS) {
      throw section.wrong("gateways", "must list 1 to " + MOST_GATEWAYS + " gateways");
    }
    var sources = new ArrayList<Source>();
    for (var one : listed) {
      sources.add(source(one, sources));
    }
    if (sources.stream().noneMatch(Source::reads)) {
      throw section.wrong("gateways", "must list one that is used to read");
    }
    return sources;
  }

  private static Source source(Section section, List<Source> before) {
    var type = section.oneOf("type", "", List.of("xiaohongshu-mcp", "sandbox"));
    var account = section.string("account", "").strip();
    if (!account.matches("[a-z0-9-]{0,40}")) {
      throw section.wrong("account", "may hold small letters, digits and “-”, 40 at most");
    }
    if (account.isEmpty() && before.stream().anyMatch(one -> one.account().equals(type))) {
      throw section.wrong(
          "account",
          "is needed: with two gateways of one type, name the account of each. Gateways with one"
              + " account bear one name: they share its budget, and a stop stops both");
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
    return new Source(
        account.isEmpty() ? type : account,
        gateway,
        use.isEmpty() || use.contains("read"),
        use.isEmpty() || use.contains("write"));
  }

  /// What could be used and had better be changed; for the section that was read last.
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private static Gateway gateway(Section section, String type) {
    if (type.equals("sandbox")) {
      return new Gateway.SandboxGateway(section.integer("port", 18_061, 0, 65_535));
    }
    var url = url(section);
    var token = new Secret(section.string("token", "").strip());
    // It travels in an HTTP header.
    if (!token.value().matches("[!-~]*")) {
      throw section.wrong("token", "may hold letters, digits and signs of plain ASCII only");
    }
    return new Gateway.XiaohongshuMcpGateway(url, token);
  }

  private static URI url(Section section) {
    try {
      var url = new URI(section.string("url", "http://127.0.0.1:18060"));
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
        "url", "must be an address such as http://127.0.0.1:18060, without user, “?” and “#”");
  }

  private Polling polling(Section section) {
    var polling =
        new Polling(
            Lengths.duration(section, "creator", SAFE.creator(), SECOND),
            Lengths.duration(section, "trending", SAFE.trending(), SECOND),
            Lengths.duration(section, "search", SAFE.search(), SECOND),
            Lengths.share(section, "jitter", SAFE.jitter(), 50),
            section.integer("daily", SAFE.daily(), 1, 100_000_000),
            quiet(section));
    section.finish();
    return polling;
  }

  private static Optional<QuietHours> quiet(Section section) {
    var written = section.string("quiet", "").strip();
    if (written.isEmpty()) {
      return Optional.empty();
    }
    var hours = QUIET.matcher(written);
    if (hours.matches() && !hours.group(1).equals(hours.group(2))) {
      return Optional.of(
          new QuietHours(LocalTime.parse(hours.group(1)), LocalTime.parse(hours.group(2))));
    }
    throw section.wrong("quiet", "must be two times of a day such as 23:30-07:00, or left out");
  }

  private void warnOfHaste(Polling polling) {
    if (polling.creator().compareTo(SAFE_CREATOR) < 0
        || polling.trending().compareTo(SAFE_LIST) < 0
        || polling.search().compareTo(SAFE_LIST) < 0
        || polling.daily() > SAFE.daily()) {
      warnings.add(
          "rednote.polling is faster than what is safe for a real account: creator 30m, trending and"
              + " search 2h, daily 400. Accounts have been banned for less.");
    }
  }

  private Comments comments(Section section) {
    var mode = section.oneOf("mode", "approval", List.of("off", "assisted", "approval", "direct"));
    var comments =
        new Comments(
            CommentMode.valueOf(mode.toUpperCase(Locale.ROOT)),
            Lengths.duration(section, "spacing", CAREFUL.spacing(), Duration.ZERO),
            section.integer("daily", CAREFUL.daily(), 0, 1_000_000),
            section.integer("max-length", CAREFUL.maxLength(), 1, 1_000));
    section.finish();
    return comments;
  }
}
