package org.littleredbridge.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.MessageMap;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.health.Tally;
import org.littleredbridge.lease.Insistence;
import org.littleredbridge.lease.LeaseLostException;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.relay.RelayedReply.State;
import org.littleredbridge.translate.Audience;
import org.littleredbridge.translate.ChineseReply;
import org.littleredbridge.translate.Tone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries members' replies to RedNote, once a message whatever crashes.
///
/// Before a request leaves, the ledger says so. When it is not known what became of a request, the
/// note's comments are read: found means posted, surely absent means it may be sent again, and
/// anything else is told to the member as it is.
public final class ReplyRelay {
  private static final Logger log = LoggerFactory.getLogger(ReplyRelay.class);

  // Longer than the slowest answer of a gateway: 330 s for a reply, 600 s for the look after it.
  private static final Duration LEASE = Duration.ofMinutes(20);
  private static final Duration PATIENCE = Duration.ofHours(24);
  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  // Posted, surely absent, posted again: once more would look like a machine.
  private static final int REQUESTS = 2;
  private static final int TRIES_AT_HIDDEN = 3;
  private static final int LOOKS = 21;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final NotePlatform platform;
  private final Notes notes;
  private final MessageMap messages;
  private final ReplyLedger ledger;
  private final Outbox outbox;
  private final ReplyWords words;
  private final FailureSentence failures;
  private final RelaySettings settings;
  private final OwnComment own;
  private final ChineseReply chinese;
  private final Tally tally;
  private final Clock clock;
  private final Runnable wake;

  public ReplyRelay(RelayPorts ports, RelaySettings settings, OwnComment own) {
    this.platform = ports.platform();
    this.notes = ports.notes();
    this.messages = ports.messages();
    this.ledger = ports.ledger();
    this.outbox = ports.outbox();
    this.words = ports.words();
    this.failures = new FailureSentence(ports.words().wording());
    this.tally = ports.tally();
    this.clock = ports.clock();
    this.wake = ports.wake();
    this.settings = settings;
    this.own = own;
    this.chinese = new ChineseReply(ports.translations());
  }

  /// Takes a reply. One that answers no message of the bridge is none of its business. May wait two
  /// seconds for a message that is just being sent.
  public void receive(Event.Reply event) {
    var shown = shown(event.to());
    if (shown.isEmpty()) {
      if (messages.isDigest(event.to())) {
        refuse(event, "reply.digest");
      }
      return;
    }
    if (settings.mode() != CommentMode.DIRECT) {
      refuse(
          event,
          settings.mode() == CommentMode.OFF ? "reply.off" : "reply.mode",
          settings.mode().name().toLowerCase(Locale.ROOT));
      return;
    }
    switch (settings.guard().check(event.text())) {
      case CommentGuard.Checked.Empty() -> refuse(event, "reply.empty");
      case CommentGuard.Checked.TooLong(int length, int limit) ->
          refuse(event, "reply.too-long", length, limit);
      case CommentGuard.Checked.Fine(var text) -> {
        var target = shown.get();
        var reply =
            new ReplyLedger.NewReply(
                event.message(), event.member().id(), target.note(), target.comment(), text);
        if (ledger.accept(reply, clock.instant())) {
          log.atInfo()
              .addKeyValue("note", target.note())
              .addKeyValue("channel", event.channel())
              .log("reply accepted");
        }
      }
    }
  }

  /// Takes a reply out of a community that may not comment: the member is told, if it answers a
  /// message of the bridge.
  public void turnAway(Event.Reply event) {
    if (shown(event.to()).isPresent()) {
      refuse(event, "reply.not-admitted");
    }
  }

  /// A message stands in the chat a moment before the store knows it, and programs reply at once.
  private Optional<MessageMap.Shown> shown(MessageRef message) {
    for (int look = 1; ; look++) {
      // In this order: what was recorded when nothing waited any more is found.
      var waiting = waiting(message.channel());
      // A reply to somebody's relayed reply means the same note.
      var found =
          messages
              .find(message)
              .or(() -> ledger.find(message).map(r -> new MessageMap.Shown(r.note(), r.to())));
      if (found.isPresent() || waiting == 0 || look == LOOKS) {
        return found;
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the bridge is stopping", e);
      }
    }
  }

  /// What is for a forum makes threads there, so a message in a thread may be on its way in the
  /// lane of the whole.
  private long waiting(ChannelId channel) {
    var here = outbox.waiting(channel);
    return channel.thread().isEmpty() ? here : here + outbox.waiting(channel.whole());
  }

  /// Carries one reply that is due.
  ///
  /// @return how many were dealt with
  public int relayDue() {
    var due = ledger.claimDue(clock.instant(), 1, LEASE);
    due.forEach(this::relay);
    return due.size();
  }

  private void relay(RelayedReply reply) {
    try {
      switch (reply.state()) {
        case WAITING -> post(reply);
        case POSTING -> look(reply);
        case POSTED, UNKNOWN, REFUSED ->
            throw new IllegalStateException("a settled reply is never due");
      }
    } catch (PlatformException e) {
      failed(reply, e.failure());
    } catch (LeaseLostException e) {
      // No request has left since; whoever took the lease goes on with what the ledger says.
      log.atInfo().addKeyValue("reply", reply.id()).log("reply left to another node");
    } catch (RuntimeException e) {
      broken(reply, e);
    }
  }

  /// A fault of ours, or a store that took nothing for a while. Whether a request left stands in
  /// the ledger, and the reply comes back, but not for ever.
  private void broken(RelayedReply reply, RuntimeException e) {
    if (isPatient(reply)) {
      var soon = later(reply, AFTER_FAULT);
      Insistence.write("reply given back", () -> ledger.postpone(reply.id(), soon));
      throw e;
    }
    log.atError().addKeyValue("reply", reply.id()).setCause(e).log("reply given up by a fault");
    var fault = words.say(reply.message().channel(), "reply.fault");
    end(ledger.find(reply.message()).orElse(reply), "reply.gave-up", fault);
  }

  private void post(RelayedReply reply) {
    if (mustWait(reply, clock.instant())) {
      return;
    }
    // A second request says what the first said: two wordings would be two comments.
    var checked =
        reply
            .posted()
            .<CommentGuard.Checked>map(CommentGuard.Checked.Fine::new)
            .orElseGet(() -> inChinese(reply));
    if (Thread.currentThread().isInterrupted()) {
      // An engine that was stopped gave nothing: the member's own words would go out for that.
      throw new IllegalStateException("the bridge is stopping");
    }
    switch (checked) {
      case CommentGuard.Checked.Empty() -> settle(reply, State.REFUSED, "reply.empty");
      case CommentGuard.Checked.TooLong(int length, int limit) ->
          settle(reply, State.REFUSED, "reply.too-long", length, limit);
      case CommentGuard.Checked.Fine(var line) -> post(reply, line);
    }
  }

  private void post(RelayedReply reply, String line) {
    if (ledger.postedBefore(reply.note(), line, reply.id())) {
      settle(reply, State.REFUSED, "reply.same-text");
      return;
    }
    var note = notes.note(reply.note());
    if (note.isEmpty()) {
      settle(reply, State.REFUSED, "reply.note-forgotten");
      return;
    }
    // What the bridge itself holds back must not count as a posting.
    platform.checkOpen();
    // Engines take their time; meanwhile another reply may have left.
    var now = clock.instant();
    if (mustWait(reply, now)) {
      return;
    }
    ledger.posting(reply.id(), line, now);
    conclude(reply, line, send(reply, note.get().ref(), line));
  }

  private boolean mustWait(RelayedReply reply, Instant now) {
    var wait = settings.budget().wait(ledger, now);
    wait.ifPresent(
        one -> putOff(reply, one.until(), words.say(reply.message().channel(), one.key())));
    return wait.isPresent();
  }

  /// As it will be posted. The member's own words go out where nothing better is known: they were
  /// meant so.
  private CommentGuard.Checked inChinese(RelayedReply reply) {
    var channel = reply.message().channel();
    var tone = words.languages().isPolite(channel) ? Tone.POLITE : Tone.CASUAL;
    var guard = settings.guard();
    return guard.check(chinese.write(reply.text(), tone, audience(reply), guard.maxLength()));
  }

  private Audience audience(RelayedReply reply) {
    var channel = reply.message().channel();
    return new Audience(words.language(channel), Optional.of(words.languages().community(channel)));
  }

  private CommentOutcome send(RelayedReply reply, NoteRef note, String line) {
    Optional<Comment> to = reply.to().flatMap(notes::comment);
    return to.isPresent() ? platform.reply(note, to.get(), line) : platform.comment(note, line);
  }

  private void conclude(RelayedReply reply, String line, CommentOutcome outcome) {
    switch (outcome) {
      case CommentOutcome.Accepted(Optional<CommentId> id) -> posted(reply, line, id);
      case CommentOutcome.Unknown() ->
          Insistence.write(
              "comment that may have been posted",
              () -> ledger.postpone(reply.id(), clock.instant().plus(settings.settle())));
      case CommentOutcome.Refused(var reason) ->
          settle(reply, State.REFUSED, "reply.refused", reason);
    }
  }

  private void look(RelayedReply reply) {
    var now = clock.instant();
    var earliest = reply.postingAt().orElse(reply.acceptedAt()).plus(settings.settle());
    if (now.isBefore(earliest)) {
      ledger.postpone(reply.id(), earliest);
      return;
    }
    var note = notes.note(reply.note());
    if (note.isEmpty()) {
      settle(reply, State.UNKNOWN, "reply.unknown");
      return;
    }
    var detail = platform.detail(note.get().ref(), NotePlatform.Depth.ALL_COMMENTS);
    var found = own.find(reply, detail);
    if (found.isPresent()) {
      posted(reply, reply.posted().orElse(reply.text()), Optional.of(found.get().id()));
    } else if (detail.allComments() && reply.attempts() < REQUESTS) {
      ledger.notPosted(reply.id(), now);
    } else {
      settle(reply, State.UNKNOWN, "reply.unknown");
    }
  }

  private void posted(RelayedReply reply, String line, Optional<CommentId> id) {
    var now = clock.instant();
    var tell = words.outcome(reply.message(), ReplyState.POSTED, "reply.posted");
    Insistence.write(
        "comment posted",
        () -> ledger.settle(reply, State.POSTED, id, settings.nextLook(now, now), tell, now));
    tally.add(Tally.Count.COMMENTS_POSTED);
    log.atInfo().addKeyValue("reply", reply.id()).addKeyValue("note", reply.note()).log("posted");
    wake.run();
    try {
      tellWhatItSays(reply, line);
    } catch (RuntimeException e) {
      // It is posted and settled; nothing that comes after may put that in doubt.
      log.atWarn().addKeyValue("reply", reply.id()).setCause(e).log("member not told what it says");
    }
  }

  /// A member who does not read Chinese is told what stands there in their name. Only after it is
  /// settled: an engine takes its time.
  private void tellWhatItSays(RelayedReply reply, String line) {
    var asWritten = settings.guard().check(chinese.plain(reply.text()));
    if (asWritten.equals(new CommentGuard.Checked.Fine(line))) {
      return;
    }
    var message = reply.message();
    var text =
        chinese
            .back(line, audience(reply))
            .map(back -> words.say(message.channel(), "reply.posted-as", line, back))
            .orElseGet(() -> words.say(message.channel(), "reply.posted-in-chinese", line));
    outbox.add(
        message.channel(),
        new Cargo.Notice(text, Optional.of(message)),
        "reply-posted-as:" + reply.id(),
        clock.instant());
    wake.run();
  }

  /// No comment was made by the call that failed: adapters answer "unknown" when one may have been.
  private void failed(RelayedReply reply, Failure failure) {
    var sentence = failures.say(words.language(reply.message().channel()), failure);
    switch (failure) {
      case Failure.NoteGone _,
          Failure.CommentMissing _,
          Failure.CreatorMissing _,
          Failure.BadRequest _ ->
          end(reply, "reply.refused", sentence);
      case Failure.NoteHidden _ -> {
        // A fresh token may show it, but every try harms the account's standing.
        if (reply.state() == State.WAITING && reply.attempts() + 1 >= TRIES_AT_HIDDEN) {
          end(reply, "reply.refused", sentence);
        } else {
          putOff(reply, later(reply), sentence);
        }
      }
      case Failure.Held(var _, var until) ->
          putOff(reply, until.orElse(clock.instant().plus(Duration.ofMinutes(10))), sentence);
      case Failure.Captcha _,
          Failure.LoginRequired _,
          Failure.AccountWarned _,
          Failure.NetworkDistrusted _,
          Failure.RateLimited _,
          Failure.GatewayOutdated _,
          Failure.GatewayRefused _,
          Failure.Unreachable _,
          Failure.Garbled _ ->
          putOff(reply, later(reply), sentence);
    }
  }

  /// After half as long as it has waited already: quick at first, sparing later.
  private Instant later(RelayedReply reply) {
    return later(reply, TRY_AGAIN);
  }

  private Instant later(RelayedReply reply, Duration least) {
    var now = clock.instant();
    var half = Duration.between(reply.acceptedAt(), now).dividedBy(2);
    var pause = half.compareTo(least) < 0 ? least : half;
    return now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  private boolean isPatient(RelayedReply reply) {
    return !clock.instant().isAfter(reply.acceptedAt().plus(PATIENCE));
  }

  /// A reply whose request may have left is never called refused because a look at it failed.
  private void end(RelayedReply reply, String key, Object... arguments) {
    if (reply.state() == State.POSTING) {
      settle(reply, State.UNKNOWN, "reply.unknown");
    } else {
      settle(reply, State.REFUSED, key, arguments);
    }
  }

  private void putOff(RelayedReply reply, Instant until, String why) {
    if (!isPatient(reply)) {
      end(reply, "reply.gave-up", why);
    } else if (reply.state() == State.POSTING) {
      ledger.postpone(reply.id(), until);
    } else {
      ledger.notPosted(reply.id(), until);
      tellOnce(reply, why);
    }
  }

  private void tellOnce(RelayedReply reply, String why) {
    var message = reply.message();
    var text = words.say(message.channel(), "reply.waits", why);
    outbox.add(
        message.channel(),
        new Cargo.Notice(text, Optional.of(message)),
        "reply-waits:" + reply.id(),
        clock.instant());
    wake.run();
  }

  private void settle(RelayedReply reply, State end, String key, Object... arguments) {
    var refused = end == State.REFUSED;
    ledger.settle(
        reply,
        end,
        Optional.empty(),
        Optional.empty(),
        words.outcome(
            reply.message(), refused ? ReplyState.REFUSED : ReplyState.UNKNOWN, key, arguments),
        clock.instant());
    tally.add(refused ? Tally.Count.COMMENTS_REFUSED : Tally.Count.COMMENTS_UNKNOWN);
    log.atWarn().addKeyValue("reply", reply.id()).addKeyValue("why", key).log("not posted");
    wake.run();
  }

  private void refuse(Event.Reply event, String key, Object... arguments) {
    outbox.add(
        event.channel(),
        words.outcome(event.message(), ReplyState.REFUSED, key, arguments),
        "reply-refused:" + event.id(),
        clock.instant());
    tally.add(Tally.Count.COMMENTS_REFUSED);
    wake.run();
  }
}
