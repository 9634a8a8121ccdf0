package org.littleredbridge.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The platform as polls see it, watched for creators that are gone, private or renamed: the
/// channels that follow them are told, once, and once more when such a creator is back.
///
/// Gateways seldom say that a page is gone: a page that is missing may be risk control. Unless it
/// was said, it takes missing looks on three days with none between that went well, and a look at
/// another creator that went well since the one before: with one creator alone nothing is told. A
/// missing page is looked at every six hours, and once a day when it was told. Of one thread at a
/// time.
public final class CreatorWatch implements NotePlatform {
  private static final Logger log = LoggerFactory.getLogger(CreatorWatch.class);
  private static final int DAYS = 3;
  private static final int FEW = 2;
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(6);
  private static final Duration WHEN_TOLD = Duration.ofDays(1);
  private static final int NAME = 40;
  private static final String MISSING = "missing";
  private static final String BRIDGE = "bridge";

  /// What it works with.
  ///
  /// @param wake called when there is something to deliver
  public record Ports(
      Notes notes,
      Subscriptions subscriptions,
      Settings settings,
      Outbox outbox,
      ChannelLanguage languages,
      Wording wording,
      Runnable wake) {}

  /// How long a creator has been missing.
  ///
  /// @param since the first day
  /// @param last the newest day
  /// @param days how many there are
  private record Absence(LocalDate since, LocalDate last, int days, boolean told) {
    static Absence from(LocalDate day) {
      return new Absence(day, day, 1, false);
    }

    static Optional<Absence> read(String written) {
      var words = written.split(" ", -1);
      return words.length == 4
          ? Optional.of(
              new Absence(
                  LocalDate.parse(words[0]),
                  LocalDate.parse(words[1]),
                  Integer.parseInt(words[2]),
                  Boolean.parseBoolean(words[3])))
          : Optional.empty();
    }

    Absence also(LocalDate day) {
      return day.isAfter(last) ? new Absence(since, day, days + 1, told) : this;
    }

    Absence isTold() {
      return new Absence(since, last, days, true);
    }

    String written() {
      return since + " " + last + " " + days + " " + told;
    }
  }

  private final NotePlatform inner;
  private final Ports ports;
  private final Clock clock;
  private final Map<CreatorId, Instant> nextLooks = new HashMap<>();
  private final Map<CreatorId, Instant> missed = new HashMap<>();
  private Instant lastWell = Instant.MIN;
  // Since the last look at any creator that went well.
  private final Set<CreatorId> missingInARow = new HashSet<>();

  public CreatorWatch(NotePlatform inner, Ports ports, Clock clock) {
    this.inner = inner;
    this.ports = ports;
    this.clock = clock;
  }

  /// @throws PlatformException also with [Failure.Held] when a creator was missing lately
  @Override
  public List<? extends Card> latest(Feed feed, Optional<AccessToken> token) {
    return feed instanceof Feed.CreatorFeed(var creator)
        ? watched(creator, feed, token)
        : inner.latest(feed, token);
  }

  private List<? extends Card> watched(CreatorId creator, Feed feed, Optional<AccessToken> token) {
    Optional.ofNullable(nextLooks.get(creator))
        .filter(next -> clock.instant().isBefore(next))
        .ifPresent(next -> {
          throw new PlatformException(
              new Failure.Held("this creator's page could not be had lately", Optional.of(next)));
        });
    try {
      var cards = inner.latest(feed, token);
      // An empty page proves nothing: that is how a page of a kind may look to strangers.
      if (!cards.isEmpty()) {
        missingInARow.clear();
        lastWell = clock.instant();
        present(creator);
        named(creator, cards);
      }
      nextLooks.remove(creator);
      return cards;
    } catch (PlatformException e) {
      switch (e.failure()) {
        case Failure.CreatorMissing(var _, var sure) -> missing(creator, sure);
        case Failure.NoteHidden _ -> missing(creator, false);
        case Failure _ -> {}
      }
      throw e;
    }
  }

  private void missing(CreatorId creator, boolean sure) {
    var today = LocalDate.now(clock);
    var before = absence(creator);
    var now = before.map(absence -> absence.also(today)).orElseGet(() -> Absence.from(today));
    missingInARow.add(creator);
    // Many in a row are no creators that left.
    var lastMissed = Optional.ofNullable(missed.put(creator, clock.instant()));
    var othersAreWell = lastMissed.filter(lastWell::isAfter).isPresent();
    var likely = now.days() >= DAYS && missingInARow.size() <= FEW && othersAreWell;
    if (!now.told() && (sure || likely)) {
      tell(
          creator,
          "gone:" + now.since(),
          language -> ports.wording().say(language, "creator.gone", name(creator)));
      now = now.isTold();
    }
    if (!Optional.of(now).equals(before)) {
      keep(creator, now.written());
    }
    nextLooks.put(creator, clock.instant().plus(now.told() ? WHEN_TOLD : BETWEEN_LOOKS));
    log.atInfo()
        .addKeyValue("creator", creator)
        .addKeyValue("days", now.days())
        .addKeyValue("told", now.told())
        .log("creator missing");
  }

  private void present(CreatorId creator) {
    var before = absence(creator);
    before
        .filter(Absence::told)
        .ifPresent(absence ->
            tell(
                creator,
                "back:" + absence.since(),
                language -> ports.wording().say(language, "creator.back", name(creator))));
    if (before.isPresent()) {
      keep(creator, "");
    }
  }

  private void named(CreatorId creator, List<? extends Card> cards) {
    var known = ports.notes().creator(creator).map(Creator::name).map(String::strip).orElse("");
    if (known.isEmpty()) {
      return;
    }
    cards.stream()
        .map(card -> card.note().creator())
        .filter(author -> author.id().equals(creator) && !author.name().isBlank())
        .map(author -> author.name().strip())
        .findFirst()
        .filter(name -> !name.equals(known))
        .ifPresent(name ->
            tell(
                creator,
                "named:" + name,
                language ->
                    ports
                        .wording()
                        .say(
                            language,
                            "creator.renamed",
                            OneLine.of(known, NAME),
                            OneLine.of(name, NAME))));
  }

  private void tell(CreatorId creator, String matter, Function<Locale, String> sentence) {
    var now = clock.instant();
    var followers = ports.subscriptions().to(new Feed.CreatorFeed(creator));
    followers.stream()
        .map(Subscription::channel)
        .forEach(channel ->
            ports
                .outbox()
                .add(
                    channel,
                    new Cargo.Notice(
                        sentence.apply(ports.languages().of(channel)), Optional.empty()),
                    "creator:" + creator + ":" + matter + ":" + channel.key(),
                    now));
    log.atInfo()
        .addKeyValue("creator", creator)
        .addKeyValue("matter", matter.split(":", 2)[0])
        .addKeyValue("channels", followers.size())
        .log("told of a creator");
    ports.wake().run();
  }

  private String name(CreatorId creator) {
    return ports
        .notes()
        .creator(creator)
        .map(known -> OneLine.of(known.name(), NAME))
        .filter(name -> !name.isBlank())
        .orElse(creator.value());
  }

  private Optional<Absence> absence(CreatorId creator) {
    return ports.settings().get(of(creator), MISSING).flatMap(Absence::read);
  }

  private void keep(CreatorId creator, String written) {
    ports.settings().set(of(creator), MISSING, written, BRIDGE, clock.instant());
  }

  /// Under this the settings know a creator; no messenger is called so.
  private static ChannelId of(CreatorId creator) {
    return ChannelId.of("rednote", creator.value());
  }

  @Override
  public PlatformCapabilities capabilities() {
    return inner.capabilities();
  }

  @Override
  public void checkOpen() {
    inner.checkOpen();
  }

  @Override
  public LoginState login() {
    return inner.login();
  }

  @Override
  public NoteDetail detail(NoteRef note, Depth depth) {
    return inner.detail(note, depth);
  }

  @Override
  public CommentOutcome comment(NoteRef note, String text) {
    return inner.comment(note, text);
  }

  @Override
  public CommentOutcome reply(NoteRef note, Comment to, String text) {
    return inner.reply(note, to, text);
  }
}
