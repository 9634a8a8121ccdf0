package org.littleredbridge.translation;

import java.time.Duration;
import java.util.Optional;
import org.littleredbridge.translate.EngineException;
import org.littleredbridge.translate.EngineFailure;

/// What a service's refusal means, by its HTTP status and its code word. The service's own sentence
/// is never repeated: it may quote the key or the note.
final class ServiceRefusal {
  private ServiceRefusal() {}

  /// What the services have in common; each looks for its own peculiarities before.
  ///
  /// @param code the service's word for it, may be empty
  /// @param wait as `Retry-After` says
  static EngineException of(int status, String code, Optional<Duration> wait) {
    return switch (status) {
      case 401, 403 -> refused(status, code, new EngineFailure.Auth(), "the key was refused");
      case 402, 456 -> refused(status, code, quota(wait), "what was paid for is used up");
      case 413, 414 ->
          refused(status, code, new EngineFailure.TooLong(), "the request was too long");
      case 429, 529 -> refused(status, code, new EngineFailure.Rate(wait), "too many requests");
      case 404, 405 -> refused(status, code, new EngineFailure.Down(), "look at url and model");
      case 408 -> refused(status, code, new EngineFailure.Down(), "it took too long");
      default -> {
        if (status >= 400 && status < 500) {
          yield refused(status, code, new EngineFailure.Unsuited(), "the service refused the text");
        }
        if (status >= 300 && status < 400) {
          yield refused(
              status, code, new EngineFailure.Down(), "it sends us elsewhere; look at url");
        }
        yield refused(status, code, new EngineFailure.Down(), "the service has a fault");
      }
    };
  }

  static EngineException refused(int status, String code, EngineFailure failure, String what) {
    var word = word(code);
    return new EngineException(
        failure, "HTTP " + status + (word.isEmpty() ? "" : " " + word) + ": " + what);
  }

  static EngineFailure quota(Optional<Duration> reset) {
    return new EngineFailure.Quota(reset);
  }

  /// A success whose body is none.
  static EngineException senseless(String what) {
    return new EngineException(new EngineFailure.Implausible(), what);
  }

  /// Words such as `insufficient_quota`; a key has digits or capitals.
  private static String word(String code) {
    return code.matches("[a-z][a-z_]{1,59}") ? code : "";
  }
}
