package org.littleredbridge.sandbox;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Addresses of pictures and videos as the platform writes them: with the minute of their issue, a
/// signature and a file id. The file id itself tells what is to be drawn, so nothing is kept.
final class MediaLinks {
  /// What a file shows.
  record Motif(Scene scene, long seed) {}

  // Links about a day old fail on the real platform.
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT);
  private static final String PREFIX = "1040g00";
  private static final int SEED_BITS = 48;
  private final Supplier<URI> base;
  private final Clock clock;

  MediaLinks(Supplier<URI> base, Clock clock) {
    this.base = base;
    this.clock = clock;
  }

  String picture(Note note, int index, String style) {
    var file = PREFIX + fileId(motif(note, index)) + "!" + style;
    var minute = MINUTE.format(LocalDateTime.ofInstant(clock.instant(), CHINA));
    return "%s/media/%s/%s/%s".formatted(base.get(), minute, sign(minute + file), file);
  }

  String video(Note note) {
    var file = fileId(motif(note, 0));
    var until = Long.toHexString(clock.instant().plus(LIFETIME).getEpochSecond());
    return "%s?sign=%s&t=%s".formatted(unsignedVideo(note), sign(until + file), until);
  }

  /// The address without signature, which does not expire.
  String unsignedVideo(Note note) {
    return "%s/stream/110/258/%s_258.mp4".formatted(base.get(), fileId(motif(note, 0)));
  }

  String avatar(Person person) {
    return "%s/avatar/%s.jpg".formatted(base.get(), person.id());
  }

  static Motif motif(Note note, int index) {
    long seed = ByteBuffer.wrap(Ids.hash("picture" + note.id() + index)).getLong();
    return new Motif(Scene.named(note.scene()), seed >>> (64 - SEED_BITS));
  }

  /// Is that signature ours, and not older than a day?
  boolean fresh(String minute, String signature, String file) {
    if (!sign(minute + file).equals(signature)) {
      return false;
    }
    try {
      var issued = LocalDateTime.parse(minute, MINUTE).toInstant(CHINA);
      return issued.plus(LIFETIME).isAfter(clock.instant());
    } catch (DateTimeException e) {
      return false; // no time at all
    }
  }

  /// The same for the query of a video's address.
  boolean freshVideo(String sign, String until, String name) {
    try {
      return sign(until + name).equals(sign)
          && Long.parseLong(until, 16) > clock.instant().getEpochSecond();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /// What the file of that name shows; empty when we never gave such a name.
  static Optional<Motif> pictureNamed(String file) {
    int style = file.indexOf('!');
    return file.startsWith(PREFIX)
        ? named(file.substring(PREFIX.length(), style < 0 ? file.length() : style))
        : Optional.empty();
  }

  static Optional<Motif> named(String fileId) {
    if (fileId.length() != 2 + SEED_BITS / 4 + 8 || !HexFormat.isHexDigit(fileId.charAt(0))) {
      return Optional.empty();
    }
    try {
      int scene = Integer.parseInt(fileId.substring(0, 2), 16);
      long seed = Long.parseLong(fileId.substring(2, 2 + SEED_BITS / 4), 16);
      return scene < Scene.values().length
              && fileId.equals(fileId(new Motif(Scene.values()[scene], seed)))
          ? Optional.of(new Motif(Scene.values()[scene], seed))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String fileId(Motif motif) {
    var content = "%02x%012x".formatted(motif.scene().ordinal(), motif.seed());
    return content + Ids.digest("file" + content).substring(0, 8);
  }

  private static String sign(String what) {
    return Ids.digest("signature" + what).substring(0, 32);
  }
}
