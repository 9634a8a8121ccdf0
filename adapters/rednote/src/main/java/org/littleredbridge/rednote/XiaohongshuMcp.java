package org.littleredbridge.rednote;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginCode;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SearchFilters;
import org.littleredbridge.note.Unread;

/// RedNote through a self-hosted xiaohongshu-mcp gateway: a Go server with a browser of its own,
/// which speaks JSON over HTTP (`/api/v1/…`, default port 18060).
///
/// One request at a time, in the order of the callers: the gateway starts a browser for each. A
/// call takes 5 to 20 seconds, a detail with all comments up to ten minutes. Only the first page of
/// every list can be had, and a posted comment's id is not told. Thread-safe.
public final class XiaohongshuMcp implements NotePlatform, AutoCloseable {
  /// Where the gateway listens.
  ///
  /// @param url `http` or `https`, may have a path before `/api`
  /// @param token the gateway's own bearer token (its `AUTH_TOKEN`); never printed
  public record GatewayConfig(URI url, Optional<String> token) {
    public GatewayConfig {
      GatewayAddress.check(url);
      token = GatewayAddress.secret("token", token);
    }

    @Override
    public String toString() {
      var hidden = token.isPresent() ? "hidden" : "none";
      return "GatewayConfig[url=" + url + ", token=" + hidden + "]";
    }
  }

  private static final PlatformCapabilities ABILITIES =
      new PlatformCapabilities(
          Set.of(
              Ability.CREATOR_NOTES,
              Ability.TRENDING,
              Ability.SEARCH,
              Ability.DETAIL,
              Ability.COMMENTS,
              Ability.POST_COMMENT,
              Ability.REPLY,
              Ability.NOTIFICATIONS,
              Ability.LOGIN_QR));
  // What the gateway lists when nobody says how many.
  private static final int USUAL_NOTIFICATIONS = 20;

  private final ReentrantLock turn = new ReentrantLock(true);
  private final GatewayHttp http;
  private final NoteDecoder decoder;
  private final NotificationDecoder notifications;
  private final McpQuestions ask;
  // A note that was listed a while ago: its page shows the platform's words when others do not.
  private volatile Optional<NoteRef> listed = Optional.empty();
  private final LongAdder extra = new LongAdder();

  /// @param clock tells when a card appeared whose id holds no time
  public XiaohongshuMcp(GatewayConfig config, Clock clock) {
    this(config, clock, Patience.DEFAULT);
  }

  XiaohongshuMcp(GatewayConfig config, Clock clock, Patience patience) {
    var door = new GatewayHttp.Door(config.url(), config.token(), config.token());
    this.http = new GatewayHttp(door, new McpDialect(), clock, patience.body());
    this.decoder = new NoteDecoder(clock);
    this.notifications = new NotificationDecoder(clock);
    this.ask = new McpQuestions(patience);
  }

  @Override
  public long extraRequests() {
    return extra.sum();
  }

  @Override
  public PlatformCapabilities capabilities() {
    return ABILITIES;
  }

  /// Asks whether the gateway itself is up. Costs no request to the platform, and does not wait for
  /// a call that is under way.
  ///
  /// @return the gateway's name and version, such as `xiaohongshu-mcp v2.5.0`
  /// @throws PlatformException when it does not answer as such a gateway does
  public String health() {
    var data = data(ask.health());
    var name = (data.text("service") + " " + data.text("version")).strip();
    return name.isEmpty() ? "a gateway without a name" : Redaction.shorten(name);
  }

  @Override
  public LoginState login() {
    return inTurn(this::askLogin);
  }

  @Override
  public List<Card> latest(Feed feed, Optional<AccessToken> token) {
    return switch (feed) {
      case Feed.CreatorFeed(var creator) -> profile(creator, token);
      case Feed.TrendingFeed(var channel) -> {
        if (channel.isPresent()) {
          throw PlatformException.cannot("show what is trending in a channel");
        }
        yield inTurn(() -> list(ask.trending()));
      }
      case Feed.SearchFeed(var words) -> search(words, SearchFilters.NEWEST);
    };
  }

  @Override
  public List<Card> search(String words, SearchFilters filters) {
    return inTurn(() -> list(ask.search(words, filters)));
  }

  @Override
  public NoteDetail detail(NoteRef note, Depth depth) {
    var question = ask.detail(note, depth);
    return inTurn(() -> decoder.detail(note, data(question).at("data")));
  }

  @Override
  public CommentOutcome comment(NoteRef note, String text) {
    var question = ask.comment(note, text);
    return inTurn(() -> post(question));
  }

  /// Where the comment is not found on the note's page, the list of notifications is tried.
  @Override
  public CommentOutcome reply(NoteRef note, Comment to, String text) {
    var question = ask.reply(note, to.id(), text);
    return inTurn(() -> {
      try {
        return post(question);
      } catch (PlatformException e) {
        if (e.failure() instanceof Failure.CommentMissing && isNotified(to.id())) {
          extra.increment();
          return post(ask.notificationReply(to.id(), text));
        }
        throw e;
      }
    });
  }

  @Override
  public List<Notification> notifications(Notification.Kind kind, int most) {
    return inTurn(() -> askNotifications(kind, most));
  }

  @Override
  public Unread unread() {
    return inTurn(() -> NotificationDecoder.unread(data(ask.unread()).at("data")));
  }

  @Override
  public Optional<LoginCode> loginCode() {
    return inTurn(() -> LoginCodeDecoder.read(data(ask.loginCode())));
  }

  /// Ends the calls that are under way; each fails as unreachable, or as unknown if it posts.
  @Override
  public void close() {
    http.close();
  }

  private List<Notification> askNotifications(Notification.Kind kind, int most) {
    return notifications.read(kind, data(ask.notifications(kind, most)).at("data"));
  }

  /// Asked first, because a reply that fails there may have been posted all the same.
  private boolean isNotified(CommentId comment) {
    extra.increment();
    try {
      return askNotifications(Notification.Kind.COMMENTS, USUAL_NOTIFICATIONS).stream()
          .anyMatch(one -> one.comment().filter(comment::equals).isPresent());
    } catch (PlatformException e) {
      if (isAboutAll(e.failure())) {
        throw e;
      }
      return false;
    }
  }

  private LoginState askLogin() {
    var data = data(ask.login());
    if (!data.has("is_logged_in")) {
      throw new PlatformException(new Failure.Garbled("the answer does not say who is logged in"));
    }
    var name = data.text("username");
    return new LoginState(
        data.flag("is_logged_in"),
        Optional.of(name).filter(n -> !n.isEmpty()),
        People.creatorId(data.text("user_id")));
  }

  private List<Card> profile(CreatorId creator, Optional<AccessToken> token) {
    var question = ask.profile(creator, token);
    return inTurn(() -> cards(page(question).at("data")));
  }

  private List<Card> list(Question question) {
    return cards(page(question));
  }

  private List<Card> cards(Wire page) {
    var cards = decoder.cards(page);
    cards.stream()
        .map(Card::ref)
        .filter(ref -> ref.token().isPresent())
        .findFirst()
        .ifPresent(ref -> listed = Optional.of(ref));
    return cards;
  }

  /// A page of the platform that the gateway reads a list from.
  private Wire page(Question question) {
    return switch (http.ask(question)) {
      case Reply.Answered(var data) -> data;
      case Reply.Broken(var failure, _) -> throw new PlatformException(failure);
      case Reply.Refused(var refusal) -> {
        var failure = refusal.failure();
        throw new PlatformException(refusal.mayMeanLoggedOut() ? afterALook(failure) : failure);
      }
    };
  }

  /// A page without what belongs on it means a logged-out account or risk control. The login status
  /// tells the one; the other shows its words on a note's page only.
  private Failure afterALook(Failure failure) {
    extra.increment();
    try {
      return askLogin().loggedIn() ? wordsOnANote().orElse(failure) : new Failure.LoginRequired();
    } catch (PlatformException e) {
      // A look that failed for a clear reason tells more than the empty page; else that stands.
      return switch (e.failure()) {
        case Failure.Unreachable _, Failure.Garbled _ ->
            wordsOnANote().orElseGet(() -> unclear(failure));
        case Failure clearer -> clearer;
      };
    }
  }

  /// Where the gateway tells nothing else either, a missing page is not the creator's matter.
  private static Failure unclear(Failure failure) {
    return failure instanceof Failure.CreatorMissing(var detail, var sure) && !sure
        ? new Failure.Unreachable(detail)
        : failure;
  }

  /// What stands in the way of everything, as a note's page tells it.
  private Optional<Failure> wordsOnANote() {
    try {
      listed.ifPresent(note -> {
        extra.increment();
        data(ask.detail(note, Depth.FIRST_COMMENTS));
      });
      return Optional.empty();
    } catch (PlatformException e) {
      return Optional.of(e.failure()).filter(XiaohongshuMcp::isAboutAll);
    }
  }

  /// Whether it stands in the way of every call, not of this one alone.
  private static boolean isAboutAll(Failure failure) {
    return switch (failure) {
      case Failure.Captcha _,
          Failure.LoginRequired _,
          Failure.AccountWarned _,
          Failure.NetworkDistrusted _,
          Failure.RateLimited _,
          Failure.GatewayOutdated _,
          Failure.GatewayRefused _ ->
          true;
      case Failure.Unreachable _,
          Failure.Garbled _,
          Failure.NoteGone _,
          Failure.NoteHidden _,
          Failure.CommentMissing _,
          Failure.CreatorMissing _,
          Failure.BadRequest _,
          Failure.Held _ ->
          false;
    };
  }

  private CommentOutcome post(Question question) {
    return switch (http.ask(question)) {
      case Reply.Answered _ -> new CommentOutcome.Accepted(Optional.empty());
      case Reply.Broken(var failure, var mayHaveArrived) ->
          mayHaveArrived ? unknownIfUnclear(failure) : thrown(failure);
      case Reply.Refused(var refusal) when refusal.isUnconfirmed() -> new CommentOutcome.Unknown();
      case Reply.Refused(var refusal) -> {
        var failure = refusal.failure();
        yield failure instanceof Failure.Unreachable && refusal.isBeforeSubmit()
            ? new CommentOutcome.Refused(refusal.sentence())
            : unknownIfUnclear(failure);
      }
    };
  }

  /// The gateway goes on whatever becomes of its answer, so a lost answer proves nothing.
  private static CommentOutcome unknownIfUnclear(Failure failure) {
    return switch (failure) {
      case Failure.Unreachable _, Failure.Garbled _ -> new CommentOutcome.Unknown();
      case Failure clear -> thrown(clear);
    };
  }

  private static CommentOutcome thrown(Failure failure) {
    throw new PlatformException(failure);
  }

  private Wire data(Question question) {
    return switch (http.ask(question)) {
      case Reply.Answered(var data) -> data;
      case Reply.Broken(var failure, _) -> throw new PlatformException(failure);
      case Reply.Refused(var refusal) -> throw new PlatformException(refusal.failure());
    };
  }

  private <T> T inTurn(Supplier<T> call) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformException(
          new Failure.Unreachable("stopped while waiting for the gateway; nothing was sent"), e);
    }
    try {
      return call.get();
    } finally {
      turn.unlock();
    }
  }
}
