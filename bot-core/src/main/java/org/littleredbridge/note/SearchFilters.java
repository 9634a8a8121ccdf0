package org.littleredbridge.note;

/// What a search shows of all that it finds, and in which order.
public record SearchFilters(Sort sort, Type type, Published published, Scope scope) {
  /// What a search shows when nothing is chosen.
  public static final SearchFilters NONE =
      new SearchFilters(Sort.RELEVANCE, Type.ANY, Published.ANY_TIME, Scope.ALL);

  /// Everything, newest first.
  public static final SearchFilters NEWEST =
      new SearchFilters(Sort.NEWEST, Type.ANY, Published.ANY_TIME, Scope.ALL);

  public enum Sort {
    /// As the platform thinks best.
    RELEVANCE,
    NEWEST,
    MOST_LIKED,
    MOST_COMMENTED,
    MOST_SAVED
  }

  public enum Type {
    ANY,
    VIDEO,
    PICTURES
  }

  /// How long ago at most.
  public enum Published {
    ANY_TIME,
    DAY,
    WEEK,
    HALF_YEAR
  }

  /// As the account knows them.
  public enum Scope {
    ALL,
    SEEN,
    UNSEEN,
    /// By creators whom the account follows.
    FOLLOWED
  }
}
