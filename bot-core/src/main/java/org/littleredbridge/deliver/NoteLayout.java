package org.littleredbridge.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Post;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaPlan;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteCache;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.TranslatedNote;
import org.littleredbridge.translate.TranslatedText;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes messages of a delivery: translates, brings the media along, and lays words and files out
/// so that they fit the channel. Blocks while an engine or a media host works.
public final class NoteLayout implements Composer {
  private static final Logger log = LoggerFactory.getLogger(NoteLayout.class);

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

  public NoteLayout(Ports ports) {
    this.ports = ports;
  }

  @Override
  public Optional<Post> compose(Delivery delivery, MessengerCapabilities capabilities) {
    var language = ports.languages().of(delivery.channel());
    return switch (delivery.cargo()) {
      case Cargo.NoteCargo(var id) ->
          ports.notes().note(id).map(note -> card(note, language, capabilities));
      case Cargo.CommentCargo(var id, var _, var answerTo) ->
          ports.stored().comment(id).map(c -> quote(c, answerTo, language, capabilities));
      case Cargo.Notice(var text, var _, var replyTo) ->
          Optional.of(says(text, replyTo, capabilities));
      case Cargo.Outcome(var reply, var state, var text) -> {
        var pieces = pieces(text, capabilities);
        yield Optional.of(
            post(
                new Part.Outcome(reply, state, pieces.getFirst()),
                pieces.subList(1, pieces.size())));
      }
    };
  }

  private Post card(Note note, Locale language, MessengerCapabilities capabilities) {
    var translated = ports.translations().translate(note, language);
    var room = new Room(capabilities);
    var creator = room.shorten(oneLine(note.creator().name()), 8);
    var label = room.shorten(translated.label().say(ports.wording(), language), 4);
    var tags = room.tags(translated.tags().stream().map(TranslatedText::text).toList(), 4);
    var title = room.begin(title(translated, language), 4);
    var body = (title.rest() + "\n\n" + text(translated.body())).strip();
    var asides = room.asides(asides(translated.footnotes()), body);
    var pieces = room.pieces(body);
    var card =
        new Part.Card(
            subject(note, creator),
            title.here(),
            pieces.getFirst(),
            tags,
            original(translated),
            asides,
            label,
            attachments(note, capabilities),
            List.of(),
            Optional.empty());
    return post(card, pieces.subList(1, pieces.size()));
  }

  private String title(TranslatedNote translated, Locale language) {
    var title = oneLine(text(translated.title()));
    return title.isEmpty() && text(translated.body()).isEmpty()
        ? ports.wording().say(language, "card.untitled")
        : title;
  }

  private static String text(Optional<TranslatedText> text) {
    return text.map(TranslatedText::text).orElse("");
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private Part.Subject subject(Note note, String creator) {
    var kind =
        switch (note.content()) {
          case Content.Slideshow _ -> "slideshow";
          case Content.Video _ -> "video";
        };
    return new Part.Subject(note.id().value(), ports.links().page(note.ref()), creator, kind);
  }

  private static Optional<Part.Original> original(TranslatedNote translated) {
    if (!translated.translated()) {
      return Optional.empty();
    }
    return Optional.of(
        new Part.Original(
            translated.title().map(TranslatedText::original).orElse(""),
            translated.body().map(TranslatedText::original).orElse("")));
  }

  private List<Part.Attachment> attachments(Note note, MessengerCapabilities capabilities) {
    var plan =
        MediaPlan.of(note.content(), capabilities.attachments(), capabilities.attachmentBytes())
            .resolve(ports.media());
    plan.leftOut()
        .forEach(left ->
            log.atWarn()
                .addKeyValue("note", note.id())
                .addKeyValue("reason", left.reason())
                .log("media left out"));
    return plan.files().stream().map(NoteLayout::attachment).toList();
  }

  private static Part.Attachment attachment(MediaFile file) {
    return new Part.Attachment(
        file.key(), file.path(), file.contentType(), file.bytes(), file.width(), file.height());
  }

  private Post quote(
      Comment comment, MessageRef answerTo, Locale language, MessengerCapabilities capabilities) {
    var translated = ports.translations().translate(comment.text(), language);
    var room = new Room(capabilities);
    var author = room.shorten(oneLine(comment.author().name()), 8);
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
            List.of(),
            Optional.of(answerTo));
    return post(quote, pieces.subList(1, pieces.size()));
  }

  private static Post says(
      String text, Optional<MessageRef> replyTo, MessengerCapabilities capabilities) {
    var pieces = pieces(text, capabilities);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < pieces.size(); i++) {
      parts.add(new Part.Say(pieces.get(i), i == 0 ? replyTo : Optional.empty()));
    }
    return new Post(parts);
  }

  private static List<String> pieces(String text, MessengerCapabilities capabilities) {
    return new TextCut(capabilities::measure)
        .pieces(text, capabilities.text(), capabilities.text());
  }

  private static Post post(Part first, List<String> rest) {
    var parts = new ArrayList<Part>();
    parts.add(first);
    rest.forEach(piece -> parts.add(new Part.Say(piece, Optional.empty())));
    return new Post(parts);
  }

  private static List<Part.Aside> asides(List<Footnote> footnotes) {
    return footnotes.stream()
        .map(f -> new Part.Aside(f.term(), f.reading(), f.meaning()))
        .collect(Collectors.toList());
  }
}
