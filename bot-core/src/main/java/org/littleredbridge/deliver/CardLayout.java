package org.littleredbridge.deliver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.note.Advertising;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteHistory;
import org.littleredbridge.translate.Audience;
import org.littleredbridge.translate.TranslatedNote;
import org.littleredbridge.translate.TranslatedText;
import org.littleredbridge.translate.TranslationChain;
import org.littleredbridge.translate.Warning;

/// Lays a note out as a card, with its pictures in it or before it. Thread-safe.
final class CardLayout {
  private static final int CAPTION = 200;
  private static final Duration SETTLED = Duration.ofMinutes(1);
  // Another try may find an engine that works.
  private static final Duration UNTRANSLATED = Duration.ofSeconds(3);
  private static final int REMEMBERED = 500;

  private final NoteLayout.Ports ports;
  private final ChangeMark marks;
  // A note goes to many channels of one language and one service within seconds.
  private final Cache<Asked, Words> words =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED)
          .expireAfter(
              Expiry.<Asked, Words>writing((_, some) -> some.settled() ? SETTLED : UNTRANSLATED))
          .build();

  /// What the words of a card depend on.
  private record Asked(
      Note note,
      NoteHistory history,
      int missing,
      TranslationChain.Variant variant,
      MessengerCapabilities capabilities) {
    Locale language() {
      return variant.language();
    }

    /// That of all of a note would be reckoned for each of its channels.
    @Override
    public int hashCode() {
      return Objects.hash(note.id(), missing, variant);
    }
  }

  /// The words of a card, cut so that they fit, and what is below them.
  ///
  /// @param pieces of the body: the first for the card, the others for messages of their own
  /// @param length of all of the card's words, as the service measures them
  /// @param settled whether the engines had an answer, or none was needed
  private record Words(
      Part.Subject subject,
      String title,
      List<String> pieces,
      List<String> tags,
      Optional<Part.Original> original,
      List<Part.Aside> asides,
      String label,
      List<Button> buttons,
      int length,
      boolean settled) {}

  CardLayout(NoteLayout.Ports ports) {
    this.ports = ports;
    this.marks = new ChangeMark(ports.wording());
  }

  /// @param sent how many messages of pictures the channel has already: then its card has none
  /// @param replyTo the message that the first of them answers
  /// @return what is left to send
  List<Part> parts(
      Note note,
      int sent,
      Optional<MessageRef> replyTo,
      Audience audience,
      MessengerCapabilities capabilities) {
    var album = Album.of(note, sent, capabilities, ports.media());
    var card =
        words(
            new Asked(
                note, NoteHistory.UNCHANGED, album.missing(), variant(audience), capabilities),
            audience);
    var together =
        sent == 0
            && album.files().size() <= capabilities.withCard()
            && card.pieces().size() == 1
            && card.length() <= capabilities.caption();
    var parts = new ArrayList<Part>();
    if (!together) {
      var caption = sent == 0 ? caption(card.subject().creator(), card.title(), capabilities) : "";
      parts.addAll(pictures(album, caption, replyTo));
    }
    parts.add(
        card(
            card,
            card.pieces().getFirst(),
            together ? album.files() : List.of(),
            replyTo.filter(_ -> parts.isEmpty())));
    card.pieces().stream().skip(1).map(CardLayout::said).forEach(parts::add);
    return parts;
  }

  /// What the messages of a note show since it changed. There are as many as were sent: a text that
  /// grew ends with a hint, and what is left over of one that shrank says so.
  List<Composer.Edit> edits(
      Note note,
      NoteHistory history,
      Outbox.Copy copy,
      Audience audience,
      MessengerCapabilities capabilities) {
    var language = audience.language();
    var missing = Album.beyond(note, capabilities);
    var card = words(new Asked(note, history, missing, variant(audience), capabilities), audience);
    var pieces = new ArrayList<>(card.pieces());
    var places = copy.rest().size() + 1;
    if (pieces.size() > places) {
      var last = pieces.get(places - 1);
      var room = places > 1 ? capabilities.text() : capabilities.measure(last);
      pieces.set(places - 1, ending(last, marks.longer(language), room, capabilities));
    }
    var edits = new ArrayList<Composer.Edit>();
    edits.add(
        new Composer.Edit(copy.card(), card(card, pieces.getFirst(), List.of(), Optional.empty())));
    for (int i = 1; i < places; i++) {
      var text = i < pieces.size() ? pieces.get(i) : marks.shorter(language);
      edits.add(new Composer.Edit(copy.rest().get(i - 1), said(text)));
    }
    return edits;
  }

  private static String ending(
      String text, String line, int room, MessengerCapabilities capabilities) {
    var left = room - capabilities.measure("\n\n" + line);
    var begin =
        capabilities.measure(text) <= left
            ? text
            : new TextCut(capabilities::measure).shortened(text, left);
    return (begin + "\n\n" + line).strip();
  }

  private static Part said(String piece) {
    return new Part.Say(piece, Optional.empty());
  }

  private static Part card(
      Words card, String body, List<Part.Attachment> files, Optional<MessageRef> replyTo) {
    return new Part.Card(
        card.subject(),
        card.title(),
        body,
        card.tags(),
        card.original(),
        card.asides(),
        card.label(),
        files,
        card.buttons(),
        replyTo);
  }

  private TranslationChain.Variant variant(Audience audience) {
    return ports.translations().variant(audience);
  }

  private Words words(Asked asked, Audience audience) {
    var known = words.getIfPresent(asked);
    if (known != null) {
      return known;
    }
    // Outside the cache, which would let others wait while an engine works.
    var fresh = fresh(asked, audience);
    // A community whose budget ended meanwhile got less than the others will.
    if (variant(audience).equals(asked.variant())) {
      words.put(asked, fresh);
    }
    return fresh;
  }

  private Words fresh(Asked asked, Audience audience) {
    var note = asked.note();
    var language = asked.language();
    var translated = ports.translations().translate(note, audience);
    var room = new Room(asked.capabilities());
    var creator = room.shorten(oneLine(note.creator().name()), 8);
    var label = room.shorten(label(translated, asked, language), 4);
    var tags = room.tags(translated.tags().stream().map(TranslatedText::text).toList(), 4);
    var title = room.begin(title(translated, language), 4);
    var body =
        (marks.gone(asked.history(), language).orElse("")
                + "\n\n"
                + title.rest()
                + "\n\n"
                + text(translated.body()))
            .strip();
    var asides = room.asides(NoteLayout.asides(translated.footnotes()), body);
    var pieces = room.pieces(body);
    var subject = subject(note, creator);
    var original = original(translated);
    return new Words(
        subject,
        title.here(),
        pieces,
        tags,
        original,
        asides,
        label,
        buttons(asked, original.isPresent(), translated.wordHelp(), subject),
        room.used(pieces.getFirst()),
        settled(translated));
  }

  private List<Button> buttons(
      Asked asked, boolean original, boolean wordHelp, Part.Subject subject) {
    var buttons = new Buttons(ports.wording(), asked.language());
    return asked.history().gone().isPresent()
        ? buttons.ofGoneNote(asked.note().id(), original)
        : buttons.ofNote(
            asked.note().id(),
            original,
            wordHelp,
            hasLegiblePictures(asked.note()),
            subject.link());
  }

  private boolean hasLegiblePictures(Note note) {
    return note.content() instanceof Content.Slideshow(var pictures)
        && !pictures.isEmpty()
        && ports.translations().sees();
  }

  private static boolean settled(TranslatedNote translated) {
    return Stream.concat(
            Stream.concat(translated.title().stream(), translated.body().stream()),
            translated.tags().stream())
        .noneMatch(text -> text.kind() == TranslatedText.Kind.NONE);
  }

  /// The first of them says what they are of.
  private static List<Part> pictures(Album album, String caption, Optional<MessageRef> replyTo) {
    var parts = new ArrayList<Part>();
    for (var files : album.messages()) {
      var first = parts.isEmpty();
      parts.add(new Part.Pictures(files, first ? caption : "", replyTo.filter(_ -> first)));
    }
    return parts;
  }

  private static String caption(String creator, String title, MessengerCapabilities capabilities) {
    var caption = creator + " — " + title;
    return capabilities.measure(caption) <= CAPTION
        ? caption
        : new TextCut(capabilities::measure).shortened(caption, CAPTION);
  }

  /// That it was edited, and that it is advertising, come first, where nothing is cut off.
  private String label(TranslatedNote translated, Asked asked, Locale language) {
    var advertising =
        Advertising.isMarked(asked.note())
            ? Optional.of(ports.wording().say(language, "card.advertising"))
            : Optional.<String>empty();
    var label = translated.label().say(ports.wording(), language);
    var more =
        asked.missing() == 0
            ? Optional.<String>empty()
            : Optional.of(ports.wording().say(language, "card.more", asked.missing()));
    return Stream.of(
            marks.edited(asked.history(), language),
            advertising.or(() -> warning(translated.warning(), language)),
            Optional.of(label),
            more)
        .flatMap(Optional::stream)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  private Optional<String> warning(Warning warning, Locale language) {
    return switch (warning) {
      case NONE -> Optional.empty();
      case AD -> Optional.of(ports.wording().say(language, "warning.ad"));
      case MEDICAL -> Optional.of(ports.wording().say(language, "warning.medical"));
      case SENSITIVE -> Optional.of(ports.wording().say(language, "warning.sensitive"));
    };
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

  static String oneLine(String text) {
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

  /// Also of a text whose own sentences are shown in place of it.
  private static Optional<Part.Original> original(TranslatedNote translated) {
    if (!translated.translated() && !translated.brief()) {
      return Optional.empty();
    }
    return Optional.of(
        new Part.Original(
            translated.title().map(TranslatedText::original).orElse(""),
            translated.body().map(TranslatedText::original).orElse("")));
  }
}
