package org.littleredbridge.config;

import java.time.Instant;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.note.PlatformLinks.Target;
import org.littleredbridge.sandbox.SandboxRedNote;

/// The demo's channel: follows everybody in the sandbox, so that there is something to see at once.
final class Lobby {
  private static final ChannelId LOBBY = ChannelId.of("web", "lobby");
  private static final String FURNISHED = "furnished";
  private static final int LAST = 3;

  private final Subscriptions subscriptions;
  private final Settings settings;
  private final Notes notes;
  private final PlatformLinks links;

  Lobby(Subscriptions subscriptions, Settings settings, Notes notes, PlatformLinks links) {
    this.subscriptions = subscriptions;
    this.settings = settings;
    this.notes = notes;
    this.links = links;
  }

  /// Once: what a person unfollows stays unfollowed at the next start.
  void furnish(SandboxRedNote sandbox, Instant now) {
    if (settings.get(LOBBY, FURNISHED).isPresent()) {
      return;
    }
    for (var person : sandbox.creators()) {
      if (links.find(person.url().toString()).orElseThrow() instanceof Target.ToCreator(var ref)) {
        notes.keep(new Creator(ref, person.name(), java.util.Optional.empty()));
        subscriptions.add(LOBBY, new Feed.CreatorFeed(ref.id()), LAST, now);
      }
    }
    subscriptions.add(LOBBY, new Feed.TrendingFeed(), LAST, now);
    settings.set(LOBBY, FURNISHED, "yes", "demo", now);
  }
}
