package org.littleredbridge.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Post;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.health.Logins;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.NoteCache;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.translate.Audience;
import org.littleredbridge.translate.ContactMask;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;

/// Makes messages of a delivery: translates, brings the media along, and lays words and files out
/// so that they fit the channel. Blocks while an engine or a media host works.
public final class NoteLayout implements Composer {
  /// What a layout asks.
  public record Ports(
      NoteCache notes,
      Notes stored,
      PlatformLinks links,
      TranslationChain translations,
      MediaCache media,
      ChannelLanguage languages,
      Wording wording) {}

  private final Ports ports;
  private final CardLayout cards;
  private final DigestLayout digests;
  private final Optional<LoginCodeLayout> codes;

  /// Where no code to log in can be had.
  public NoteLayout(Ports ports) {
    this(ports, Optional.empty());
  }

  public NoteLayout(Ports ports, Logins logins) {
    this(ports, Optional.of(new LoginCodeLayout(logins, ports.wording())));
  }

  private NoteLayout(Ports ports, Optional<LoginCodeLayout> codes) {
    this.ports = ports;
    this.cards = new CardLayout(ports);
    this.digests = new DigestLayout(ports);
    this.codes = codes;
  }

  @Override
  public Optional<Post> compose(Delivery delivery, MessengerCapabilities capabilities) {
    var audience = audience(delivery);
    var language = audience.language();
    return switch (delivery.cargo()) {
      case Cargo.NoteCargo(var id, var asked) -> {
        var sent = delivery.sent().size();
        // What comes later hangs at what was sent before.
        var replyTo = asked.filter(_ -> sent == 0);
        yield ports
            .notes()
            .note(id)
            .map(note -> new Post(cards.parts(note, sent, replyTo, audience, capabilities)));
      }
      case Cargo.Digest(var notes) -> {
        var parts = digests.parts(delivery, notes, audience, capabilities);
        yield parts.isEmpty() ? Optional.empty() : Optional.of(new Post(parts));
      }
      // It changes messages and makes none.
      case Cargo.Update _ -> Optional.empty();
      case Cargo.CommentCargo(var id, var _, var answerTo) ->
          ports.stored().comment(id).map(c -> quote(c, answerTo, audience, capabilities));
      case Cargo.Notice(var text, var actions, var replyTo) -> {
        var pieces = pieces(text, capabilities);
        var buttons = new Buttons(ports.wording(), language).of(actions);
        yield Optional.of(post(new Part.Say(pieces.getFirst(), buttons, replyTo), pieces));
      }
      case Cargo.LoginCode(var account) ->
          codes.map(layout -> new Post(List.of(layout.part(delivery, account, language))));
      case Cargo.Outcome(var reply, var state, var text) -> {
        var pieces = pieces(text, capabilities);
        yield Optional.of(post(new Part.Outcome(reply, state, pieces.getFirst()), pieces));
      }
    };
  }

  /// Past the notes in memory: these may be older than the change.
  @Override
  public List<Edit> edits(
      Delivery delivery, List<Outbox.Copy> copies, MessengerCapabilities capabilities) {
    if (!(delivery.cargo() instanceof Cargo.Update(var id, var revision))) {
      throw new IllegalArgumentException("only an update changes messages");
    }
    ports.notes().forget(id);
    var history = ports.stored().history(id);
    var note = ports.stored().note(id);
    if (history.revision() > revision || note.isEmpty()) {
      return List.of();
    }
    var audience = audience(delivery);
    return copies.stream()
        .flatMap(copy -> cards.edits(note.get(), history, copy, audience, capabilities).stream())
        .toList();
  }

  private Audience audience(Delivery delivery) {
    var channel = delivery.channel();
    return new Audience(
        ports.languages().of(channel), Optional.of(ports.languages().community(channel)));
  }

  private Post quote(
      Comment comment, MessageRef answerTo, Audience audience, MessengerCapabilities capabilities) {
    var language = audience.language();
    var translated = ports.translations().translate(ContactMask.of(comment.text()), audience);
    var room = new Room(capabilities);
    var author = room.shorten(CardLayout.oneLine(ContactMask.of(comment.author().name())), 8);
    var label = room.shorten(translated.label().say(ports.wording(), language), 4);
    // A comment can be a picture alone, which gateways do not give.
    var text =
        translated.text().isBlank()
            ? ports.wording().say(language, "quote.wordless")
            : translated.text();
    var asides = room.asides(asides(translated.footnotes()), text);
    var pieces = room.pieces(text);
    var quote =
        new Part.Quote(
            author,
            pieces.getFirst(),
            translated.translated() ? Optional.of(translated.original()) : Optional.empty(),
            asides,
            label,
            new Buttons(ports.wording(), language)
                .ofComment(comment.note(), comment.id(), translated.translated()),
            Optional.of(answerTo));
    return post(quote, pieces);
  }

  private static List<String> pieces(String text, MessengerCapabilities capabilities) {
    return new TextCut(capabilities::measure)
        .pieces(text, capabilities.text(), capabilities.text());
  }

  /// @param pieces the first is in `first` already
  private static Post post(Part first, List<String> pieces) {
    var parts = new ArrayList<Part>();
    parts.add(first);
    pieces.stream().skip(1).forEach(piece -> parts.add(new Part.Say(piece, Optional.empty())));
    return new Post(parts);
  }

  static List<Part.Aside> asides(List<Footnote> footnotes) {
    return footnotes.stream()
        .map(f -> new Part.Aside(f.term(), f.reading(), f.meaning()))
        .collect(Collectors.toList());
  }
}
