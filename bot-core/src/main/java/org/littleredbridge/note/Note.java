package org.littleredbridge.note;

import java.time.Instant;
import java.util.List;

/// A note as far as it is known: a card from a list has a title, a cover and no text; the detail
/// has all.
///
/// @param title may be empty; see [#heading()]
/// @param text as published, with emoji codes and `#tag[话题]#` marks
/// @param tags topics without `#` and marks, in order
/// @param likes as the platform shows it
/// @param complete whether this came from the note's detail, not from a list
public record Note(
    NoteRef ref,
    Creator creator,
    String title,
    String text,
    List<String> tags,
    Content content,
    Count likes,
    Instant publishedAt,
    boolean complete)
    implements Card {
  public Note {
    tags = List.copyOf(tags);
  }

  @Override
  public Note note() {
    return this;
  }

  /// The same note under the token of `newer`, if that has one: the newest token works longest.
  public Note at(NoteRef newer) {
    var token = newer.token().or(ref::token);
    return new Note(
        new NoteRef(ref.id(), token),
        creator,
        title,
        text,
        tags,
        content,
        likes,
        publishedAt,
        complete);
  }

  /// The same note with what a newer card of it tells: its token and its likes, where those are
  /// shown.
  public Note seenAgain(Note card) {
    return new Note(
        new NoteRef(ref.id(), card.ref().token().or(ref::token)),
        creator,
        title,
        text,
        tags,
        content,
        card.likes().equals(Count.UNKNOWN) ? likes : card.likes(),
        publishedAt,
        complete);
  }

  /// Whether the other is what people see of this one: title, text, tags and media by their lasting
  /// names. Likes, tokens and addresses do not count, nor how a gateway writes it.
  public boolean isLike(Note other) {
    return Likeness.of(this, other);
  }

  /// Whether a card from a list may be of this note as it is known.
  public boolean mayBe(Note card) {
    return Likeness.mayShow(this, card);
  }

  /// The title, or the first line of the text when the creator gave none; empty when neither
  /// exists.
  public String heading() {
    return title.isBlank() ? text.strip().lines().findFirst().orElse("") : title;
  }
}
