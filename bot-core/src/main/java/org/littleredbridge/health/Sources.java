package org.littleredbridge.health;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.NoteSight;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SearchFilters;
import org.littleredbridge.note.Unread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// RedNote through all gateways of the bridge, in the operator's order. A reading goes to the first
/// that can do it and is not out, and on to the next when it turns out to be. All comments go to
/// one gateway, the first that comments: what it may have posted must not be posted twice.
/// Thread-safe.
public final class Sources implements NotePlatform, Budget {
  private static final Logger log = LoggerFactory.getLogger(Sources.class);
  private static final Duration TOKENS = Duration.ofHours(12);
  // What lists may use of an account's day while another gateway can list too; the rest is for
  // single notes and comments.
  private static final double LISTS = 0.7;
  private static final Comparator<GuardedPlatform> SPARING =
      Comparator.comparing(guard -> guard.spentToday() >= guard.limits().dailyCeiling() * LISTS);
  // Of several reasons the one that is over first says when to try again: what was asked and
  // failed,
  // then what is held back, the shortest first.
  private static final Comparator<PlatformException> SOONEST_OVER =
      Comparator.comparing(Sources::heldUntil);

  /// A gateway and what the operator wants it for.
  public record Source(GuardedPlatform guard, boolean reads, boolean writes) {
    private boolean can(Ability ability) {
      return uses(ability) && guard.capabilities().can(ability);
    }

    private boolean uses(Ability ability) {
      return switch (ability) {
        case POST_COMMENT, REPLY, COMMENT_ID -> writes;
        case LOGIN_QR, NOTIFICATIONS -> reads || writes;
        case CREATOR_NOTES, TRENDING, SEARCH, DETAIL, COMMENTS, CURSOR, CHANNELS, NO_ACCOUNT ->
            reads;
      };
    }
  }

  private final List<Source> sources;
  // Of notes that were listed without a token: the one that an account told, if it did.
  private final Cache<NoteId, Optional<AccessToken>> tokens =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(TOKENS).build();
  private final NoteSight sight;

  /// @param sources at least one, the preferred first
  /// @param sight is told what details and lists bring, whoever asked for them
  public Sources(List<Source> sources, NoteSight sight) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("there is at least one gateway");
    }
    this.sources = List.copyOf(sources);
    this.sight = sight;
  }

  /// @param sources at least one, the preferred first
  public Sources(List<Source> sources) {
    this(sources, NoteSight.NONE);
  }

  /// One gateway for everything.
  public static Sources of(GuardedPlatform guard) {
    return new Sources(List.of(new Source(guard, true, true)));
  }

  /// The guards of all gateways, in the operator's order.
  public List<GuardedPlatform> guards() {
    return sources.stream().map(Source::guard).toList();
  }

  /// Of the accounts that look after creators; a stop does not count, since it may end any time.
  @Override
  public int left() {
    return lookers().mapToInt(guard -> guard.limits().dailyCeiling() - guard.spentToday()).sum();
  }

  @Override
  public int ceiling() {
    return lookers().mapToInt(guard -> guard.limits().dailyCeiling()).sum();
  }

  /// One of each account: two gateways of one share its ceiling.
  private Stream<GuardedPlatform> lookers() {
    var byAccount = new LinkedHashMap<String, GuardedPlatform>();
    able(Ability.CREATOR_NOTES)
        .map(Source::guard)
        .forEach(guard -> byAccount.putIfAbsent(guard.account(), guard));
    return byAccount.values().stream();
  }

  /// Of the account that is asked first for a note, which comments too where there is one alone.
  public Budget ofNotes() {
    var guard = able(Ability.DETAIL).findFirst().orElse(sources.getFirst()).guard();
    return new Budget() {
      @Override
      public int left() {
        return guard.limits().dailyCeiling() - guard.spentToday();
      }

      @Override
      public int ceiling() {
        return guard.limits().dailyCeiling();
      }
    };
  }

  /// How many requests a day what members ask may take a share of: those of the gateway that is
  /// asked first for a note.
  public int dailyCeiling() {
    return able(Ability.DETAIL)
        .findFirst()
        .orElse(sources.getFirst())
        .guard()
        .limits()
        .dailyCeiling();
  }

  @Override
  public PlatformCapabilities capabilities() {
    var abilities = EnumSet.noneOf(Ability.class);
    for (var ability : Ability.values()) {
      if (able(ability).findAny().isPresent()) {
        abilities.add(ability);
      }
    }
    return new PlatformCapabilities(abilities);
  }

  /// As [NotePlatform#checkOpen], of a comment.
  @Override
  public void checkOpen() {
    writer(Ability.POST_COMMENT).checkOpen();
  }

  /// Who comments; where nothing does, who reads.
  @Override
  public LoginState login() {
    return writer().orElseGet(() -> sources.getFirst().guard()).login();
  }

  @Override
  public List<? extends Card> latest(Feed feed, Optional<AccessToken> token) {
    var ability =
        switch (feed) {
          case Feed.CreatorFeed _ -> Ability.CREATOR_NOTES;
          case Feed.TrendingFeed(var channel) ->
              channel.isPresent() ? Ability.CHANNELS : Ability.TRENDING;
          case Feed.SearchFeed _ -> Ability.SEARCH;
        };
    return listed(
        read(guards(ability, SPARING), ability, guard -> openable(guard, ability, feed, token)));
  }

  /// A list of a gateway without account may lack the tokens that open its notes. Where it shows
  /// one that is new, an account lists the creator once more.
  private List<? extends Card> openable(
      GuardedPlatform guard, Ability ability, Feed feed, Optional<AccessToken> token) {
    var cards = guard.latest(feed, token);
    if (!guard.capabilities().can(Ability.NO_ACCOUNT)) {
      return cards;
    }
    if (cards.stream()
        .anyMatch(card -> !isOpenable(card) && tokens.getIfPresent(card.id()) == null)) {
      findTokens(ability, feed, token, cards);
    }
    return cards.stream().map(this::opened).toList();
  }

  private void findTokens(
      Ability ability, Feed feed, Optional<AccessToken> token, List<? extends Card> cards) {
    var accounts =
        guards(ability, SPARING).stream()
            .filter(one -> !one.capabilities().can(Ability.NO_ACCOUNT))
            .toList();
    try {
      var same = read(accounts, ability, one -> one.latest(feed, token));
      cards.forEach(card -> tokens.put(card.id(), Optional.empty()));
      same.forEach(card -> tokens.put(card.id(), card.ref().token()));
    } catch (PlatformException e) {
      log.atInfo()
          .addKeyValue("feed", feed.key())
          .addKeyValue("failure", e.failure())
          .log("notes are listed without their tokens");
    }
  }

  private Card opened(Card card) {
    return isOpenable(card)
        ? card
        : Optional.ofNullable(tokens.getIfPresent(card.id()))
            .flatMap(found -> found)
            .<Card>map(token -> card.note().at(new NoteRef(card.id(), Optional.of(token))))
            .orElse(card);
  }

  private static boolean isOpenable(Card card) {
    return card.ref().token().isPresent() || card.note().complete();
  }

  private List<? extends Card> listed(List<? extends Card> cards) {
    tell(() -> sight.listed(cards));
    return cards;
  }

  /// All comments are asked of the account that comments, if it can: a comment that RedNote hides
  /// is seen by its own account alone. From any other account absence proves nothing.
  @Override
  public NoteDetail detail(NoteRef note, Depth depth) {
    NoteDetail detail;
    try {
      detail =
          depth == Depth.FIRST_COMMENTS
              ? read(Ability.DETAIL, guard -> guard.detail(note, depth))
              : withAllComments(note);
    } catch (PlatformException e) {
      if (e.failure() instanceof Failure.NoteGone(var reason)) {
        tell(() -> sight.gone(note.id(), reason));
      }
      throw e;
    }
    return seen(detail);
  }

  private NoteDetail seen(NoteDetail detail) {
    tell(() -> sight.seen(detail.note()));
    return detail;
  }

  /// The answer must reach who asked, whatever becomes of what else it tells.
  private static void tell(Runnable sight) {
    try {
      sight.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("what was seen of notes could not be kept");
    }
  }

  private NoteDetail withAllComments(NoteRef note) {
    var own = writer().filter(guard -> guard.capabilities().can(Ability.DETAIL));
    var guards =
        Stream.concat(own.stream(), able(Ability.DETAIL).map(Source::guard)).distinct().toList();
    return read(
        guards,
        Ability.DETAIL,
        guard -> {
          var detail = guard.detail(note, Depth.ALL_COMMENTS);
          return writer().filter(one -> !one.account().equals(guard.account())).isPresent()
              ? new NoteDetail(detail.note(), detail.comments(), false)
              : detail;
        });
  }

  @Override
  public List<? extends Card> search(String words, SearchFilters filters) {
    return listed(read(Ability.SEARCH, guard -> guard.search(words, filters)));
  }

  @Override
  public List<Notification> notifications(Notification.Kind kind, int most) {
    return writer(Ability.NOTIFICATIONS).notifications(kind, most);
  }

  @Override
  public Unread unread() {
    return writer(Ability.NOTIFICATIONS).unread();
  }

  /// Of the first gateway that can give one and waits for somebody to log in; else of the first.
  @Override
  public Optional<LoginCode> loginCode() {
    var guards = able(Ability.LOGIN_QR).map(Source::guard).toList();
    return guards.stream()
        .filter(guard -> guard.health().state() == SourceHealth.State.LOGIN_REQUIRED)
        .findFirst()
        .or(() -> guards.stream().findFirst())
        .orElseThrow(() -> nobody(Ability.LOGIN_QR))
        .loginCode();
  }

  @Override
  public CommentOutcome comment(NoteRef note, String text) {
    return writer(Ability.POST_COMMENT).comment(note, text);
  }

  @Override
  public CommentOutcome reply(NoteRef note, Comment to, String text) {
    return writer(Ability.REPLY).reply(note, to, text);
  }

  private Stream<Source> able(Ability ability) {
    return sources.stream().filter(source -> source.can(ability));
  }

  /// The first that comments, whether or not it is out: a comment that one account may have posted
  /// is looked for in that account's name, so another must not take its place meanwhile.
  private Optional<GuardedPlatform> writer() {
    return able(Ability.POST_COMMENT).map(Source::guard).findFirst();
  }

  private GuardedPlatform writer(Ability ability) {
    return writer()
        .filter(guard -> guard.capabilities().can(ability))
        .orElseThrow(() -> nobody(ability));
  }

  private List<GuardedPlatform> guards(Ability ability, Comparator<GuardedPlatform> order) {
    return able(ability).map(Source::guard).sorted(order).toList();
  }

  private <T> T read(Ability ability, Function<GuardedPlatform, T> call) {
    return read(able(ability).map(Source::guard).toList(), ability, call);
  }

  private static <T> T read(
      List<GuardedPlatform> guards, Ability ability, Function<GuardedPlatform, T> call) {
    var failures = new ArrayList<PlatformException>();
    for (var guard : guards) {
      try {
        return call.apply(guard);
      } catch (PlatformException e) {
        if (!isOut(e.failure())) {
          throw e;
        }
        failures.add(e);
        if (guard != guards.getLast()) {
          log.atInfo()
              .addKeyValue("account", guard.account())
              .addKeyValue("failure", e.failure())
              .log("asking the next gateway");
        }
      }
    }
    throw failures.stream().min(SOONEST_OVER).orElseGet(() -> nobody(ability));
  }

  private static Instant heldUntil(PlatformException e) {
    return e.failure() instanceof Failure.Held(var _, var until)
        ? until.orElse(Instant.MAX)
        : Instant.MIN;
  }

  private static PlatformException nobody(Ability ability) {
    return new PlatformException(
        new Failure.BadRequest("no gateway of this bridge can do that: " + ability));
  }

  /// Whether it is about the gateway or its account, so that another may do better.
  private static boolean isOut(Failure failure) {
    return switch (failure) {
      case Failure.Captcha _,
          Failure.LoginRequired _,
          Failure.AccountWarned _,
          Failure.NetworkDistrusted _,
          Failure.RateLimited _,
          Failure.GatewayOutdated _,
          Failure.GatewayRefused _,
          Failure.Unreachable _,
          Failure.Garbled _,
          Failure.BadRequest _,
          Failure.Held _ ->
          true;
      // Where it is not sure, another gateway may see the page.
      case Failure.CreatorMissing(var _, var sure) -> !sure;
      case Failure.NoteGone _, Failure.NoteHidden _, Failure.CommentMissing _ -> false;
    };
  }
}
