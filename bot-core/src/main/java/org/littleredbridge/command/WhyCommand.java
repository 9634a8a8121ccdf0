package org.littleredbridge.command;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.RuleSentence;
import org.littleredbridge.follow.Subscriptions;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.GoneSentence;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.poll.FeedStates;

/// `why [note link or id]`: why a note did or did not arrive here; without an argument, the last
/// five decisions.
final class WhyCommand implements Command {
  private static final int LINES = 5;
  private static final int LONGEST = 80;
  private static final int RECENT = 25;

  private final Outbox outbox;
  private final PlatformLinks links;
  private final Notes notes;
  private final FeedStates feeds;
  private final Subscriptions subscriptions;

  WhyCommand(
      Outbox outbox,
      PlatformLinks links,
      Notes notes,
      FeedStates feeds,
      Subscriptions subscriptions) {
    this.outbox = outbox;
    this.links = links;
    this.notes = notes;
    this.feeds = feeds;
    this.subscriptions = subscriptions;
  }

  @Override
  public String name() {
    return "why";
  }

  @Override
  public boolean changesThings(String argument) {
    return false;
  }

  @Override
  public Argument takes() {
    return Argument.OPTIONAL;
  }

  @Override
  public boolean suggests() {
    return true;
  }

  /// The channel's newest notes by what they are called.
  @Override
  public List<Suggestion> suggest(ChannelId channel, String begun, Locale language) {
    var sought = begun.toLowerCase(Locale.ROOT);
    return outbox.fates(channel, RECENT).stream()
        .map(fate -> new Suggestion(heading(fate.note()), fate.note().value()))
        .filter(one ->
            one.value().startsWith(begun) || one.label().toLowerCase(Locale.ROOT).contains(sought))
        .toList();
  }

  @Override
  public String run(Call call) {
    return Pauses.before(call, call.argument().isEmpty() ? newest(call) : one(call));
  }

  private String newest(Call call) {
    var fates = outbox.fates(call.channel(), LINES);
    if (fates.isEmpty()) {
      return call.say(
          subscriptions.of(call.channel()).isEmpty() ? "list.empty" : "why.nothing-yet");
    }
    return fates.stream()
        .map(fate -> "• " + line(call, fate))
        .collect(Collectors.joining("\n", call.say("why.head") + "\n", ""));
  }

  private String one(Call call) {
    var note = meant(call.argument());
    if (note.isEmpty()) {
      return call.say("why.which");
    }
    return outbox
        .fate(call.channel(), note.get())
        .map(fate -> line(call, fate))
        .orElseGet(() -> unseen(call, note.get()));
  }

  /// The note never came to this channel: because it was not found yet, or nobody here follows it.
  private String unseen(Call call, NoteId id) {
    if (notes.note(id).isEmpty()) {
      return call.say("why.not-found-yet", nextLook(call));
    }
    return call.say("why.not-followed");
  }

  private String nextLook(Call call) {
    return subscriptions.of(call.channel()).stream()
        .flatMap(s -> feeds.state(s.feed()).stream())
        .map(state -> state.dueAt())
        .min(Instant::compareTo)
        .map(due -> Spans.until(call, call.now(), due))
        .orElse("—");
  }

  private Optional<NoteId> meant(String text) {
    var link = links.find(text);
    if (link.isPresent()) {
      return link.get() instanceof PlatformLinks.Target.ToNote(var ref)
          ? Optional.of(ref.id())
          : Optional.empty();
    }
    return text.matches("[A-Za-z0-9_-]{1,64}") ? Optional.of(new NoteId(text)) : Optional.empty();
  }

  private String line(Call call, Outbox.Fate fate) {
    return said(call, fate) + changes(call, fate.note());
  }

  /// What became of the note itself since it was shown.
  private String changes(Call call, NoteId note) {
    var history = notes.history(note);
    var edited = history.editedAt().map(_ -> " " + call.say("why.edited")).orElse("");
    return edited
        + history
            .gone()
            .map(gone -> new GoneSentence(call.wording()).say(call.language(), gone.reason()))
            .map(reason -> " " + call.say("why.gone", reason))
            .orElse("");
  }

  private String said(Call call, Outbox.Fate fate) {
    var heading = heading(fate.note());
    return switch (fate.verdict()) {
      case Verdict.Filtered(var rule) ->
          rule(call, rule)
              .map(words -> call.say(reason(rule), heading, words))
              .orElseGet(() -> call.say("why.filtered", heading, rule));
      case Verdict.Primed() -> call.say("why.primed", heading);
      case Verdict.Capped(var ceiling) ->
          call.say("why.capped", heading, rule(call, ceiling).orElse(ceiling));
      case Verdict.Send() -> sent(call, fate, heading);
    };
  }

  private static String reason(String rule) {
    return rule.startsWith(RuleSentence.OLD) ? "why.filtered" : "why.ruled-out";
  }

  private static Optional<String> rule(Call call, String code) {
    return new RuleSentence(call.wording()).ofVerdict(call.language(), code);
  }

  private String heading(NoteId id) {
    var heading = notes.note(id).map(Note::heading).orElse("").strip();
    if (heading.isEmpty()) {
      return id.value();
    }
    return heading.codePointCount(0, heading.length()) <= LONGEST
        ? heading
        : heading.substring(0, heading.offsetByCodePoints(0, LONGEST)) + "…";
  }

  private static String sent(Call call, Outbox.Fate fate, String heading) {
    var reason = fate.reason().orElse("");
    return switch (fate.state().orElse("")) {
      case "delivered" ->
          call.say(fate.inDigest() ? "why.delivered-digest" : "why.delivered", heading);
      case "abandoned" -> call.say("why.abandoned", heading, reason);
      default ->
          fate.attempts() == 0
              ? call.say(fate.inDigest() ? "why.waiting-digest" : "why.waiting", heading)
              : call.say("why.retrying", heading, fate.attempts(), reason);
    };
  }
}
