package org.littleredbridge.translate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A glossary in memory before the store: every delivery asks for its community's words. What is
/// changed here holds at once; what another bridge on the same store changes, within ten seconds.
/// Thread-safe.
public final class RememberedGlossary implements CommunityGlossary {
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final int COMMUNITIES = 1_000;

  private final CommunityGlossary stored;
  private final Cache<String, List<Footnote>> known;

  public RememberedGlossary(CommunityGlossary stored) {
    this(stored, Ticker.systemTicker());
  }

  /// @param ticker tells nanoseconds
  RememberedGlossary(CommunityGlossary stored, Ticker ticker) {
    this.stored = stored;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(COMMUNITIES)
            .expireAfterWrite(FRESH)
            .ticker(ticker)
            .build();
  }

  @Override
  public List<Footnote> of(String community) {
    return known.get(community, name -> List.copyOf(stored.of(name)));
  }

  @Override
  public Put put(String community, Footnote entry, String by, Instant at) {
    var done = stored.put(community, entry, by, at);
    // After the store, and after a read of the older state meanwhile.
    known.invalidate(community);
    return done;
  }

  @Override
  public boolean remove(String community, String term) {
    var done = stored.remove(community, term);
    known.invalidate(community);
    return done;
  }
}
