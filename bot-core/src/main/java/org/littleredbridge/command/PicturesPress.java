package org.littleredbridge.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.Notes;
import org.littleredbridge.translate.Picture;
import org.littleredbridge.translate.PictureText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The words in a note's pictures, in the reader's language, one numbered line a picture.
///
/// @param media empty where no files are kept
record PicturesPress(Notes notes, Optional<MediaCache> media, PictureText text) {
  private static final Logger log = LoggerFactory.getLogger(PicturesPress.class);
  private static final int MOST = 9;
  private static final long EACH = 1 << 20;
  private static final long TOGETHER = 6_000_000;
  private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/webp");

  String run(Pressed pressed, Subject subject) {
    return Seen.note(subject, notes)
        .map(note -> read(pressed, note))
        .orElseGet(() -> pressed.say("press.gone"));
  }

  private String read(Pressed pressed, Note note) {
    var pictures = pictures(note);
    if (pictures.isEmpty()) {
      return pressed.say("press.no-pictures");
    }
    if (!text.sees() || media.isEmpty()) {
      return pressed.say("press.pictures-blind");
    }
    var slides = slides(note, pictures, media.get());
    if (slides.isEmpty()) {
      return pressed.say("press.pictures-unavailable");
    }
    return text.read(slides, pressed.audience())
        .map(captions -> shown(pressed, captions, pictures.size() - slides.size()))
        .orElseGet(() -> pressed.say("press.pictures-failed"));
  }

  private static String shown(Pressed pressed, PictureText.Captions captions, int leftOut) {
    var lines =
        captions.captions().sequencedEntrySet().stream()
            .filter(caption -> !caption.getValue().isEmpty())
            .map(PicturesPress::line)
            .collect(Collectors.joining("\n"));
    var text =
        lines.isEmpty()
            ? pressed.say("press.pictures-wordless")
            : lines + "\n\n— " + pressed.say("press.pictures-by", captions.engine());
    return leftOut == 0 ? text : text + "\n" + pressed.say("press.pictures-left-out", leftOut);
  }

  private static String line(Map.Entry<Integer, String> caption) {
    return caption.getKey() + ". " + caption.getValue();
  }

  static List<Media> pictures(Note note) {
    return note.content() instanceof Content.Slideshow(var slides)
        ? slides.stream().filter(one -> one.kind() == Media.Kind.PICTURE).toList()
        : List.of();
  }

  /// What may be sent of the first nine; blocks while a media host works.
  private static List<PictureText.Slide> slides(Note note, List<Media> pictures, MediaCache media) {
    var slides = new ArrayList<PictureText.Slide>();
    long together = 0;
    for (int i = 0; i < Math.min(MOST, pictures.size()); i++) {
      var picture = picture(note, pictures.get(i), media, Math.min(EACH, TOGETHER - together));
      if (picture.isPresent()) {
        together += picture.get().bytes().length;
        slides.add(new PictureText.Slide(i + 1, pictures.get(i).key(), picture.get()));
      }
    }
    return slides;
  }

  private static Optional<Picture> picture(Note note, Media one, MediaCache media, long most) {
    try {
      var file = media.get(one, TYPES);
      return file.bytes() > most
          ? Optional.empty()
          : Optional.of(new Picture(file.contentType(), Files.readAllBytes(file.path())));
    } catch (MediaException e) {
      leftOut(note, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      leftOut(note, "the file is gone: " + e.getClass().getSimpleName());
    }
    return Optional.empty();
  }

  private static void leftOut(Note note, String reason) {
    log.atWarn()
        .addKeyValue("note", note.id())
        .addKeyValue("reason", reason)
        .log("picture not read");
  }
}
