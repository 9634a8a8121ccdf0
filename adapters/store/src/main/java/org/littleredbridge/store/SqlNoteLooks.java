package org.littleredbridge.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.poll.NoteLooks;

/// Notes that are to be looked at again. A row leaves when its looks are done, or with the clean-up
/// when they never came about.
final class SqlNoteLooks implements NoteLooks {
  private static final int AT_ONCE = 500;
  private static final String ROW =
      """
      select l.*, case when exists (select 1 from deliveries d
          where d.note = l.note and d.cargo = 'note' and d.digest is null
              and d.state = 'delivered') then 1 else 0 end shown
      from note_looks l
      """;
  private static final HotStatement FIRST =
      new HotStatement(
          """
          select looks, min(since) since, max(case when hinted then 1 else 0 end) hinted
          from note_looks where since > ? group by looks
          """);
  private static final HotStatement LOOK = new HotStatement(ROW + "where l.note = ?");

  private final Database database;
  private final UnderLease lease;

  SqlNoteLooks(Database database, UnderLease lease) {
    this.database = database;
    this.lease = lease;
  }

  /// Adds notes that channels are to get now, within the caller's transaction.
  static void watch(Database database, Handle handle, Collection<NoteId> notes, Instant now) {
    var statement =
        new HotStatement(
            """
            insert into note_looks (note, since) values (?, ?)
            on conflict (note) do update set since = excluded.since, looks = 0, hinted = false
            """);
    // In one order everywhere, so that two who add the same notes do not wait for each other.
    notes.stream()
        .distinct()
        .sorted(Comparator.comparing(NoteId::value))
        .forEach(note -> database.run(handle, statement, note, now));
  }

  @Override
  public List<Look> due(List<Duration> ages, Instant since, Instant now, int limit) {
    var reached =
        IntStream.range(0, ages.size())
            .mapToObj(looks -> " or l.looks = " + looks + " and l.since <= ?")
            .toList();
    var query =
        new HotStatement(
            ROW
                + "where l.since > ? and (l.hinted"
                + String.join("", reached)
                + ") order by l.since desc, l.note desc limit ?");
    var values =
        Stream.of(
                Stream.<Object>of(since),
                ages.stream().<Object>map(now::minus),
                Stream.<Object>of(Math.max(0, limit)))
            .flatMap(one -> one)
            .toArray();
    return database.write(handle ->
        lease.holds(handle) ? database.list(handle, query, SqlNoteLooks::look, values) : List.of());
  }

  @Override
  public Optional<Instant> nextDue(List<Duration> ages, Instant since, Instant now) {
    return database
        .list(
            FIRST,
            row -> {
              if (row.getInt("hinted") == 1) {
                return Optional.of(now);
              }
              var looks = row.getInt("looks");
              return looks < ages.size()
                  ? Optional.of(Columns.at(row, "since").plus(ages.get(looks)))
                  : Optional.<Instant>empty();
            },
            since)
        .stream()
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  @Override
  public Optional<Look> look(NoteId note) {
    return database.list(LOOK, SqlNoteLooks::look, note).stream().findFirst();
  }

  @Override
  public List<NoteId> watched(Collection<NoteId> notes) {
    var all = List.copyOf(notes);
    var watched = new ArrayList<NoteId>();
    for (var from = 0; from < all.size(); from += AT_ONCE) {
      var some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      var query =
          new HotStatement(
              "select note from note_looks where note in ("
                  + String.join(", ", Collections.nCopies(some.size(), "?"))
                  + ")");
      watched.addAll(
          database.list(query, row -> new NoteId(row.getString("note")), some.toArray()));
    }
    return watched;
  }

  @Override
  public void hint(NoteId note) {
    database.run(handle ->
        handle
            .createUpdate("update note_looks set hinted = true where note = :note and not hinted")
            .bind("note", note)
            .execute());
  }

  @Override
  public void looked(NoteId note, int looks) {
    whileHeld(handle ->
        handle
            .createUpdate(
                """
                update note_looks set hinted = false,
                    looks = case when looks < :looks then :looks else looks end
                where note = :note
                """)
            .bind("note", note)
            .bind("looks", looks)
            .execute());
  }

  @Override
  public void done(NoteId note) {
    whileHeld(handle ->
        handle
            .createUpdate("delete from note_looks where note = :note")
            .bind("note", note)
            .execute());
  }

  /// What a late holder has found does not count: the present one looks by itself.
  private void whileHeld(Database.Task task) {
    database.run(handle -> {
      if (lease.holds(handle)) {
        task.on(handle);
      }
    });
  }

  private static Look look(ResultSet row) throws SQLException {
    return new Look(
        new NoteId(row.getString("note")),
        Columns.at(row, "since"),
        row.getInt("looks"),
        row.getBoolean("hinted"),
        row.getInt("shown") == 1);
  }
}
