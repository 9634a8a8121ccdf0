package org.littleredbridge.follow;

import java.util.Locale;
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

  public Locale of(ChannelId channel) {
    return settings.get(channel, Settings.LANGUAGE).map(Locale::forLanguageTag).orElse(standard);
  }
}
