package org.littleredbridge.note;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Why the platform or its gateway did not answer as asked. `detail` texts are the gateway's own
/// words, shortened, without tokens.
public sealed interface Failure {
  /// The platform shows a captcha; only a person can solve it.
  record Captcha() implements Failure {}

  /// The gateway's account is logged out.
  record LoginRequired() implements Failure {}

  /// The platform warned, muted or restricted the account.
  record AccountWarned(String detail) implements Failure {}

  /// The platform distrusts the network that the gateway runs in.
  record NetworkDistrusted(String detail) implements Failure {}

  /// Too many requests for the platform's taste.
  record RateLimited(Optional<Duration> pause) implements Failure {}

  /// The platform no longer understands the gateway; it needs an update.
  record GatewayOutdated(String detail) implements Failure {}

  /// The gateway refused our own token: a mistake in the configuration.
  record GatewayRefused() implements Failure {}

  /// The gateway could not be reached, took too long, or failed inside; worth another try.
  record Unreachable(String detail) implements Failure {}

  /// The gateway answered what nobody can read: not JSON, cut off, or endless.
  record Garbled(String detail) implements Failure {}

  /// The gateway found our request faulty: a mistake of ours.
  record BadRequest(String detail) implements Failure {}

  /// Deleted, private or taken down; asking again is of no use.
  record NoteGone(String reason) implements Failure {}

  /// Not visible at the moment: a stale token, or risk control. Worth one try with a fresh token.
  record NoteHidden(String detail) implements Failure {}

  /// The comment to reply to was not found.
  record CommentMissing(String detail) implements Failure {}

  /// A creator's page could not be had: gone, private or suspended.
  ///
  /// @param sure whether the platform says so; else risk control may be behind it
  record CreatorMissing(String detail, boolean sure) implements Failure {}

  /// The bridge itself holds the call back, to spare the account; no request was sent.
  ///
  /// @param until when calls go on by themselves; empty: when a person has acted
  record Held(String reason, Optional<Instant> until) implements Failure {}
}
