package org.littleredbridge.config;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.config.BridgeConfig.Comments;
import org.littleredbridge.config.BridgeConfig.Polling;
import org.littleredbridge.config.BridgeConfig.RedNote;
import org.littleredbridge.health.QuietHours;
import org.littleredbridge.relay.CommentMode;

/// Reads the section `rednote`.
final class RedNoteReader {
  private static final Pattern QUIET =
      Pattern.compile("((?:[01]\\d|2[0-3]):[0-5]\\d) ?[-–] ?((?:[01]\\d|2[0-3]):[0-5]\\d)");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SAFE_CREATOR = Duration.ofMinutes(30);
  private static final Duration SAFE_LIST = Duration.ofHours(2);
  private static final Polling SAFE =
      new Polling(SAFE_CREATOR, SAFE_LIST, SAFE_LIST, 0.2, 400, Optional.empty());
  private static final Comments CAREFUL =
      new Comments(CommentMode.APPROVAL, Duration.ofMinutes(3), 20, 280);

  private final List<String> warnings = new ArrayList<>();

  RedNote read(Section section) {
    var sources = GatewayReader.read(section);
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

  /// What could be used and had better be changed; for the section that was read last.
  List<String> warnings() {
    return List.copyOf(warnings);
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
