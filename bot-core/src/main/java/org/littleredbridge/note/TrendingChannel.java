package org.littleredbridge.note;

import java.util.Locale;
import java.util.Optional;

/// What recommendations can be about, where a gateway can ask for less than all.
///
/// Source of the platform's names: the channels of its web page, as xiaohongshu-cli and
/// MediaCrawler list them.
public enum TrendingChannel {
  FASHION("homefeed.fashion_v3"),
  FOOD("homefeed.food_v3"),
  BEAUTY("homefeed.cosmetics_v3"),
  FILM("homefeed.movie_and_tv_v3"),
  CAREER("homefeed.career_v3"),
  LOVE("homefeed.love_v3"),
  HOME("homefeed.household_product_v3"),
  GAMING("homefeed.gaming_v3"),
  TRAVEL("homefeed.travel_v3"),
  FITNESS("homefeed.fitness_v3");

  private final String platformName;

  TrendingChannel(String platformName) {
    this.platformName = platformName;
  }

  /// How the platform calls it.
  public String platformName() {
    return platformName;
  }

  /// How people call it in English, in small letters; stands in keys of the store.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The channel of a [#word()].
  public static Optional<TrendingChannel> of(String word) {
    for (var channel : values()) {
      if (channel.word().equalsIgnoreCase(word)) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }
}
