package org.littleredbridge.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.follow.Channels;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers a link that somebody pastes with its note, in channels where that is wanted. Nobody
/// asked the bridge, so it keeps silent rather than disturb: of one note within some minutes, when
/// many links come, and when a link is no note's.
final class PastedLinks {
  private static final Logger log = LoggerFactory.getLogger(PastedLinks.class);
  private static final Duration LATE = Duration.ofMinutes(15);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_A_MINUTE = 5;
  private static final int CHANNELS = 10_000;

  private final PlatformLinks links;
  private final Asking asking;
  private final Channels channels;
  private final Answers answers;
  private final Wording wording;
  private final Clock clock;
  private final Cache<ChannelId, AtomicInteger> thisMinute;

  PastedLinks(Desk desk, Asking asking) {
    this.links = desk.links();
    this.asking = asking;
    this.channels = desk.kept().channels();
    this.answers = desk.answers();
    this.wording = desk.wording();
    this.clock = desk.clock();
    this.thisMinute =
        Caffeine.newBuilder()
            .maximumSize(CHANNELS)
            .expireAfterWrite(MINUTE)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /// Whether links are answered in this channel.
  boolean wanted(ChannelId channel) {
    return asking.places().answers(channel);
  }

  /// Whether somebody said that they are not.
  boolean unwanted(ChannelId channel) {
    return !asking.places().chosen(channel).orElse(true);
  }

  /// @param event in a channel where it is wanted
  void handle(Event.Link event, Locale language) {
    if (event.at().isBefore(clock.instant().minus(LATE))
        || channels.paused(event.channel()).isPresent()
        || !mayAnswer(event.channel())) {
      return;
    }
    var ref = meant(event);
    if (ref.isPresent() && !asking.cards().isThere(event.channel(), ref.get().id())) {
      show(event, ref.get(), language);
    }
  }

  private boolean mayAnswer(ChannelId channel) {
    // Counting on does not begin the minute anew, as storing would.
    return thisMinute.get(channel, _ -> new AtomicInteger()).incrementAndGet() <= MOST_A_MINUTE;
  }

  private Optional<NoteRef> meant(Event.Link event) {
    try {
      return links.findNote(event.text());
    } catch (PlatformException e) {
      log.atInfo()
          .addKeyValue("channel", event.channel())
          .addKeyValue("failure", e.failure())
          .log("a short link that somebody pasted leads nowhere");
      return Optional.empty();
    }
  }

  private void show(Event.Link event, NoteRef ref, Locale language) {
    var channel = event.channel();
    var message = Optional.of(event.message());
    var asker = new AskedNotes.Asker(channel, event.member());
    switch (asking.notes().find(ref, asker, () -> {})) {
      case AskedNotes.Found.Here(var note) ->
          asking.cards().show(channel, note.id(), message, "link:" + event.id());
      case AskedNotes.Found.WithoutToken() ->
          say(event, wording.say(language, "note.no-token"), event.id());
      case AskedNotes.Found.Enough() ->
          say(event, wording.say(language, "note.enough"), "enough:" + today(channel));
      case AskedNotes.Found.Failed(var failure) ->
          say(event, new FailureSentence(wording).say(language, failure), matter(event, failure));
    }
    asking.cards().asked(channel, ref.id());
  }

  /// What is about the note is told to who pasted it; what is about the account once a day.
  private String matter(Event.Link event, Failure failure) {
    return failure instanceof Failure.NoteGone || failure instanceof Failure.NoteHidden
        ? event.id()
        : failure.getClass().getSimpleName() + ":" + today(event.channel());
  }

  private String today(ChannelId channel) {
    return channel.key() + ":" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private void say(Event.Link event, String text, String matter) {
    answers.say(event.channel(), Optional.of(event.message()), text, "link-failed:" + matter);
  }
}
