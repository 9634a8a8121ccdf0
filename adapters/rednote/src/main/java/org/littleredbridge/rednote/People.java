package org.littleredbridge.rednote;

import java.util.Optional;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;

/// Reads users and their tokens.
final class People {
  /// Stands for a user whose id is missing, so that what they wrote is not lost.
  static final CreatorId NOBODY = new CreatorId("unknown");

  private People() {}

  /// The user of a card, note or comment.
  ///
  /// @param token opens the user's page; a note card brings one, a comment does not
  static Creator creator(Wire user, Optional<AccessToken> token) {
    var id = creatorId(user.text("userId", "user_id")).orElse(NOBODY);
    // The platform fills one of the two names, never reliably the same.
    var name = user.text("nickname", "nickName");
    return new Creator(new CreatorRef(id, token), name, user.address("avatar", "image"));
  }

  static Optional<CreatorId> creatorId(String text) {
    try {
      return Optional.of(new CreatorId(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // not an id; the caller says what stands in
    }
  }

  static Optional<AccessToken> token(Wire holder) {
    return token(holder, "xsecToken");
  }

  static Optional<AccessToken> token(Wire holder, String key) {
    var text = holder.text(key).strip();
    return text.isEmpty() || text.length() > 256
        ? Optional.empty()
        : Optional.of(new AccessToken(text));
  }
}
