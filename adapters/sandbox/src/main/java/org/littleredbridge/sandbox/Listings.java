package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Which notes a list shows, and in which order.
final class Listings {
  private static final int PROFILE_PAGE = 30;
  private static final int SEARCH_PAGE = 22;
  private static final int CHANNEL_PAGE = 35;
  private static final int ALWAYS_NEWEST = 8;
  private static final Map<String, Duration> AGES =
      Map.of("一天内", Duration.ofDays(1), "一周内", Duration.ofDays(7), "半年内", Duration.ofDays(183));

  /// The filters the gateway knows, with the words its messages use for them.
  private enum FilterGroup {
    SORT_BY("sort_by", "排序依据", Set.of("综合", "最新", "最多点赞", "最多评论", "最多收藏")),
    NOTE_TYPE("note_type", "笔记类型", Set.of("不限", "视频", "图文")),
    PUBLISH_TIME("publish_time", "发布时间", Set.of("不限", "一天内", "一周内", "半年内")),
    SEARCH_SCOPE("search_scope", "搜索范围", Set.of("不限", "已看过", "未看过", "已关注")),
    LOCATION("location", "位置距离", Set.of("不限", "同城", "附近"));

    private final String key;
    private final String words;
    private final Set<String> values;

    FilterGroup(String key, String words, Set<String> values) {
      this.key = key;
      this.words = words;
      this.values = values;
    }
  }

  private final World world;
  private final Clock clock;
  private final long seed;
  private final AtomicLong calls = new AtomicLong();
  private volatile int page = PROFILE_PAGE;

  Listings(World world, Clock clock, long seed) {
    this.world = world;
    this.clock = clock;
    this.seed = seed;
  }

  /// The explore page: another choice and order at each call, most of the newest among them.
  List<Note> personal() {
    var chance = new Random(seed + calls.incrementAndGet());
    var all = world.newestFirst();
    var chosen = new ArrayList<>(all.subList(0, Math.min(ALWAYS_NEWEST, all.size())));
    var rest = new ArrayList<>(all.subList(chosen.size(), all.size()));
    Collections.shuffle(rest, chance);
    int size = 20 + chance.nextInt(16);
    chosen.addAll(rest.subList(0, Math.clamp(size - chosen.size(), 0, rest.size())));
    Collections.shuffle(chosen, chance);
    return chosen;
  }

  /// Lets a profile show so many notes from now on.
  void page(int notes) {
    page = notes;
  }

  /// What is new in one subject, newest first.
  List<Note> channel(String topic) {
    return world.newestFirst().stream()
        .filter(note -> world.person(note.author()).topic().equals(topic))
        .limit(CHANNEL_PAGE)
        .toList();
  }

  /// What a person's page shows at first.
  List<Note> profile(String author) {
    var own = all(author);
    return List.copyOf(own.subList(0, Math.min(page, own.size())));
  }

  /// How many notes a person's page shows at once.
  int profilePage() {
    return page;
  }

  /// A person's notes, newest first; some have an old one pinned on top.
  List<Note> all(String author) {
    var own = new ArrayList<>(world.byAuthor(author));
    if (pins(author)) {
      own.stream()
          .filter(note -> !note.generated())
          .reduce((_, older) -> older)
          .ifPresent(oldest -> {
            own.remove(oldest);
            own.addFirst(oldest);
          });
    }
    return own;
  }

  static boolean pins(String author) {
    return Integer.parseInt(Ids.digest("pins" + author).substring(0, 1), 16) % 3 == 0;
  }

  /// Notes whose title or text holds the keyword.
  List<Note> search(String keyword, JsonNode filters) {
    check(filters);
    var wanted = keyword.strip().toLowerCase(Locale.ROOT);
    var type = filters.path("note_type").asText("");
    var age = AGES.get(filters.path("publish_time").asText(""));
    long oldest = age == null ? 0 : clock.instant().minus(age).toEpochMilli();
    return world.newestFirst().stream()
        .filter(
            note -> (note.title() + "\n" + note.text()).toLowerCase(Locale.ROOT).contains(wanted))
        .filter(note -> !type.equals("视频") || note.video())
        .filter(note -> !type.equals("图文") || !note.video())
        .filter(note -> note.atMillis() >= oldest)
        .sorted(order(filters.path("sort_by").asText("")))
        .limit(SEARCH_PAGE)
        .toList();
  }

  private Comparator<Note> order(String sortBy) {
    return switch (sortBy) {
      case "最多点赞", "最多收藏" -> Comparator.comparingLong(Note::likes).reversed();
      case "最多评论" -> Comparator.comparingInt(this::comments).reversed();
      default -> Comparator.comparingLong(Note::atMillis).reversed();
    };
  }

  private int comments(Note note) {
    return world.page(note.id()).map(page -> page.comments().size()).orElse(0);
  }

  private static void check(JsonNode filters) {
    for (var group : FilterGroup.values()) {
      var value = filters.path(group.key).asText("");
      if (!value.isEmpty() && !group.values.contains(value)) {
        throw Operation.SEARCH.failed(
            "%s 不支持 \"%s\"，可选值: %s"
                .formatted(
                    group.words, value, String.join("、", group.values.stream().sorted().toList())));
      }
    }
  }
}
