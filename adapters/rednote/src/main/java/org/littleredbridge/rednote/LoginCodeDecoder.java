package org.littleredbridge.rednote;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.PlatformException;

/// Reads xiaohongshu-mcp's answer to a wish for a login code: a data URL and how long it is good,
/// as a Go duration such as `4m0s` (its documentation says `300`, in seconds).
final class LoginCodeDecoder {
  private static final String DATA_URL = "data:image/png;base64,";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int LARGEST = 1 << 20;
  // Source: time.Duration.String, https://pkg.go.dev/time#Duration.String
  private static final Pattern GO =
      Pattern.compile(
          "(?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})(?:\\.\\d{1,9})?s)?|(\\d{1,8})");
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private LoginCodeDecoder() {}

  /// Empty when the account is logged in already.
  ///
  /// @throws PlatformException when there is no picture
  static Optional<LoginCode> read(Wire data) {
    if (data.flag("is_logged_in")) {
      return Optional.empty();
    }
    return Optional.of(new LoginCode(picture(data.text("img")), time(data.text("timeout"))));
  }

  private static byte[] picture(String image) {
    var base64 = image.startsWith(DATA_URL) ? image.substring(DATA_URL.length()) : "";
    if (base64.isEmpty() || base64.length() > LARGEST) {
      throw garbled();
    }
    try {
      var bytes = Base64.getDecoder().decode(base64);
      if (bytes.length <= PNG.length || !Arrays.equals(PNG, 0, PNG.length, bytes, 0, PNG.length)) {
        throw garbled();
      }
      return bytes;
    } catch (IllegalArgumentException _) {
      throw garbled(); // its message may quote the code
    }
  }

  private static PlatformException garbled() {
    return new PlatformException(new Failure.Garbled("the answer holds no login code"));
  }

  /// Within a minute and an hour: what cannot be read, or is nothing, is too short to be told.
  private static Duration time(String written) {
    var match = GO.matcher(written.strip());
    if (!match.matches()) {
      return SHORTEST;
    }
    var time =
        Duration.ofHours(number(match.group(1)))
            .plusMinutes(number(match.group(2)))
            .plusSeconds(number(match.group(3)) + number(match.group(4)));
    return time.compareTo(LONGEST) > 0 ? LONGEST : time.compareTo(SHORTEST) < 0 ? SHORTEST : time;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
