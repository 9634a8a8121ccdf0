package org.littleredbridge.note;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Whether two sights of a note show the same to people. Gateways write the same note differently:
/// with or without emoji codes and marks of tags, with other white space, with the moving parts of
/// live photos or not, and each time under other signed addresses. None of that is a change.
final class Likeness {
  // `[话题]` and `[笑哭R]`: https://www.xiaohongshu.com writes tags and its own emoji so.
  private static final Pattern CODE = Pattern.compile("\\[[^\\[\\]\\s]{1,12}]");
  private static final Pattern NO_INK = Pattern.compile("[#＃\\s\\p{Cf}\\p{Z}]+");
  private static final Duration SLIGHT = Duration.ofSeconds(2);

  private Likeness() {}

  static boolean of(Note one, Note other) {
    return ink(one.title()).equals(ink(other.title()))
        && ink(one.text()).equals(ink(other.text()))
        && tags(one).equals(tags(other))
        && alike(one.content(), other.content());
  }

  /// Whether a card, which has no text, may be of this note.
  static boolean mayShow(Note note, Note card) {
    var title = ink(card.title());
    // Lists give a note without a title the beginning of its text, or none.
    return kind(note).equals(kind(card))
        && (title.isEmpty() || title.equals(ink(note.title())) || ink(note.title()).isEmpty());
  }

  private static Class<?> kind(Note note) {
    return note.content().getClass();
  }

  private static String ink(String text) {
    return NO_INK.matcher(CODE.matcher(text).replaceAll("")).replaceAll("");
  }

  private static Set<String> tags(Note note) {
    var tags = new TreeSet<String>();
    note.tags().forEach(tag -> tags.add(ink(tag)));
    return tags;
  }

  private static boolean alike(Content one, Content other) {
    return switch (one) {
      case Content.Slideshow(var pictures) ->
          other instanceof Content.Slideshow(var others) && keys(pictures).equals(keys(others));
      // Which of several streams is the best to fetch may change; which film it is tells the cover.
      case Content.Video(var cover, _, var length) ->
          other instanceof Content.Video(var otherCover, _, var otherLength)
              && sameIfKnown(cover, otherCover)
              && sameIfKnown(length, otherLength);
    };
  }

  private static List<String> keys(List<Media> media) {
    return media.stream().filter(one -> one.kind() == Media.Kind.PICTURE).map(Media::key).toList();
  }

  private static boolean sameIfKnown(Optional<Media> one, Optional<Media> other) {
    return one.isEmpty() || other.isEmpty() || one.get().key().equals(other.get().key());
  }

  private static boolean sameIfKnown(Duration one, Duration other) {
    return one.isZero() || other.isZero() || one.minus(other).abs().compareTo(SLIGHT) <= 0;
  }
}
