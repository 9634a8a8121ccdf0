package org.littleredbridge.store;

import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.littleredbridge.chat.ChannelId;

/// Gives the rows of one channel to another. Its methods run within the caller's transaction. Where
/// both have the same, the row of `:to` stays.
final class Moving {
  private static final String ONCE = "the new channel has this note already";

  private final Lanes lanes;

  Moving(Lanes lanes) {
    this.lanes = lanes;
  }

  void move(Handle handle, ChannelId from, ChannelId to, Instant now) {
    var step = new Step(handle, from, to, now);
    step.run(
        """
        update subscriptions set channel = :to where channel = :from
            and feed not in (select feed from subscriptions where channel = :to)
        """);
    step.run("delete from subscriptions where channel = :from");
    step.run(
        """
        update settings set channel = :to where channel = :from
            and name not in (select name from settings where channel = :to)
        """);
    step.run("delete from settings where channel = :from");
    step.run("update settings_audit set channel = :to where channel = :from");
    // A group is a community of its own, of the same name in the store.
    step.run(
        """
        update glossary set community = :to where community = :from
            and term not in (select term from glossary where community = :to)
        """);
    step.run("delete from glossary where community = :from");
    notes(step);
    step.run("update deliveries set channel = :to where channel = :from");
    lanes(step);
  }

  /// A note goes to a channel once, also when both had it before.
  private static void notes(Step step) {
    step.run(
        """
        delete from verdicts where channel = :to and verdict <> 'send' and note in (
            select note from verdicts where channel = :from and verdict = 'send')
        """);
    step.run(
        """
        update verdicts set channel = :to where channel = :from
            and note not in (select note from verdicts where channel = :to)
        """);
    step.run(
        """
        update deliveries set state = 'abandoned', reason = :once, ended_at = :now
        where channel = :from and state = 'waiting' and cargo = 'note'
            and id in (select delivery from verdicts where channel = :from)
        """);
    // A digest that is on its way lists what it lists.
    step.run(
        """
        update deliveries set state = 'abandoned', digest = null, reason = :once, ended_at = :now
        where channel = :from and state = 'gathered' and ended_at is null
            and note in (select note from verdicts where channel = :from)
            and digest in (select id from deliveries where channel = :from and rest is null)
        """);
    step.run("delete from verdicts where channel = :from");
  }

  /// What the old lane was told to wait for does not hold for the new one. Who holds the old one
  /// holds the new one, so that what is in flight is not sent a second time.
  private void lanes(Step step) {
    step.run(
        """
        insert into lanes (channel, due_at, held_until, turn,
            paused_since, paused_cause, paused_detail)
        select :to, case when due_at is null then null else :now end, held_until, turn,
            paused_since, paused_cause, paused_detail
        from lanes where channel = :from
        on conflict (channel) do update set
            due_at = coalesce(lanes.due_at, excluded.due_at),
            held_until = case when lanes.held_until > excluded.held_until
                then lanes.held_until else excluded.held_until end,
            paused_cause = case when lanes.paused_since is null
                then excluded.paused_cause else lanes.paused_cause end,
            paused_detail = case when lanes.paused_since is null
                then excluded.paused_detail else lanes.paused_detail end,
            paused_since = coalesce(lanes.paused_since, excluded.paused_since)
        """);
    lanes.hold(step.handle(), step.to());
    step.run(
        """
        update lanes set due_at = null where channel = :to and not exists (
            select 1 from deliveries where channel = :to and state = 'waiting')
        """);
    step.run("delete from lanes where channel = :from");
  }

  private record Step(Handle handle, ChannelId from, ChannelId to, Instant now) {
    void run(String sql) {
      var update = handle.createUpdate(sql);
      for (var one : Map.of("from", from, "to", to, "now", now, "once", ONCE).entrySet()) {
        if (sql.contains(":" + one.getKey())) {
          update.bind(one.getKey(), one.getValue());
        }
      }
      update.execute();
    }
  }
}
