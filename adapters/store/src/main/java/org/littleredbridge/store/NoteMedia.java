package org.littleredbridge.store;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.NoteId;

/// The pictures and videos of notes, one row each.
final class NoteMedia {
  private static final HotStatement CLEAR =
      new HotStatement("delete from note_media where note = ?");
  private static final HotStatement ADD =
      new HotStatement(
          """
          insert into note_media (note, place, role, kind, key, sources, width, height)
          values (?, ?, ?, ?, ?, ?, ?, ?)
          """);

  private final Database database;

  NoteMedia(Database database) {
    this.database = database;
  }

  private enum Role {
    PICTURE,
    COVER,
    STREAM
  }

  private record Placed(Role role, Media media) {}

  /// All media of one note.
  record Kept(List<Media> pictures, Optional<Media> cover, Optional<Media> stream) {}

  void replace(Handle handle, NoteId note, Content content) {
    database.run(handle, CLEAR, note);
    var all = placed(content);
    for (var place = 0; place < all.size(); place++) {
      var media = all.get(place).media();
      database.run(
          handle,
          ADD,
          note,
          place,
          all.get(place).role().name(),
          media.kind().name(),
          media.key(),
          JsonTexts.write(media.sources().stream().map(URI::toString).toList()),
          media.width(),
          media.height());
    }
  }

  private static List<Placed> placed(Content content) {
    return switch (content) {
      case Content.Slideshow(var pictures) ->
          pictures.stream().map(picture -> new Placed(Role.PICTURE, picture)).toList();
      case Content.Video(var cover, var stream, var _) -> {
        var all = new ArrayList<Placed>();
        cover.ifPresent(media -> all.add(new Placed(Role.COVER, media)));
        stream.ifPresent(media -> all.add(new Placed(Role.STREAM, media)));
        yield all;
      }
    };
  }

  Kept read(Handle handle, NoteId note) {
    var all =
        handle
            .createQuery("select * from note_media where note = :note order by place")
            .bind("note", note)
            .map((row, _) -> placed(row))
            .list();
    return new Kept(
        of(all, Role.PICTURE),
        of(all, Role.COVER).stream().findFirst(),
        of(all, Role.STREAM).stream().findFirst());
  }

  private static List<Media> of(List<Placed> all, Role role) {
    return all.stream().filter(placed -> placed.role() == role).map(Placed::media).toList();
  }

  private static Placed placed(ResultSet row) throws SQLException {
    return new Placed(
        Role.valueOf(row.getString("role")),
        new Media(
            Media.Kind.valueOf(row.getString("kind")),
            row.getString("key"),
            JsonTexts.read(row.getString("sources")).stream().map(URI::create).toList(),
            row.getInt("width"),
            row.getInt("height")));
  }
}
