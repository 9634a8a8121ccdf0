package org.littleredbridge.store;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;

/// Notes with their media, creators and comments. What a newer sight does not tell (a token, a
/// name, likes) stays as it was known.
final class SqlNotes implements Notes {
  private final Database database;
  private final NoteMedia media = new NoteMedia();

  SqlNotes(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Note> note(NoteId id) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select n.*, c.id creator_id, c.token creator_token, c.name creator_name,
                    c.avatar creator_avatar
                from notes n join creators c on c.id = n.creator
                where n.id = :id
                """)
            .bind("id", id)
            .map((row, _) -> note(row, media.read(handle, id)))
            .findOne());
  }

  @Override
  public Optional<Creator> creator(CreatorId id) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select id creator_id, token creator_token, name creator_name,
                    avatar creator_avatar
                from creators where id = :id
                """)
            .bind("id", id)
            .map((row, _) -> creator(row))
            .findOne());
  }

  @Override
  public List<Creator> creatorsNamed(String name) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select id creator_id, token creator_token, name creator_name,
                    avatar creator_avatar
                from creators where name = :name order by seen desc
                """)
            .bind("name", name)
            .map((row, _) -> creator(row))
            .list());
  }

  @Override
  public Optional<Comment> comment(CommentId id) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                select m.*, c.id creator_id, c.token creator_token, c.name creator_name,
                    c.avatar creator_avatar
                from comments m join creators c on c.id = m.author
                where m.id = :id
                """)
            .bind("id", id)
            .map((row, _) -> comment(row))
            .findOne());
  }

  @Override
  public void keep(Note note) {
    database.run(handle -> keep(handle, note));
  }

  @Override
  public void keep(Creator creator) {
    database.run(handle -> keep(handle, creator));
  }

  void keep(Handle handle, Note note) {
    keep(handle, note.creator());
    if (note.complete() || !isComplete(handle, note.id())) {
      store(handle, note);
      media.replace(handle, note.id(), note.content());
    }
    refresh(handle, note);
  }

  private static boolean isComplete(Handle handle, NoteId id) {
    return handle
        .createQuery("select complete from notes where id = :id")
        .bind("id", id)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  private static void store(Handle handle, Note note) {
    handle
        .createUpdate(
            """
            insert into notes (id, token, creator, title, text, tags, kind, length_ms,
                likes, likes_at_least, likes_exact, published_at, complete)
            values (:id, :token, :creator, :title, :text, :tags, :kind, :length,
                :likes, :atLeast, :exact, :publishedAt, :complete)
            on conflict (id) do update set
                creator = excluded.creator, title = excluded.title, text = excluded.text,
                tags = excluded.tags, kind = excluded.kind, length_ms = excluded.length_ms,
                published_at = excluded.published_at, complete = excluded.complete
            """)
        .bind("id", note.id())
        .bind("token", note.ref().token())
        .bind("creator", note.creator().id())
        .bind("title", note.title())
        .bind("text", note.text())
        .bind("tags", JsonTexts.write(note.tags()))
        .bind("kind", note.content() instanceof Content.Video ? "video" : "slideshow")
        .bind("length", note.content() instanceof Content.Video v ? v.length().toMillis() : 0)
        .bind("likes", note.likes().raw())
        .bind("atLeast", note.likes().atLeast())
        .bind("exact", note.likes().exact())
        .bind("publishedAt", note.publishedAt())
        .bind("complete", note.complete())
        .execute();
  }

  /// The newest token and likes, which every sight of a note may bring.
  private static void refresh(Handle handle, Note note) {
    handle
        .createUpdate(
            """
            update notes set token = coalesce(:token, token),
                likes = case when :known then :likes else likes end,
                likes_at_least = case when :known then :atLeast else likes_at_least end,
                likes_exact = case when :known then :exact else likes_exact end
            where id = :id
            """)
        .bind("token", note.ref().token())
        .bind("known", !note.likes().equals(Count.UNKNOWN))
        .bind("likes", note.likes().raw())
        .bind("atLeast", note.likes().atLeast())
        .bind("exact", note.likes().exact())
        .bind("id", note.id())
        .execute();
  }

  void keep(Handle handle, Creator creator) {
    handle
        .createUpdate(
            """
            insert into creators (id, token, name, avatar, seen)
            values (:id, :token, :name, :avatar, :seen)
            on conflict (id) do update set
                token = coalesce(excluded.token, creators.token),
                name = case excluded.name when '' then creators.name else excluded.name end,
                avatar = coalesce(excluded.avatar, creators.avatar),
                seen = excluded.seen
            """)
        .bind("id", creator.id())
        .bind("token", creator.ref().token())
        .bind("name", creator.name())
        .bind("avatar", creator.avatar())
        .bind("seen", Counters.CREATOR.take(handle, 1))
        .execute();
  }

  void keep(Handle handle, Comment comment) {
    keep(handle, comment.author());
    handle
        .createUpdate(
            """
            insert into comments (id, note, author, text, written_at, parent)
            values (:id, :note, :author, :text, :writtenAt, :parent)
            on conflict (id) do update set
                note = excluded.note, author = excluded.author, text = excluded.text,
                written_at = excluded.written_at, parent = excluded.parent
            """)
        .bind("id", comment.id())
        .bind("note", comment.note())
        .bind("author", comment.author().id())
        .bind("text", comment.text())
        .bind("writtenAt", comment.writtenAt())
        .bind("parent", comment.parent())
        .execute();
  }

  private static Note note(ResultSet row, NoteMedia.Kept media) throws SQLException {
    var content =
        row.getString("kind").equals("video")
            ? new Content.Video(
                media.cover(), media.stream(), Duration.ofMillis(row.getLong("length_ms")))
            : new Content.Slideshow(media.pictures());
    return new Note(
        new NoteRef(
            new NoteId(row.getString("id")), Columns.text(row, "token").map(AccessToken::new)),
        creator(row),
        row.getString("title"),
        row.getString("text"),
        JsonTexts.read(row.getString("tags")),
        content,
        new Count(
            row.getString("likes"), row.getLong("likes_at_least"), row.getBoolean("likes_exact")),
        Columns.at(row, "published_at"),
        row.getBoolean("complete"));
  }

  private static Comment comment(ResultSet row) throws SQLException {
    return new Comment(
        new CommentId(row.getString("id")),
        new NoteId(row.getString("note")),
        creator(row),
        row.getString("text"),
        Columns.at(row, "written_at"),
        Columns.text(row, "parent").map(CommentId::new));
  }

  private static Creator creator(ResultSet row) throws SQLException {
    return new Creator(
        new CreatorRef(
            new CreatorId(row.getString("creator_id")),
            Columns.text(row, "creator_token").map(AccessToken::new)),
        row.getString("creator_name"),
        Columns.text(row, "creator_avatar").map(URI::create));
  }
}
