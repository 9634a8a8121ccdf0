package org.littleredbridge.note;

import java.util.List;

/// A whole note with the comments that the gateway gave along.
///
/// @param comments parents before their replies
/// @param allComments whether these are all comments there are, so that absence proves something
public record NoteDetail(Note note, List<Comment> comments, boolean allComments) {
  public NoteDetail {
    comments = List.copyOf(comments);
  }
}
