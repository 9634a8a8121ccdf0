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
import java.util.stream.Stream;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.note.Advertising;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Note;
import org.littleredbridge.translate.TranslatedNote;
import org.littleredbridge.translate.TranslatedText;

/// Lays a note out as a card, with its pictures in it or before it. Thread-safe.
final class CardLayout {
  private static final int CAPTION = 200;
  private static final Duration SETTLED = Duration.ofMinutes(1);
  // Another try may find an engine that works.
  private static final Duration UNTRANSLATED = Duration.ofSeconds(3);
  private static final int REMEMBERED = 500;

  private final NoteLayout.Ports ports;
  // A note goes to many channels of one language and one service within seconds.
  private final Cache<Asked, Words> words =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED)
          .expireAfter(
              Expiry.<Asked, Words>writing((_, some) -> some.settled() ? SETTLED : UNTRANSLATED))
          .build();

  /// What the words of a card depend on.
  private record Asked(
      Note note, int missing, Locale language, MessengerCapabilities capabilities) {
    /// That of all of a note would be reckoned for each of its channels.
    @Override
    public int hashCode() {
      return Objects.hash(note.id(), missing, language);
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
  }

  /// @param sent how many messages of pictures the channel has already: then its card has none
  /// @param replyTo the message that the first of them answers
  /// @return what is left to send
  List<Part> parts(
      Note note,
      int sent,
      Optional<MessageRef> replyTo,
      Locale language,
      MessengerCapabilities capabilities) {
    var album = Album.of(note, sent, capabilities, ports.media());
    var card = words(new Asked(note, album.missing(), language, capabilities));
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
        new Part.Card(
            card.subject(),
            card.title(),
            card.pieces().getFirst(),
            card.tags(),
            card.original(),
            card.asides(),
            card.label(),
            together ? album.files() : List.of(),
            card.buttons(),
            replyTo.filter(_ -> parts.isEmpty())));
    card.pieces().stream()
        .skip(1)
        .forEach(piece -> parts.add(new Part.Say(piece, Optional.empty())));
    return parts;
  }

  private Words words(Asked asked) {
    var known = words.getIfPresent(asked);
    if (known != null) {
      return known;
    }
    // Outside the cache, which would let others wait while an engine works.
    var fresh = fresh(asked);
    words.put(asked, fresh);
    return fresh;
  }

  private Words fresh(Asked asked) {
    var note = asked.note();
    var language = asked.language();
    var translated = ports.translations().translate(note, language);
    var room = new Room(asked.capabilities());
    var creator = room.shorten(oneLine(note.creator().name()), 8);
    var label = room.shorten(label(note, translated, asked.missing(), language), 4);
    var tags = room.tags(translated.tags().stream().map(TranslatedText::text).toList(), 4);
    var title = room.begin(title(translated, language), 4);
    var body = (title.rest() + "\n\n" + text(translated.body())).strip();
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
        new Buttons(ports.wording(), language)
            .ofNote(note.id(), original.isPresent(), subject.link()),
        room.used(pieces.getFirst()),
        settled(translated));
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

  /// That it is advertising comes first, where nothing is cut off.
  private String label(Note note, TranslatedNote translated, int missing, Locale language) {
    var source = translated.label().say(ports.wording(), language);
    var label =
        Advertising.isMarked(note)
            ? ports.wording().say(language, "card.advertising") + " · " + source
            : source;
    return missing == 0
        ? label
        : label + " · " + ports.wording().say(language, "card.more", missing);
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

  private static Optional<Part.Original> original(TranslatedNote translated) {
    if (!translated.translated()) {
      return Optional.empty();
    }
    return Optional.of(
        new Part.Original(
            translated.title().map(TranslatedText::original).orElse(""),
            translated.body().map(TranslatedText::original).orElse("")));
  }
}
