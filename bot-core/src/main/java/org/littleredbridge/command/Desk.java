package org.littleredbridge.command;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Admission;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.follow.Communities;
import org.littleredbridge.follow.CommunityPlaces;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.Sources;
import org.littleredbridge.lease.Holdings;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.poll.FeedStates;
import org.littleredbridge.translate.CommunityGlossary;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.translate.WordByWord;
import org.littleredbridge.wording.Wording;

/// What commands and buttons work with.
///
/// @param platform RedNote, through the sources
/// @param wake called when there is something to deliver
/// @param wakePoller called after each command: a feed may have become due
/// @param nodes who does what among several nodes; empty where there can be only one
/// @param media pictures of notes; empty where none are kept
/// @param words says texts word for word
public record Desk(
    Sources sources,
    NotePlatform platform,
    PlatformLinks links,
    TranslationChain translations,
    Kept kept,
    People people,
    ChannelLanguage languages,
    Wording wording,
    Runnable wake,
    Runnable wakePoller,
    Clock clock,
    Optional<Holdings> nodes,
    Optional<MediaCache> media,
    WordByWord words) {
  /// Where there can be only one node, no files, and nobody who knows words.
  public Desk(
      Sources sources,
      PlatformLinks links,
      TranslationChain translations,
      Kept kept,
      People people,
      ChannelLanguage languages,
      Wording wording,
      Runnable wake,
      Runnable wakePoller,
      Clock clock) {
    this(
        sources,
        sources,
        links,
        translations,
        kept,
        people,
        languages,
        wording,
        wake,
        wakePoller,
        clock,
        Optional.empty(),
        Optional.empty(),
        (_, _) -> Optional.empty());
  }

  /// What the store keeps.
  public record Kept(
      Notes notes,
      Subscriptions subscriptions,
      Settings settings,
      FeedStates feeds,
      Outbox outbox,
      Channels channels,
      Communities communities,
      CommunityGlossary glossary) {
    CommunityPlaces places() {
      return new CommunityPlaces(settings);
    }
  }

  /// Who may do what, and whom to ask.
  public record People(
      List<Messenger> messengers, Rights rights, Admission admission, OperatorNotices notices) {
    public People {
      messengers = List.copyOf(messengers);
    }
  }

  /// The guard of an account for which codes to log in can be had.
  Optional<GuardedPlatform> givesCodes(String account) {
    return sources.guards().stream()
        .filter(guard -> guard.account().equals(account) && givesCodes(guard))
        .findFirst();
  }

  static boolean givesCodes(GuardedPlatform guard) {
    return guard.capabilities().can(PlatformCapabilities.Ability.LOGIN_QR);
  }

  Answers answers() {
    return new Answers(kept.outbox(), wake, clock);
  }
}
