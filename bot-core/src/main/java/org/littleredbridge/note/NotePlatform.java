package org.littleredbridge.note;

import java.util.List;
import java.util.Optional;

/// RedNote through one gateway and one account.
///
/// Every method blocks, for minutes at worst, and throws [PlatformException]. A gateway does one
/// thing at a time: callers go through `GuardedPlatform`, which queues them.
public interface NotePlatform {
  PlatformCapabilities capabilities();

  /// Throws [Failure.Held] when a call would be held back now; costs nothing.
  default void checkOpen() {}

  /// How many requests have gone to the platform since the start beyond the one of each call: the
  /// account's day is counted by requests. Never falls.
  default long extraRequests() {
    return 0;
  }

  /// Who is logged in. Costs a request to the platform.
  LoginState login();

  /// The newest page of a feed as cards, in the platform's order, which is not by time (pinned
  /// notes come first).
  ///
  /// @param token the newest token of the creator; needed for a creator's feed, else empty
  List<? extends Card> latest(Feed feed, Optional<AccessToken> token);

  /// The first page of a search. Needs [PlatformCapabilities.Ability#SEARCH]; gateways that do not
  /// know filters refuse.
  default List<? extends Card> search(String words, SearchFilters filters) {
    throw PlatformException.cannot("search with filters");
  }

  /// How many comments a detail brings along. More comments cost the gateway more time.
  enum Depth {
    /// What the page shows at first, about ten threads with one reply each.
    FIRST_COMMENTS,
    /// All comments and all replies, as far as the gateway's ceiling allows.
    ALL_COMMENTS
  }

  /// A note with its text, media and comments.
  NoteDetail detail(NoteRef note, Depth depth);

  /// Posts a comment under a note. Nothing about it is idempotent: a call that fails with
  /// [Failure.Unreachable] or [Failure.Garbled] may still have posted, so adapters answer
  /// [CommentOutcome.Unknown] once a request has left.
  ///
  /// @param text one line, single spaces, Unicode emoji only
  CommentOutcome comment(NoteRef note, String text);

  /// Replies to a comment; otherwise like [#comment].
  CommentOutcome reply(NoteRef note, Comment to, String text);

  /// What the account is told, newest first, without those that the gateway does not understand. To
  /// look at a list takes its unread mark away. Needs [PlatformCapabilities.Ability#NOTIFICATIONS].
  ///
  /// @param most 1 to 100
  default List<Notification> notifications(Notification.Kind kind, int most) {
    throw PlatformException.cannot("list notifications");
  }

  /// How many notifications nobody has looked at. Needs
  /// [PlatformCapabilities.Ability#NOTIFICATIONS].
  default Unread unread() {
    throw PlatformException.cannot("count notifications");
  }

  /// A new code to log in with, which makes any former one useless; empty when the account is
  /// logged in already. Whether somebody scanned it is seen by asking [#login] again. Needs
  /// [PlatformCapabilities.Ability#LOGIN_QR].
  default Optional<LoginCode> loginCode() {
    throw PlatformException.cannot("give a code to log in with");
  }
}
