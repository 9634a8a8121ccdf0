package org.littleredbridge.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Remembers, of parts that need several messages, those that were sent: should a later one fail, a
/// further try goes on there. In memory alone, so that the end of the program may repeat the one
/// part in flight. Thread-safe.
final class Begun {
  private record Step(String part, int file) {}

  private final Cache<Step, List<Integer>> sent =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).maximumSize(20_000).build();

  /// The files of one part, from one of them on.
  ///
  /// @param part the part's name, the same for every try
  /// @param first the place of the first of these files among all
  record Files(Begun begun, String part, int first) {
    /// What was sent for this file, with others or alone.
    Optional<List<Integer>> sent(int file) {
      return Optional.ofNullable(begun.sent.getIfPresent(new Step(part, first + file)));
    }

    /// How many messages are still to be sent for so many files.
    int left(int files) {
      return sent(0).filter(together -> together.size() > 1).isPresent()
          ? 0
          : (int) IntStream.range(0, files).filter(file -> sent(file).isEmpty()).count();
    }

    /// The numbers of the messages that stand for this file; sends them unless that was done.
    List<Integer> once(int file, Supplier<List<Integer>> send) {
      var step = new Step(part, first + file);
      var known = begun.sent.getIfPresent(step);
      if (known != null) {
        return known;
      }
      var numbers = List.copyOf(send.get());
      begun.sent.put(step, numbers);
      return numbers;
    }
  }

  Files files(String part, int first) {
    return new Files(this, part, first);
  }
}
