package org.littleredbridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.translate.CommunityGlossary;
import org.littleredbridge.translate.Footnote;

/// One row an entry.
final class SqlGlossary implements CommunityGlossary {
  private final Database database;

  SqlGlossary(Database database) {
    this.database = database;
  }

  @Override
  public List<Footnote> of(String community) {
    return database.read(handle -> of(handle, community));
  }

  private static List<Footnote> of(Handle handle, String community) {
    return handle
        .createQuery(
            """
            select term, reading, meaning from glossary
            where community = :community order by lower(term), term
            """)
        .bind("community", community)
        .map((row, _) ->
            new Footnote(row.getString("term"), row.getString("reading"), row.getString("meaning")))
        .list();
  }

  /// Two writers of one community may both find room for the last entry; one more does no harm.
  @Override
  public Put put(String community, Footnote entry, String by, Instant at) {
    return database.write(handle -> {
      var known = of(handle, community);
      var same = called(known, entry.term());
      if (same.isEmpty() && known.size() >= MOST) {
        return Put.FULL;
      }
      same.ifPresent(one -> delete(handle, community, one.term()));
      handle
          .createUpdate(
              """
              insert into glossary (community, term, reading, meaning, set_by, set_at)
              values (:community, :term, :reading, :meaning, :by, :at)
              on conflict (community, term) do update set
                  reading = excluded.reading, meaning = excluded.meaning,
                  set_by = excluded.set_by, set_at = excluded.set_at
              """)
          .bind("community", community)
          .bind("term", entry.term())
          .bind("reading", entry.reading())
          .bind("meaning", entry.meaning())
          .bind("by", by)
          .bind("at", at)
          .execute();
      return same.isPresent() ? Put.REPLACED : Put.ADDED;
    });
  }

  @Override
  public boolean remove(String community, String term) {
    return database.write(handle ->
        called(of(handle, community), term)
            .map(one -> delete(handle, community, one.term()) > 0)
            .orElse(false));
  }

  private static Optional<Footnote> called(List<Footnote> entries, String term) {
    return entries.stream().filter(one -> one.term().equalsIgnoreCase(term)).findFirst();
  }

  private static int delete(Handle handle, String community, String term) {
    return handle
        .createUpdate("delete from glossary where community = :community and term = :term")
        .bind("community", community)
        .bind("term", term)
        .execute();
  }
}
