package org.littleredbridge.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Note;
import org.littleredbridge.translate.TranslatedNote;
import org.littleredbridge.translate.TranslatedText;

/// Lays a note out as a card, with its pictures in it or before it.
final class CardLayout {
  private static final int CAPTION = 200;

  private final NoteLayout.Ports ports;

  CardLayout(NoteLayout.Ports ports) {
    this.ports = ports;
  }

  /// @param sent how many messages of pictures the channel has already: then its card has none
  /// @return what is left to send
  List<Part> parts(Note note, int sent, Locale language, MessengerCapabilities capabilities) {
    var translated = ports.translations().translate(note, language);
    var album = Album.of(note, sent, capabilities, ports.media());
    var room = new Room(capabilities);
    var creator = room.shorten(oneLine(note.creator().name()), 8);
    var label = room.shorten(label(translated, album.missing(), language), 4);
    var tags = room.tags(translated.tags().stream().map(TranslatedText::text).toList(), 4);
    var title = room.begin(title(translated, language), 4);
    var body = (title.rest() + "\n\n" + text(translated.body())).strip();
    var asides = room.asides(NoteLayout.asides(translated.footnotes()), body);
    var pieces = room.pieces(body);
    var together =
        sent == 0
            && album.files().size() <= capabilities.withCard()
            && pieces.size() == 1
            && room.used(pieces.getFirst()) <= capabilities.caption();
    var subject = subject(note, creator);
    var original = original(translated);
    var parts = new ArrayList<Part>();
    if (!together) {
      var caption = sent == 0 ? caption(creator, title.here(), capabilities) : "";
      pictures(album, caption).forEach(parts::add);
    }
    parts.add(
        new Part.Card(
            subject,
            title.here(),
            pieces.getFirst(),
            tags,
            original,
            asides,
            label,
            together ? album.files() : List.of(),
            new Buttons(ports.wording(), language)
                .ofNote(note.id(), original.isPresent(), subject.link()),
            Optional.empty()));
    pieces.stream().skip(1).forEach(piece -> parts.add(new Part.Say(piece, Optional.empty())));
    return parts;
  }

  /// The first of them says what they are of.
  private static List<Part> pictures(Album album, String caption) {
    var parts = new ArrayList<Part>();
    for (var files : album.messages()) {
      parts.add(new Part.Pictures(files, parts.isEmpty() ? caption : "", Optional.empty()));
    }
    return parts;
  }

  private static String caption(String creator, String title, MessengerCapabilities capabilities) {
    var caption = creator + " — " + title;
    return capabilities.measure(caption) <= CAPTION
        ? caption
        : new TextCut(capabilities::measure).shortened(caption, CAPTION);
  }

  private String label(TranslatedNote translated, int missing, Locale language) {
    var label = translated.label().say(ports.wording(), language);
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
