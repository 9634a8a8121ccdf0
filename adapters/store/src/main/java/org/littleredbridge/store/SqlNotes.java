package org.littleredbridge.store;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteHistory;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;

/// Notes with their media, creators and comments. What a newer sight does not tell (a token, a
/// name, likes) stays as it was known.
final class SqlNotes implements Notes {
  // A look brings many notes, most of them to be kept and never sent.
  private static final HotStatement STORE =
      new HotStatement(
          """
          insert into notes (id, token, creator, title, text, tags, kind, length_ms,
              likes, likes_at_least, likes_exact, published_at, complete)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (id) do update set
              token = coalesce(excluded.token, notes.token), creator = excluded.creator,
              title = excluded.title, text = excluded.text, tags = excluded.tags,
              kind = excluded.kind, length_ms = excluded.length_ms,
              published_at = excluded.published_at, complete = excluded.complete
          """);
  private static final HotStatement SAW =
      new HotStatement("update notes set token = coalesce(?, token) where id = ?");
  private static final HotStatement LIKES =
      new HotStatement(
          """
          update notes set likes = ?, likes_at_least = ?, likes_exact = ? where id = ?
          """);
  private static final HotStatement KEEP_CREATOR =
      new HotStatement(
          """
          insert into creators (id, token, name, avatar, seen) values (?, ?, ?, ?, ?)
          on conflict (id) do update set
              token = coalesce(excluded.token, creators.token),
              name = case excluded.name when '' then creators.name else excluded.name end,
              avatar = coalesce(excluded.avatar, creators.avatar),
              seen = excluded.seen
          """);

  private static final HotStatement CREATOR =
      new HotStatement(
          """
          select id creator_id, token creator_token, name creator_name, avatar creator_avatar
          from creators where id = ?
          """);
  private static final HotStatement IS_COMPLETE =
      new HotStatement("select complete from notes where id = ?");

  private static final HotStatement HISTORY =
      new HotStatement("select revision, edited_at, gone_at, gone_reason from notes where id = ?");
  private static final HotStatement GONE =
      new HotStatement(
          "update notes set revision = revision + 1, gone_at = ?, gone_reason = ? where id = ?");
  private static final HotStatement SEEN =
      new HotStatement(
          """
          update notes set revision = revision + 1, edited_at = ?, gone_at = null,
              gone_reason = null
          where id = ?
          """);

  private final Database database;
  private final NoteMedia media;

  SqlNotes(Database database) {
    this.database = database;
    this.media = new NoteMedia(database);
  }

  @Override
  public Optional<Note> note(NoteId id) {
    return database.read(handle -> note(handle, id));
  }

  private Optional<Note> note(Handle handle, NoteId id) {
    return handle
        .createQuery(
            """
            select n.*, c.id creator_id, c.token creator_token, c.name creator_name,
                c.avatar creator_avatar
            from notes n join creators c on c.id = n.creator
            where n.id = :id
            """)
        .bind("id", id)
        .map((row, _) -> note(row, media.read(handle, id)))
        .findOne();
  }

  @Override
  public NoteHistory history(NoteId id) {
    return database.list(HISTORY, SqlNotes::history, id).stream()
        .findFirst()
        .orElse(NoteHistory.UNCHANGED);
  }

  /// Stores what is new about a note.
  ///
  /// @return its revision since then; empty when nothing was new
  OptionalInt change(Handle handle, NoteChange change, Instant now) {
    database.hold(handle, "select 1 from notes where id = :key", change.id().value());
    var before =
        database.list(handle, HISTORY, SqlNotes::history, change.id()).stream().findFirst();
    if (before.isEmpty()) {
      return OptionalInt.empty();
    }
    var gone = before.get().gone().isPresent();
    return switch (change) {
      case NoteChange.Gone(var id, var reason) -> {
        if (gone) {
          yield OptionalInt.empty();
        }
        database.run(handle, GONE, now, reason, id);
        yield OptionalInt.of(before.get().revision() + 1);
      }
      case NoteChange.Seen(var note) -> {
        var known = note(handle, note.id()).filter(Note::complete);
        var edited = known.filter(old -> !old.isLike(note)).isPresent();
        if (known.isEmpty() || !edited && !gone) {
          yield OptionalInt.empty();
        }
        keep(handle, note);
        var editedAt = edited ? Optional.of(now) : before.get().editedAt();
        database.run(handle, SEEN, editedAt, note.id());
        yield OptionalInt.of(before.get().revision() + 1);
      }
    };
  }

  @Override
  public Optional<Creator> creator(CreatorId id) {
    return database.list(CREATOR, SqlNotes::creator, id).stream().findFirst();
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
    keep(handle, List.of(note));
  }

  /// Keeps notes of one look, most of which have the same creator.
  void keep(Handle handle, List<Note> notes) {
    var creators = new LinkedHashMap<CreatorId, Creator>();
    notes.forEach(note -> creators.merge(note.creator().id(), note.creator(), SqlNotes::newer));
    creators.values().forEach(creator -> keep(handle, creator));
    for (var note : notes) {
      if (note.complete() || !isComplete(handle, note.id())) {
        store(handle, note);
        media.replace(handle, note.id(), note.content());
      } else {
        database.run(handle, SAW, note.ref().token(), note.id());
      }
      if (!note.likes().equals(Count.UNKNOWN)) {
        var likes = note.likes();
        database.run(handle, LIKES, likes.raw(), likes.atLeast(), likes.exact(), note.id());
      }
    }
  }

  /// What two sights of a creator tell together.
  private static Creator newer(Creator one, Creator later) {
    return new Creator(
        new CreatorRef(later.id(), later.ref().token().or(one.ref()::token)),
        later.name().isEmpty() ? one.name() : later.name(),
        later.avatar().or(one::avatar));
  }

  private boolean isComplete(Handle handle, NoteId id) {
    return database.list(handle, IS_COMPLETE, row -> row.getBoolean("complete"), id).contains(true);
  }

  private void store(Handle handle, Note note) {
    database.run(
        handle,
        STORE,
        note.id(),
        note.ref().token(),
        note.creator().id(),
        note.title(),
        note.text(),
        JsonTexts.write(note.tags()),
        note.content() instanceof Content.Video ? "video" : "slideshow",
        note.content() instanceof Content.Video video ? video.length().toMillis() : 0L,
        note.likes().raw(),
        note.likes().atLeast(),
        note.likes().exact(),
        note.publishedAt(),
        note.complete());
  }

  void keep(Handle handle, Creator creator) {
    database.run(
        handle,
        KEEP_CREATOR,
        creator.id(),
        creator.ref().token(),
        creator.name(),
        creator.avatar(),
        Counters.CREATOR.take(handle, 1));
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

  private static NoteHistory history(ResultSet row) throws SQLException {
    var reason = Columns.text(row, "gone_reason").orElse("");
    return new NoteHistory(
        row.getInt("revision"),
        Columns.maybeAt(row, "edited_at"),
        Columns.maybeAt(row, "gone_at").map(at -> new NoteHistory.Gone(reason, at)));
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
