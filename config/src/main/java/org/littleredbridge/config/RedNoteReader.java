package org.littleredbridge.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.littleredbridge.config.BridgeConfig.Comments;
import org.littleredbridge.config.BridgeConfig.Gateway;
import org.littleredbridge.config.BridgeConfig.Polling;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.config.BridgeConfig.Secret;
import org.littleredbridge.relay.CommentMode;

/// Reads the section `rednote`.
final class RedNoteReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SAFE_CREATOR = Duration.ofMinutes(30);
  private static final Duration SAFE_LIST = Duration.ofHours(2);
  private static final Polling SAFE = new Polling(SAFE_CREATOR, SAFE_LIST, SAFE_LIST, 0.2, 400);
  private static final Comments CAREFUL =
      new Comments(CommentMode.APPROVAL, Duration.ofMinutes(3), 20, 280);

  private final List<String> warnings = new ArrayList<>();

  RedNote read(Section section) {
    var listed = section.sections("gateways").orElse(List.of());
    if (listed.size() != 1) {
      throw section.wrong("gateways", "must list exactly one gateway; this version works with one");
    }
    var gateway = gateway(listed.getFirst());
    var links =
        section.oneOf(
            "links", "www.rednote.com", List.of("www.rednote.com", "www.xiaohongshu.com"));
    var polling = section.section("polling").map(this::polling).orElse(SAFE);
    var comments = section.section("comments").map(this::comments).orElse(CAREFUL);
    section.finish();
    if (gateway instanceof Gateway.XiaohongshuMcpGateway) {
      warnOfHaste(polling);
    }
    return new RedNote(gateway, links, polling, comments);
  }

  /// What could be used and had better be changed; for the section that was read last.
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private Gateway gateway(Section section) {
    var type = section.oneOf("type", "", List.of("xiaohongshu-mcp", "sandbox"));
    if (type.equals("sandbox")) {
      var gateway = new Gateway.SandboxGateway(section.integer("port", 18_061, 0, 65_535));
      section.finish();
      return gateway;
    }
    var url = url(section);
    var token = new Secret(section.string("token", "").strip());
    var use = section.strings("use");
    section.finish();
    // It travels in an HTTP header.
    if (!token.value().matches("[!-~]*")) {
      throw section.wrong("token", "may hold letters, digits and signs of plain ASCII only");
    }
    if (!List.of("read", "write").containsAll(use)) {
      throw section.wrong("use", "may hold read and write");
    }
    if (!use.isEmpty() && !use.contains("read")) {
      throw section.wrong("use", "must hold read: this version works with one gateway");
    }
    return new Gateway.XiaohongshuMcpGateway(url, token, use.isEmpty() || use.contains("write"));
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
            section.integer("daily", SAFE.daily(), 1, 100_000_000));
    section.finish();
    return polling;
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
