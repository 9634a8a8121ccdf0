package org.littleredbridge.telegram;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers answers to polls that were no JSON at all. A broken connection does that too, so the
/// same is asked again, then for one update alone; only when that one cannot be read several times
/// is it passed over. Thread-safe.
final class Unread {
  private static final Logger log = LoggerFactory.getLogger(Unread.class);
  private static final Pattern ID = Pattern.compile("\"update_id\"\\s*:\\s*([0-9]{1,10})\\b");
  private static final int ALONE = 2;
  private static final int GIVEN_UP = 6;

  private int failures;

  synchronized void read() {
    failures = 0;
  }

  synchronized int limit() {
    return failures < ALONE ? Poll.MOST : 1;
  }

  /// @return the update to be passed over, if it is time for that
  synchronized OptionalInt failed(String answer) {
    failures++;
    var id = ID.matcher(answer);
    if (failures < GIVEN_UP || !id.find()) {
      return OptionalInt.empty();
    }
    log.atError()
        .addKeyValue("update", id.group(1))
        .log("update spoils every answer and is passed over");
    return OptionalInt.of(Integer.parseInt(id.group(1)));
  }
}
