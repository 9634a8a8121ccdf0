package org.littleredbridge.command;

import java.util.List;
import org.littleredbridge.follow.NoteText;
import org.littleredbridge.follow.Subscription;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.Notes;
import org.littleredbridge.poll.FeedStates;

/// Tries rules on what a feed has brought already, so that who makes them sees what they do.
record FilterTrial(FeedStates feeds, Notes notes) {
  private static final int RECENT = 20;

  /// One sentence, or two.
  String say(Call call, Subscription subscription) {
    var recent =
        feeds.newest(subscription.feed(), RECENT).stream()
            .flatMap(id -> notes.note(id).stream())
            .toList();
    if (recent.isEmpty()) {
      return call.say("filter.untried");
    }
    var held = recent.stream().filter(note -> isHeld(subscription, note)).count();
    var tried = call.say("filter.tried", recent.size(), held);
    var cards = cards(recent);
    return cards == 0 ? tried : tried + " " + call.say("filter.cards", cards);
  }

  private static boolean isHeld(Subscription subscription, Note note) {
    return subscription.filter().holdsBack(NoteText.of(note), subscription.feed()).isPresent();
  }

  private static long cards(List<Note> notes) {
    return notes.stream().filter(note -> !note.complete()).count();
  }
}
