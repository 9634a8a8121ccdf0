package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Writes down, when asked to, what each chat gets: a mark and a time a message. It outlives the
/// messages themselves, of which a chat keeps only the newest. Thread safe.
final class ReceiptLog {
  private record Wanted(Pattern mark, Map<Long, Page> pages, AtomicLong count) {}

  private static final class Page {
    private final List<Received.Message> messages = new ArrayList<>();
    private int refused;
  }

  private volatile Optional<Wanted> wanted = Optional.empty();

  /// Begins anew.
  void begin(Pattern mark) {
    wanted = Optional.of(new Wanted(mark, new ConcurrentHashMap<>(), new AtomicLong()));
  }

  void posted(Room room, List<ObjectNode> contents, Instant at) {
    wanted.ifPresent(log -> {
      var micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
      var page = log.pages.computeIfAbsent(room.id(), _ -> new Page());
      synchronized (page) {
        contents.forEach(
            content -> page.messages.add(new Received.Message(mark(log.mark, content), micros)));
      }
      log.count.addAndGet(contents.size());
    });
  }

  private static String mark(Pattern mark, ObjectNode content) {
    var words = content.path("text").asText(content.path("caption").asText());
    var found = mark.matcher(words);
    return found.find() ? found.group() : "";
  }

  void refused(Room room) {
    wanted.ifPresent(log -> {
      var page = log.pages.computeIfAbsent(room.id(), _ -> new Page());
      synchronized (page) {
        page.refused++;
      }
    });
  }

  long count() {
    return wanted.map(log -> log.count.get()).orElse(0L);
  }

  Map<Long, Received> received() {
    var all = new TreeMap<Long, Received>();
    wanted.ifPresent(log ->
        log.pages.forEach((chat, page) -> {
          synchronized (page) {
            all.put(chat, new Received(page.messages, page.refused));
          }
        }));
    return all;
  }
}
