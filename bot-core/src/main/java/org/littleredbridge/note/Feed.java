package org.littleredbridge.note;

import java.util.Optional;

/// A list of notes that can be polled. [#key()] is its stable name in the store.
public sealed interface Feed {
  String key();

  /// What one creator publishes.
  record CreatorFeed(CreatorId creator) implements Feed {
    @Override
    public String key() {
      return "creator:" + creator;
    }
  }

  /// What the platform recommends now; personal to the account, first page only.
  ///
  /// @param channel what it is about; empty: everything
  record TrendingFeed(Optional<TrendingChannel> channel) implements Feed {
    /// About everything.
    public TrendingFeed() {
      this(Optional.empty());
    }

    public TrendingFeed(TrendingChannel channel) {
      this(Optional.of(channel));
    }

    @Override
    public String key() {
      return channel.map(one -> "trending:" + one.word()).orElse("trending");
    }
  }

  /// What a search finds, newest first.
  record SearchFeed(String words) implements Feed {
    public SearchFeed {
      words = words.strip();
      if (words.isEmpty() || words.length() > 100) {
        throw new IllegalArgumentException("a search has 1 to 100 characters");
      }
    }

    @Override
    public String key() {
      return "search:" + words;
    }
  }

  /// The feed of a [#key()].
  ///
  /// @throws IllegalArgumentException when no feed has such a key
  static Feed ofKey(String key) {
    if (key.equals("trending")) {
      return new TrendingFeed();
    }
    if (key.startsWith("trending:")) {
      return new TrendingFeed(
          TrendingChannel.of(key.substring("trending:".length()))
              .orElseThrow(() -> new IllegalArgumentException("no feed has the key " + key)));
    }
    if (key.startsWith("creator:")) {
      return new CreatorFeed(new CreatorId(key.substring("creator:".length())));
    }
    if (key.startsWith("search:")) {
      return new SearchFeed(key.substring("search:".length()));
    }
    throw new IllegalArgumentException("no feed has the key " + key);
  }
}
