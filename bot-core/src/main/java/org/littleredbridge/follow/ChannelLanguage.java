package org.littleredbridge.follow;

import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;

/// The language in which a channel reads.
public final class ChannelLanguage {
  private final Settings settings;
  private final Locale standard;

  /// @param standard for channels that have not chosen
  public ChannelLanguage(Settings settings, Locale standard) {
    this.settings = settings;
    this.standard = standard;
  }

  /// A thread or topic that has not chosen reads what its channel reads.
  public Locale of(ChannelId channel) {
    return chosen(channel)
        .or(() -> channel.thread().flatMap(_ -> chosen(channel.whole())))
        .orElse(standard);
  }

  private Optional<Locale> chosen(ChannelId channel) {
    return settings.get(channel, Settings.LANGUAGE).map(Locale::forLanguageTag);
  }
}
