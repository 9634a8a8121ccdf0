package org.littleredbridge.config.bench;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// What one chat got, compared with what it should have got.
///
/// @param lost marks that never came
/// @param repeated messages whose mark had come before
/// @param disordered messages that came after one of a later mark
/// @param strange messages that were never meant for it: without a mark or with one not asked for
record Judged(int lost, int repeated, int disordered, int strange) {
  /// What a note's number looks like in a message.
  static final Pattern MARK = Pattern.compile("\\bn\\d{6}\\b");

  static final Judged NOTHING = new Judged(0, 0, 0, 0);

  static String mark(int number) {
    return "n%06d".formatted(number);
  }

  /// @param got the marks in the order of arrival; "" for a message without one
  /// @param first the lowest number that should have come
  /// @param count how many should have come, in the order of their numbers
  static Judged of(List<String> got, int first, int count) {
    var seen = new HashSet<Integer>();
    int highest = Integer.MIN_VALUE;
    int repeated = 0;
    int disordered = 0;
    int strange = 0;
    for (var mark : got) {
      int number = MARK.matcher(mark).matches() ? Integer.parseInt(mark.substring(1)) : -1;
      if (number < first || number - first >= count) {
        strange++;
        continue;
      }
      if (!seen.add(number)) {
        repeated++;
      }
      if (number < highest) {
        disordered++;
      }
      highest = Math.max(highest, number);
    }
    return new Judged(count - seen.size(), repeated, disordered, strange);
  }

  /// Both together; of repeats the larger, since the goal is one of a chat.
  Judged with(Judged other) {
    return new Judged(
        lost + other.lost,
        Math.max(repeated, other.repeated),
        disordered + other.disordered,
        strange + other.strange);
  }

  static Judged all(Collection<Judged> chats) {
    return chats.stream().reduce(NOTHING, Judged::with);
  }
}
