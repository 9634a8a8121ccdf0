package org.littleredbridge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.deliver.Shape;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteChange;
import org.littleredbridge.note.NoteId;

/// An [Outbox] in memory.
final class MemoryOutbox implements Outbox {
  private static final int LONGEST = 1_000;

  private final Object lock;
  private final MemoryNotes notes;
  private final MemoryFeeds feeds;
  private final MemoryMessageMap messages;
  private final TreeMap<Long, Row> rows = new TreeMap<>();
  private final MemoryLanes lanes;
  private final MemoryLeases leases;
  private final MemoryLooks looks;
  // The last decision is the last one here.
  private final Map<Place, Decision> decisions = new LinkedHashMap<>();
  private final Set<String> keys = new HashSet<>();

  private record Place(ChannelId channel, NoteId note) {}

  private record Decision(
      Feed feed, Verdict verdict, @Nullable Row row, Instant at, boolean inDigest) {}

  private static final class Row {
    final long id;
    ChannelId channel;
    final Cargo cargo;
    final Instant acceptedAt;
    final Optional<Instant> lateAt;
    // Of a digest: the notes that it gathered, in order.
    final TreeMap<Long, Row> gathered = new TreeMap<>();
    long place;
    final TreeMap<Integer, MessageRef> sent = new TreeMap<>();
    Optional<Shape> shape = Optional.empty();
    String state = "waiting";
    int attempts;
    Optional<Instant> failingSince = Optional.empty();
    Optional<String> reason = Optional.empty();

    Row(long id, ChannelId channel, Cargo cargo, Instant acceptedAt, Optional<Instant> lateAt) {
      this.id = id;
      this.place = id;
      this.lateAt = lateAt;
      this.channel = channel;
      this.cargo = cargo;
      this.acceptedAt = acceptedAt;
    }

    boolean waits() {
      return state.equals("waiting");
    }

    boolean isDigest() {
      return cargo instanceof Cargo.Digest;
    }

    /// Whether it is this note by itself.
    boolean brings(NoteId note) {
      return cargo.equals(new Cargo.NoteCargo(note))
          && (state.equals("waiting") || state.equals("delivered"));
    }

    NoteId note() {
      return ((Cargo.NoteCargo) cargo).note();
    }

    Delivery delivery(long turn) {
      var brings =
          isDigest() ? new Cargo.Digest(gathered.values().stream().map(Row::note).toList()) : cargo;
      return new Delivery(
          id,
          channel,
          brings,
          attempts,
          List.copyOf(sent.values()),
          shape,
          acceptedAt,
          lateAt,
          failingSince,
          turn);
    }
  }

  MemoryOutbox(
      Object lock,
      MemoryNotes notes,
      MemoryFeeds feeds,
      MemoryMessageMap messages,
      MemoryLanes lanes,
      MemoryLeases leases,
      MemoryLooks looks) {
    this.looks = looks;
    looks.shownWhen(
        note -> rows.values().stream().anyMatch(row -> row.brings(note) && !row.waits()));
    this.leases = leases;
    this.lock = lock;
    this.notes = notes;
    this.feeds = feeds;
    this.messages = messages;
    this.lanes = lanes;
  }

  @Override
  public int accept(Feed feed, List<Routed> routed, Instant now) {
    synchronized (lock) {
      var before = rows.size();
      for (var one : routed) {
        notes.keep(one.note());
        feeds.brought(feed, one.note().id());
        one.verdicts().forEach((channel, verdict) -> decide(feed, one, channel, verdict, now));
      }
      return rows.size() - before;
    }
  }

  private void decide(Feed feed, Routed routed, ChannelId channel, Verdict verdict, Instant now) {
    var note = routed.note().id();
    var place = new Place(channel, note);
    var earlier = decisions.get(place);
    if (earlier != null && earlier.row() != null) {
      return;
    }
    var lateAt = routed.late().contains(channel) ? now : now.plus(IN_TIME);
    var row =
        verdict instanceof Verdict.Send
            ? enqueue(channel, new Cargo.NoteCargo(note), now, Optional.of(lateAt))
            : null;
    decisions.remove(place);
    decisions.put(place, new Decision(feed, verdict, row, now, false));
  }

  private Row enqueue(ChannelId channel, Cargo cargo, Instant now, Optional<Instant> lateAt) {
    var row = new Row(rows.size() + 1L, channel, cargo, now, lateAt);
    rows.put(row.id, row);
    if (cargo instanceof Cargo.NoteCargo(var note, _) && !isAnswer(channel)) {
      looks.watch(note, now);
    }
    return row;
  }

  private static boolean isAnswer(ChannelId channel) {
    return channel.isPrivate() && !channel.isPerson();
  }

  @Override
  public int change(NoteChange change, Instant now) {
    synchronized (lock) {
      if (!notes.change(change, now)) {
        return 0;
      }
      var note = change.id();
      var channels =
          rows.values().stream()
              .filter(row -> row.brings(note) && !isAnswer(row.channel))
              .map(row -> row.channel)
              .distinct()
              .toList();
      var update = new Cargo.Update(note, notes.history(note).revision());
      channels.forEach(channel -> enqueue(channel, update, now, Optional.empty()));
      return channels.size();
    }
  }

  @Override
  public List<Copy> copies(ChannelId channel, NoteId note) {
    synchronized (lock) {
      return rows.values().stream()
          .filter(row -> row.channel.equals(channel) && row.brings(note))
          .flatMap(row -> {
            var sent = List.copyOf(row.sent.values());
            var pictures = row.shape.map(Shape::pictures).orElse(0);
            return sent.size() <= pictures
                ? Stream.empty()
                : Stream.of(new Copy(sent.get(pictures), sent.subList(pictures + 1, sent.size())));
          })
          .toList();
    }
  }

  @Override
  public boolean add(ChannelId channel, Cargo cargo, String key, Instant now) {
    synchronized (lock) {
      if (!keys.add(key)) {
        return false;
      }
      enqueue(channel, cargo, now, Optional.empty());
      return true;
    }
  }

  @Override
  public boolean addAnswer(Comment comment, MessageRef answerTo, String key, Instant now) {
    synchronized (lock) {
      notes.keep(comment);
      var cargo = new Cargo.CommentCargo(comment.id(), comment.note(), answerTo);
      return add(answerTo.channel(), cargo, key, now);
    }
  }

  @Override
  public List<Claim> claimDue(Instant now, int most, int perLane, Duration lease) {
    return claim(_ -> true, now, most, perLane, lease);
  }

  @Override
  public List<Claim> claimDue(
      Collection<Voice> voices, Instant now, int most, int perLane, Duration lease) {
    synchronized (lock) {
      var valid = valid(voices);
      return claim(channel -> valid.contains(channel.messenger()), now, most, perLane, lease);
    }
  }

  private Set<String> valid(Collection<Voice> voices) {
    return voices.stream()
        .filter(voice -> leases.isCurrent(voice.lease()))
        .map(Voice::messenger)
        .collect(Collectors.toSet());
  }

  private List<Claim> claim(
      Predicate<ChannelId> wanted, Instant now, int most, int perLane, Duration lease) {
    synchronized (lock) {
      var claims = new ArrayList<Claim>();
      heads().values().stream()
          .filter(head -> wanted.test(head.channel))
          .filter(head -> !freeAt(head).isAfter(now))
          .sorted(
              Comparator.comparing(this::freeAt)
                  .thenComparing(head -> lanes.turn(head.channel))
                  .thenComparing(head -> head.id))
          .limit(most)
          .forEach(head -> {
            lanes.claim(head.channel, now, now.plus(lease));
            claims.add(
                new Claim(head.channel, due(head.channel, perLane), lanes.turn(head.channel)));
          });
      return claims;
    }
  }

  private List<Delivery> due(ChannelId channel, int most) {
    var due = new ArrayList<Delivery>();
    for (var row : lane(channel).stream().limit(most).toList()) {
      due.add(row.delivery(lanes.turn(channel)));
      if (row.isDigest()) {
        break;
      }
    }
    return due;
  }

  private List<Row> lane(ChannelId channel) {
    return rows.values().stream()
        .filter(row -> row.waits() && row.channel.equals(channel))
        .sorted(Comparator.comparingLong(row -> row.place))
        .toList();
  }

  @Override
  public Claim catchUp(Claim claim, int most, Instant now) {
    synchronized (lock) {
      var channel = claim.channel();
      if (!lanes.isTurn(channel, claim.turn())) {
        return new Claim(channel, List.of(), claim.turn());
      }
      var changed = false;
      while (true) {
        var untouched = lane(channel).stream().filter(row -> row.sent.isEmpty()).toList();
        var late =
            untouched.stream()
                .filter(row -> row.lateAt.filter(at -> !at.isAfter(now)).isPresent())
                .toList();
        var open =
            untouched.stream()
                .filter(Row::isDigest)
                .reduce((_, last) -> last)
                .filter(row -> row.gathered.size() < LONGEST);
        if (late.isEmpty() || (open.isEmpty() && late.size() <= most)) {
          return changed
              ? new Claim(channel, due(channel, claim.deliveries().size()), claim.turn())
              : claim;
        }
        var digest = open.orElseGet(() -> digest(late.getFirst()));
        late.stream().limit(LONGEST - digest.gathered.size()).forEach(row -> gather(digest, row));
        changed = true;
      }
    }
  }

  private Row digest(Row first) {
    var digest =
        enqueue(first.channel, new Cargo.Digest(List.of()), first.acceptedAt, Optional.empty());
    digest.place = first.place;
    digest.attempts = first.attempts;
    digest.failingSince = first.failingSince;
    digest.reason = first.reason;
    return digest;
  }

  private void gather(Row digest, Row note) {
    note.state = "gathered";
    digest.gathered.put(note.id, note);
    digest.place = Math.min(digest.place, note.place);
    digest.shape = Optional.empty();
    decisions.computeIfPresent(
        new Place(note.channel, note.note()),
        (_, decision) ->
            new Decision(decision.feed(), decision.verdict(), digest, decision.at(), true));
  }

  /// A person looked after the channel; the caller holds the lock.
  void resumed(ChannelId channel) {
    lane(channel)
        .forEach(row -> {
          row.attempts = 0;
          row.failingSince = Optional.empty();
        });
  }

  /// The first that waits in each lane that is not paused.
  private Map<ChannelId, Row> heads() {
    var heads = new LinkedHashMap<ChannelId, Row>();
    rows.values().stream()
        .filter(row -> row.waits() && lanes.paused(row.channel).isEmpty())
        .sorted(Comparator.comparingLong(row -> row.place))
        .forEach(row -> heads.putIfAbsent(row.channel, row));
    return heads;
  }

  /// When a lane with this head may be claimed.
  private Instant freeAt(Row head) {
    return lanes.freeAt(head.channel, head.acceptedAt);
  }

  @Override
  public void release(ChannelId channel) {
    synchronized (lock) {
      lanes.release(channel);
    }
  }

  @Override
  public void release(Claim claim) {
    synchronized (lock) {
      if (lanes.isTurn(claim.channel(), claim.turn())) {
        lanes.release(claim.channel());
      }
    }
  }

  @Override
  public void free(Collection<Voice> voices, Collection<ChannelId> but) {
    synchronized (lock) {
      var valid = valid(voices);
      lanes.free(channel -> valid.contains(channel.messenger()) && !but.contains(channel));
    }
  }

  @Override
  public Optional<Instant> nextDue() {
    return nextDue(_ -> true);
  }

  @Override
  public Optional<Instant> nextDue(Collection<String> messengers) {
    return nextDue(channel -> messengers.contains(channel.messenger()));
  }

  private Optional<Instant> nextDue(Predicate<ChannelId> wanted) {
    synchronized (lock) {
      return heads().values().stream()
          .filter(head -> wanted.test(head.channel))
          .map(this::freeAt)
          .min(Comparator.naturalOrder());
    }
  }

  @Override
  public boolean shaped(Delivery delivery, Shape shape) {
    synchronized (lock) {
      var row = row(delivery);
      var stores = row.waits() && lanes.isTurn(row.channel, delivery.turn());
      if (stores) {
        row.shape = Optional.of(shape);
      }
      return stores;
    }
  }

  @Override
  public void partSent(Delivery delivery, int part, Sent sent, Instant now) {
    synchronized (lock) {
      row(delivery).sent.put(part, sent.message());
      row(delivery).failingSince = Optional.empty();
      messages.shows(sent.message(), delivery.cargo());
      sent.also().forEach(message -> messages.shows(message, delivery.cargo()));
    }
  }

  @Override
  public void lastPartSent(Delivery delivery, int part, Sent sent, Instant now) {
    partSent(delivery, part, sent, now);
    delivered(delivery, now);
  }

  @Override
  public void delivered(Delivery delivery, Instant now) {
    ifWaiting(delivery, row -> row.state = "delivered");
  }

  @Override
  public void retry(Delivery delivery, Instant at, String reason) {
    ifWaiting(
        delivery,
        row -> {
          row.attempts++;
          row.failingSince = row.failingSince.or(() -> Optional.of(at));
          row.reason = Optional.of(reason);
          waitUntil(delivery, row, at);
        });
  }

  @Override
  public void postpone(Delivery delivery, Instant at) {
    ifWaiting(delivery, row -> waitUntil(delivery, row, at));
  }

  private void waitUntil(Delivery delivery, Row row, Instant at) {
    if (lanes.isTurn(row.channel, delivery.turn())) {
      lanes.waitUntil(row.channel, at);
    }
  }

  @Override
  public void abandon(Delivery delivery, String reason, Instant now) {
    ifWaiting(
        delivery,
        row -> {
          row.state = "abandoned";
          row.reason = Optional.of(reason);
        });
  }

  @Override
  public void abandonAll(ChannelId channel, String reason, Instant now) {
    synchronized (lock) {
      rows.values().stream()
          .filter(row -> row.waits() && row.channel.equals(channel))
          .map(row -> row.delivery(0))
          .filter(one ->
              switch (one.cargo()) {
                case Cargo.NoteCargo _, Cargo.Update _, Cargo.Digest _, Cargo.CommentCargo _ ->
                    true;
                case Cargo.Notice _, Cargo.LoginCode _, Cargo.Outcome _ -> false;
              })
          .forEach(one -> abandon(one, reason, now));
    }
  }

  /// A holder whose lease ended may be late; what has ended stays ended.
  private void ifWaiting(Delivery delivery, Consumer<Row> change) {
    synchronized (lock) {
      var row = row(delivery);
      if (row.waits()) {
        change.accept(row);
      }
    }
  }

  private Row row(Delivery delivery) {
    var row = rows.get(delivery.id());
    if (row == null) {
      throw new IllegalArgumentException("no delivery " + delivery.id());
    }
    return row;
  }

  @Override
  public List<Fate> fates(ChannelId channel, int limit) {
    synchronized (lock) {
      return List.copyOf(decisions.keySet()).reversed().stream()
          .filter(place -> place.channel().equals(channel))
          .limit(limit)
          .map(place -> fate(place.channel(), place.note()).orElseThrow())
          .toList();
    }
  }

  @Override
  public Optional<Fate> fate(ChannelId channel, NoteId note) {
    synchronized (lock) {
      return Optional.ofNullable(decisions.get(new Place(channel, note)))
          .map(decision -> {
            var row = Optional.ofNullable(decision.row());
            return new Fate(
                note,
                decision.verdict(),
                row.map(it -> it.state),
                row.map(it -> it.attempts).orElse(0),
                row.flatMap(it -> it.reason),
                decision.at(),
                decision.inDigest());
          });
    }
  }

  @Override
  public int sentSince(ChannelId channel, Feed feed, Instant since) {
    synchronized (lock) {
      return (int)
          decisions.entrySet().stream()
              .filter(one -> one.getKey().channel().equals(channel))
              .map(Map.Entry::getValue)
              .filter(one -> one.verdict() instanceof Verdict.Send && one.feed().equals(feed))
              .filter(one -> !one.at().isBefore(since))
              .count();
    }
  }

  /// Gives all rows and decisions of a channel to another; the caller holds the lock.
  void move(ChannelId from, ChannelId to, Instant now) {
    var moved = new LinkedHashMap<>(decisions);
    moved.keySet().removeIf(place -> !place.channel().equals(from));
    decisions.keySet().removeAll(moved.keySet());
    moved.forEach((place, decision) -> move(decision, new Place(to, place.note()), now));
    rows.values().stream().filter(row -> row.channel.equals(from)).forEach(row -> row.channel = to);
  }

  private void move(Decision moved, Place place, Instant now) {
    var there = decisions.get(place);
    if (there == null || (there.row() == null && moved.row() != null)) {
      decisions.put(place, moved);
    } else if (moved.row() != null && moved.inDigest()) {
      if (moved.row().shape.isEmpty() && moved.row().sent.isEmpty()) {
        moved.row().gathered.values().removeIf(row -> row.note().equals(place.note()));
      }
    } else if (moved.row() != null && moved.row().waits()) {
      abandon(moved.row().delivery(0), "the new channel has this note already", now);
    }
  }

  @Override
  public long waiting() {
    synchronized (lock) {
      return rows.values().stream().filter(Row::waits).count();
    }
  }

  @Override
  public long waiting(ChannelId channel) {
    synchronized (lock) {
      return rows.values().stream()
          .filter(row -> row.waits() && row.channel.equals(channel))
          .count();
    }
  }
}
