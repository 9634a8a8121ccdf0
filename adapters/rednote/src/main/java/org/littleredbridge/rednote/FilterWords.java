package org.littleredbridge.rednote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.littleredbridge.note.SearchFilters;

/// The words that xiaohongshu-mcp wants for a search's filters: those of the platform's own page.
/// It refuses any other word, and takes a missing one for its default.
final class FilterWords {
  private FilterWords() {}

  static void put(SearchFilters chosen, ObjectNode filters) {
    put(filters, "sort_by", sort(chosen.sort()));
    put(filters, "note_type", type(chosen.type()));
    put(filters, "publish_time", published(chosen.published()));
    put(filters, "search_scope", scope(chosen.scope()));
  }

  private static void put(ObjectNode filters, String key, String word) {
    if (!word.isEmpty()) {
      filters.put(key, word);
    }
  }

  private static String sort(SearchFilters.Sort sort) {
    return switch (sort) {
      case RELEVANCE -> "";
      case NEWEST -> "最新";
      case MOST_LIKED -> "最多点赞";
      case MOST_COMMENTED -> "最多评论";
      case MOST_SAVED -> "最多收藏";
    };
  }

  private static String type(SearchFilters.Type type) {
    return switch (type) {
      case ANY -> "";
      case VIDEO -> "视频";
      case PICTURES -> "图文";
    };
  }

  private static String published(SearchFilters.Published published) {
    return switch (published) {
      case ANY_TIME -> "";
      case DAY -> "一天内";
      case WEEK -> "一周内";
      case HALF_YEAR -> "半年内";
    };
  }

  private static String scope(SearchFilters.Scope scope) {
    return switch (scope) {
      case ALL -> "";
      case SEEN -> "已看过";
      case UNSEEN -> "未看过";
      case FOLLOWED -> "已关注";
    };
  }
}
