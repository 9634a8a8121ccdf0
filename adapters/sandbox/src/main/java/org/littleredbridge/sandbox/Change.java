package org.littleredbridge.sandbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Everything that can happen in the world; one line of the journal each.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Change.Joined.class, name = "joined"),
  @JsonSubTypes.Type(value = Change.Published.class, name = "published"),
  @JsonSubTypes.Type(value = Change.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = Change.TakenDown.class, name = "takenDown"),
  @JsonSubTypes.Type(value = Change.Commented.class, name = "commented"),
  @JsonSubTypes.Type(value = Change.Liked.class, name = "liked"),
  @JsonSubTypes.Type(value = Change.Phrase.class, name = "phrase")
})
sealed interface Change {
  record Joined(Person person) implements Change {}

  record Published(Note note) implements Change {}

  record Edited(String note, String title, String text) implements Change {}

  record TakenDown(String note) implements Change {}

  record Commented(Comment comment) implements Change {}

  record Liked(String note, boolean liked) implements Change {}

  /// Somebody told the English of a text that the script does not have.
  record Phrase(String chinese, String english) implements Change {}
}
