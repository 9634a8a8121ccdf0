package org.littleredbridge.deliver;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.note.GoneSentence;
import org.littleredbridge.note.NoteHistory;
import org.littleredbridge.wording.Wording;

/// What a card says about the changes of its note.
final class ChangeMark {
  // A group's people live in many time zones.
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Wording wording;
  private final GoneSentence reasons;

  ChangeMark(Wording wording) {
    this.wording = wording;
    this.reasons = new GoneSentence(wording);
  }

  /// A few words for the end of the card.
  Optional<String> edited(NoteHistory history, Locale language) {
    return history.editedAt().map(at -> wording.say(language, "card.edited", time(at)));
  }

  /// A line that goes before the text.
  Optional<String> gone(NoteHistory history, Locale language) {
    return history
        .gone()
        .map(gone ->
            wording.say(
                language, "card.gone", reasons.say(language, gone.reason()), time(gone.at())));
  }

  /// What stands at the end of a text that grew and has no message to go on in.
  String longer(Locale language) {
    return wording.say(language, "card.longer");
  }

  /// What stands in a message whose part of the text is not there any more.
  String shorter(Locale language) {
    return wording.say(language, "card.shorter");
  }

  private static String time(Instant at) {
    return UTC.format(at);
  }
}
