package org.littleredbridge.note;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Small notes, creators and comments for tests. What a test does not say is the same every time.
public final class SampleNotes {
  /// When a note was published that says nothing else.
  public static final Instant PUBLISHED = Instant.parse("2026-03-01T08:00:00Z");

  /// Who wrote a note that says nothing else.
  public static final Creator MEI = creator("mei", "小美");

  private SampleNotes() {}

  /// A complete slideshow with one picture, by [#MEI].
  public static Note note(String id, String title) {
    return note(id, title, "text of " + id, MEI, PUBLISHED);
  }

  public static Note note(String id, String title, String text, Creator by, Instant publishedAt) {
    return new Note(
        ref(id),
        by,
        title,
        text,
        List.of("美食"),
        new Content.Slideshow(List.of(picture(id + "-1"))),
        new Count("12", 12, true),
        publishedAt,
        true);
  }

  /// A complete video.
  public static Note video(String id, String title) {
    var content =
        new Content.Video(
            Optional.of(picture(id + "-cover")),
            Optional.of(
                new Media(
                    Media.Kind.VIDEO,
                    id + "-stream",
                    List.of(URI.create("http://127.0.0.1/" + id + ".mp4")),
                    720,
                    1280)),
            Duration.ofSeconds(95));
    return with(note(id, title), content);
  }

  /// The note as a list shows it: no text, no tags, not complete.
  public static Note card(Note note) {
    return new Note(
        note.ref(),
        note.creator(),
        note.title(),
        "",
        List.of(),
        note.content(),
        note.likes(),
        note.publishedAt(),
        false);
  }

  public static Note card(String id, String title) {
    return card(note(id, title));
  }

  public static Note withToken(Note note, String token) {
    return with(note, new NoteRef(note.id(), Optional.of(new AccessToken(token))), note.likes());
  }

  public static Note withoutToken(Note note) {
    return with(note, new NoteRef(note.id(), Optional.empty()), note.likes());
  }

  public static Note withLikes(Note note, long likes) {
    return with(note, note.ref(), new Count(Long.toString(likes), likes, true));
  }

  public static NoteRef ref(String id) {
    return new NoteRef(new NoteId(id), Optional.of(new AccessToken("token-of-" + id)));
  }

  public static Creator creator(String id, String name) {
    return creator(id, name, "token-of-" + id);
  }

  public static Creator creator(String id, String name, String token) {
    return new Creator(
        new CreatorRef(new CreatorId(id), Optional.of(new AccessToken(token))),
        name,
        Optional.of(URI.create("http://127.0.0.1/avatar/" + id)));
  }

  /// A top-level comment.
  public static Comment comment(String id, Note under, Creator by, String text) {
    return new Comment(
        new CommentId(id), under.id(), by, text, PUBLISHED.plusSeconds(60), Optional.empty());
  }

  /// A comment that stands under another one.
  public static Comment answer(String id, Comment to, Creator by, String text) {
    return new Comment(
        new CommentId(id),
        to.note(),
        by,
        text,
        to.writtenAt().plusSeconds(60),
        Optional.of(to.parent().orElse(to.id())));
  }

  public static Media picture(String key) {
    return new Media(
        Media.Kind.PICTURE, key, List.of(URI.create("http://127.0.0.1/" + key)), 1080, 1440);
  }

  private static Note with(Note note, NoteRef ref, Count likes) {
    return new Note(
        ref,
        note.creator(),
        note.title(),
        note.text(),
        note.tags(),
        note.content(),
        likes,
        note.publishedAt(),
        note.complete());
  }

  private static Note with(Note note, Content content) {
    return new Note(
        note.ref(),
        note.creator(),
        note.title(),
        note.text(),
        note.tags(),
        content,
        note.likes(),
        note.publishedAt(),
        note.complete());
  }
}
