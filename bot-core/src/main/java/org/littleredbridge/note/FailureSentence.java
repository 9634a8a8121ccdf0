package org.littleredbridge.note;

import java.util.Locale;
import org.littleredbridge.wording.Wording;

/// What went wrong at RedNote, as a sentence for people: what happened, why, what to do.
public final class FailureSentence {
  private final Wording wording;

  public FailureSentence(Wording wording) {
    this.wording = wording;
  }

  public String say(Locale language, Failure failure) {
    return switch (failure) {
      case Failure.Captcha() -> wording.say(language, "failure.captcha");
      case Failure.LoginRequired() -> wording.say(language, "failure.login");
      case Failure.AccountWarned(var detail) -> wording.say(language, "failure.warned", detail);
      case Failure.NetworkDistrusted(var detail) ->
          wording.say(language, "failure.network", detail);
      case Failure.RateLimited(var _) -> wording.say(language, "failure.rate");
      case Failure.GatewayOutdated(var _) -> wording.say(language, "failure.outdated");
      case Failure.GatewayRefused() -> wording.say(language, "failure.refused");
      case Failure.Unreachable(var _) -> wording.say(language, "failure.unreachable");
      case Failure.Garbled(var _) -> wording.say(language, "failure.garbled");
      case Failure.BadRequest(var detail) -> wording.say(language, "failure.bad-request", detail);
      case Failure.NoteGone(var reason) -> wording.say(language, "failure.gone", reason);
      case Failure.NoteHidden(var _) -> wording.say(language, "failure.hidden");
      case Failure.CommentMissing(var _) -> wording.say(language, "failure.comment-missing");
      case Failure.CreatorMissing(var _, var _) -> wording.say(language, "failure.creator-missing");
      case Failure.Held(var reason, var _) -> wording.say(language, "failure.held", reason);
    };
  }
}
