package org.littleredbridge.follow;

import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;

/// How a channel reads: in which language, and as part of which community.
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

  /// The community's [Community#key()]. Of a server's channel it is known since somebody changed
  /// something there; before, and wherever a chat is no part of anything, it is its own.
  public String community(ChannelId channel) {
    var whole = channel.whole();
    return settings
        .get(whole, Settings.COMMUNITY)
        .orElseGet(() -> new Community(whole.messenger(), whole.chat(), "").key());
  }

  /// Whether replies from there are to sound polite; a thread that has not chosen does as its
  /// channel.
  public boolean isPolite(ChannelId channel) {
    return settings
        .get(channel, Settings.TONE)
        .or(() -> channel.thread().flatMap(_ -> settings.get(channel.whole(), Settings.TONE)))
        .filter("polite"::equals)
        .isPresent();
  }

  private Optional<Locale> chosen(ChannelId channel) {
    return settings.get(channel, Settings.LANGUAGE).map(Locale::forLanguageTag);
  }
}
