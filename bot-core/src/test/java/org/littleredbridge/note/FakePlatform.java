package org.littleredbridge.note;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// RedNote in memory: tests publish, comment and take down, and tell it what to fail with.
/// Thread-safe; it remembers when two calls came at once, which a gateway cannot bear.
public final class FakePlatform implements NotePlatform {
  /// The account that the bridge posts with.
  public static final Creator OURS = SampleNotes.creator("ours", "the bridge");

  public enum Call {
    LOGIN,
    LATEST,
    DETAIL,
    COMMENT,
    REPLY,
    SEARCH,
    NOTIFICATIONS,
    UNREAD,
    LOGIN_CODE
  }

  private static final int FIRST_THREADS = 10;

  private record Fault(Optional<Call> call, Failure failure) {
    boolean hits(Call made) {
      return call.map(made::equals).orElse(true);
    }
  }

  private record Said(CommentOutcome outcome, boolean arrives) {}

  private final Clock clock;
  private final SequencedMap<NoteId, Note> notes = new LinkedHashMap<>();
  private final Map<NoteId, String> gone = new HashMap<>();
  private final Set<NoteId> pinned = new HashSet<>();
  private final List<Comment> comments = new ArrayList<>();
  private final List<Comment> posted = new ArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final Deque<Said> outcomes = new ArrayDeque<>();
  private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private PlatformCapabilities capabilities = PlatformCapabilities.all();
  private LoginState login = new LoginState(true, Optional.of(OURS.name()), Optional.of(OURS.id()));
  private Optional<LoginCode> loginCode = Optional.empty();
  private Runnable meanwhile = () -> {};
  private int commentNumber;

  /// @param clock tells when comments are written
  public FakePlatform(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized PlatformCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public LoginState login() {
    return answer(Call.LOGIN, () -> login);
  }

  /// A creator's feed: pinned notes, then the newest first. Trending: all notes, or those with the
  /// channel's word as a tag, newest first. A search: those with the words in title or text, newest
  /// first. Cards, at most 30.
  @Override
  public List<Note> latest(Feed feed, Optional<AccessToken> token) {
    return answer(Call.LATEST, () -> shown(feed));
  }

  private List<Note> shown(Feed feed) {
    // Of notes of one second the last published comes first.
    return notes.sequencedValues().reversed().stream()
        .filter(note -> isOn(feed, note))
        .sorted(order(feed))
        .limit(30)
        .map(SampleNotes::card)
        .toList();
  }

  private static boolean isOn(Feed feed, Note note) {
    return switch (feed) {
      case Feed.CreatorFeed(var creator) -> note.creator().id().equals(creator);
      case Feed.TrendingFeed(var channel) ->
          channel.map(one -> note.tags().contains(one.word())).orElse(true);
      case Feed.SearchFeed(var words) ->
          note.title().contains(words) || note.text().contains(words);
    };
  }

  private Comparator<Note> order(Feed feed) {
    var newest = Comparator.comparing(Note::publishedAt).reversed();
    return switch (feed) {
      case Feed.CreatorFeed _ ->
          Comparator.comparing((Note note) -> !pinned.contains(note.id())).thenComparing(newest);
      case Feed.TrendingFeed _, Feed.SearchFeed _ -> newest;
    };
  }

  /// As a search feed: the filters change nothing.
  @Override
  public List<Note> search(String words, SearchFilters filters) {
    return answer(Call.SEARCH, () -> shown(new Feed.SearchFeed(words)));
  }

  /// Of all kinds only the answers to comments of [#OURS].
  @Override
  public List<Notification> notifications(Notification.Kind kind, int most) {
    return answer(
        Call.NOTIFICATIONS,
        () ->
            kind == Notification.Kind.COMMENTS
                ? answersToUs().reversed().stream().limit(most).map(this::notification).toList()
                : List.of());
  }

  @Override
  public Unread unread() {
    return answer(Call.UNREAD, () -> new Unread(answersToUs().size(), 0, 0, answersToUs().size()));
  }

  @Override
  public Optional<LoginCode> loginCode() {
    return answer(Call.LOGIN_CODE, () -> loginCode);
  }

  private List<Comment> answersToUs() {
    var ours = comments.stream().filter(one -> one.author().equals(OURS)).map(Comment::id).toList();
    return comments.stream()
        .filter(one -> !one.author().equals(OURS))
        .filter(one -> one.parent().filter(ours::contains).isPresent())
        .toList();
  }

  private Notification notification(Comment answer) {
    return new Notification(
        "told-" + answer.id(),
        Notification.Kind.COMMENTS,
        "",
        Optional.of(answer.writtenAt()),
        answer.author(),
        Optional.of(answer.id()),
        answer.text(),
        Optional.of(new NoteRef(answer.note(), Optional.empty())),
        Optional.ofNullable(notes.get(answer.note())).map(Note::title).orElse(""));
  }

  /// [Depth#FIRST_COMMENTS] brings the ten newest threads with one reply each.
  @Override
  public NoteDetail detail(NoteRef note, Depth depth) {
    return answer(
        Call.DETAIL,
        () -> {
          var all = thread(present(note).id());
          var shown =
              switch (depth) {
                case ALL_COMMENTS -> all;
                case FIRST_COMMENTS -> first(all);
              };
          return new NoteDetail(present(note), shown, shown.size() == all.size());
        });
  }

  /// Parents, newest first, each followed by its replies, oldest first.
  private List<Comment> thread(NoteId note) {
    var result = new ArrayList<Comment>();
    for (var parent : comments.reversed()) {
      if (parent.note().equals(note) && parent.parent().isEmpty()) {
        result.add(parent);
        result.addAll(under(parent));
      }
    }
    return result;
  }

  private List<Comment> first(List<Comment> all) {
    var result = new ArrayList<Comment>();
    all.stream()
        .filter(one -> one.parent().isEmpty())
        .limit(FIRST_THREADS)
        .forEach(parent -> {
          result.add(parent);
          under(parent).stream().findFirst().ifPresent(result::add);
        });
    return result;
  }

  private List<Comment> under(Comment parent) {
    return comments.stream().filter(one -> one.parent().equals(Optional.of(parent.id()))).toList();
  }

  @Override
  public CommentOutcome comment(NoteRef note, String text) {
    return answer(Call.COMMENT, () -> post(present(note).id(), text, Optional.empty()));
  }

  @Override
  public CommentOutcome reply(NoteRef note, Comment to, String text) {
    return answer(
        Call.REPLY,
        () -> {
          present(note);
          if (comments.stream().noneMatch(one -> one.id().equals(to.id()))) {
            throw new PlatformException(new Failure.CommentMissing("no comment " + to.id()));
          }
          return post(note.id(), text, Optional.of(to));
        });
  }

  private CommentOutcome post(NoteId note, String text, Optional<Comment> to) {
    var said = Optional.ofNullable(outcomes.poll());
    if (said.isPresent() && !said.get().arrives()) {
      return said.get().outcome();
    }
    var comment = write(note, OURS, text, to);
    posted.add(comment);
    return said.map(Said::outcome)
        .orElseGet(() -> new CommentOutcome.Accepted(Optional.of(comment.id())));
  }

  private Comment write(NoteId note, Creator author, String text, Optional<Comment> to) {
    var parent = to.map(one -> one.parent().orElse(one.id()));
    var id = new CommentId("comment-" + ++commentNumber);
    var comment = new Comment(id, note, author, text, clock.instant(), parent);
    comments.add(comment);
    return comment;
  }

  private Note present(NoteRef ref) {
    var reason = gone.get(ref.id());
    if (reason != null) {
      throw new PlatformException(new Failure.NoteGone(reason));
    }
    return Optional.ofNullable(notes.get(ref.id()))
        .orElseThrow(() -> new PlatformException(new Failure.NoteGone("there is no such note")));
  }

  private <T> T answer(Call call, Supplier<T> honest) {
    mostAtOnce.accumulateAndGet(inside.incrementAndGet(), Math::max);
    try {
      runMeanwhile();
      synchronized (this) {
        calls.merge(call, 1, Integer::sum);
        var fault = faults.stream().filter(one -> one.hits(call)).findFirst();
        if (fault.isPresent()) {
          faults.removeFirstOccurrence(fault.get());
          throw new PlatformException(fault.get().failure());
        }
        return honest.get();
      }
    } finally {
      inside.decrementAndGet();
    }
  }

  // Outside the lock: it may block, and a second call must be able to show itself then.
  private void runMeanwhile() {
    Runnable now;
    synchronized (this) {
      now = meanwhile;
    }
    now.run();
  }

  /// Publishes a note, or changes it when its id is known. Lists show it from now on.
  public synchronized Note publish(Note note) {
    gone.remove(note.id());
    notes.put(note.id(), note);
    return note;
  }

  /// The creator's list shows this note before all newer ones.
  public synchronized void pin(NoteId note) {
    pinned.add(note);
  }

  /// Lists no longer show the note, and its detail fails with [Failure.NoteGone].
  public synchronized void takeDown(NoteId note, String reason) {
    notes.remove(note);
    gone.put(note, reason);
  }

  /// Somebody comments on a note.
  public synchronized Comment commentBy(Creator author, NoteId note, String text) {
    return write(note, author, text, Optional.empty());
  }

  /// Somebody answers a comment.
  public synchronized Comment answerBy(Creator author, Comment to, String text) {
    return write(to.note(), author, text, Optional.of(to));
  }

  /// Everything that the bridge posted, in order, also what it was not told about.
  public synchronized List<Comment> posted() {
    return List.copyOf(posted);
  }

  /// The next `n` calls of any kind fail; nothing is posted then.
  public synchronized void failNext(int n, Failure failure) {
    addFaults(n, new Fault(Optional.empty(), failure));
  }

  /// The next `n` calls of one kind fail; nothing is posted then.
  public synchronized void failNext(Call call, int n, Failure failure) {
    addFaults(n, new Fault(Optional.of(call), failure));
  }

  private void addFaults(int n, Fault fault) {
    for (var i = 0; i < n; i++) {
      faults.add(fault);
    }
  }

  /// Answers the next comment or reply so.
  ///
  /// @param arrives whether it is posted all the same
  public synchronized void answerNextComment(CommentOutcome outcome, boolean arrives) {
    outcomes.add(new Said(outcome, arrives));
  }

  public synchronized void capabilities(PlatformCapabilities now) {
    capabilities = now;
  }

  public synchronized void login(LoginState now) {
    login = now;
  }

  /// The code that [#loginCode()] gives; empty: logged in.
  public synchronized void loginCode(Optional<LoginCode> now) {
    loginCode = now;
  }

  /// Runs at the begin of every call, on its thread; it may block.
  public synchronized void meanwhile(Runnable deed) {
    meanwhile = deed;
  }

  /// How many calls were made in all, with whatever result.
  public synchronized int calls() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  public synchronized int calls(Call call) {
    return calls.getOrDefault(call, 0);
  }

  /// How many calls were under way at the same moment, at most.
  public int mostAtOnce() {
    return mostAtOnce.get();
  }
}
