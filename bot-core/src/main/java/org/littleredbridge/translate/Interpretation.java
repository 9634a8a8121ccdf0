package org.littleredbridge.translate;

import java.util.List;

/// What a [Model] made of a [Draft].
///
/// @param title with the title's marks; empty where the note has none
/// @param summary at most 280 characters, without marks; empty where the body is short
/// @param body the whole translation, with the body's marks
/// @param tags one for each tag of the draft
/// @param footnotes at most six
public record Interpretation(
    String title,
    String summary,
    String body,
    List<String> tags,
    List<Footnote> footnotes,
    Warning warning) {
  public Interpretation {
    tags = List.copyOf(tags);
    footnotes = List.copyOf(footnotes);
  }
}
