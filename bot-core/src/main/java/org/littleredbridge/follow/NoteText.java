package org.littleredbridge.follow;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.note.Note;

/// A note as rules read it, made once for all channels.
///
/// @param words its title, its text and its tags, each one line
public record NoteText(Note note, String words, Set<String> tags) {
  // RedNote takes 20 characters for a title and 1000 for a text; a gateway may say anything.
  private static final int TITLE = 500;
  private static final int TEXT = 4_000;
  private static final int TAGS = 50;
  private static final int TAG = 100;

  /// With it the menu of topics marks its choice: `#拉面[话题]#`.
  private static final String TOPIC = "[话题]#";

  public NoteText {
    tags = Set.copyOf(tags);
  }

  public static NoteText of(Note note) {
    var tags = note.tags().stream().limit(TAGS).map(tag -> FoldedText.of(begin(tag, TAG))).toList();
    var words =
        Stream.of(begin(note.title(), TITLE), begin(note.text(), TEXT).replace(TOPIC, " "))
            .map(FoldedText::of);
    return new NoteText(
        note,
        Stream.concat(words, Stream.of(line(tags))).collect(Collectors.joining("\n")),
        Set.copyOf(tags));
  }

  private static String line(List<String> tags) {
    return tags.stream().map(tag -> "#" + tag).collect(Collectors.joining(" "));
  }

  private static String begin(String text, int longest) {
    return text.substring(0, Math.min(text.length(), longest));
  }
}
