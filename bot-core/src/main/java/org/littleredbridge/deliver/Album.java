package org.littleredbridge.deliver;

import java.util.ArrayList;
import java.util.List;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.media.MediaCache;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaPlan;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.Note;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files that go along with a note, in as many messages as they would take without its card.
///
/// A message has its fixed place among the note's media, so that after a crash the next one is
/// known, whichever files could be had before. Where all files of one cannot be had, the album
/// ends.
///
/// @param messages none of them empty
/// @param missing how many pictures of the note do not go along
record Album(List<List<Part.Attachment>> messages, int missing) {
  private static final Logger log = LoggerFactory.getLogger(Album.class);

  /// RedNote takes no more for one note; a gateway may claim anything.
  private static final int MOST = 18;

  Album {
    messages = List.copyOf(messages);
  }

  /// Gets the files; blocks while a media host works.
  ///
  /// @param sent how many messages of pictures the channel has already
  static Album of(Note note, int sent, MessengerCapabilities capabilities, MediaCache cache) {
    var each = capabilities.attachments();
    var plan =
        MediaPlan.of(
                note.content(),
                room(note.content(), capabilities),
                capabilities.attachmentBytes(),
                capabilities.pictures())
            .after(sent * each);
    var messages = new ArrayList<List<Part.Attachment>>();
    for (var some : plan.resolve(cache, each)) {
      some.leftOut().forEach(left -> leftOut(note, left));
      if (some.files().isEmpty()) {
        break;
      }
      messages.add(some.files().stream().map(Album::attachment).toList());
    }
    return new Album(
        messages, note.content() instanceof Content.Slideshow ? missing(plan, messages) : 0);
  }

  /// How many pictures of a note surely do not go along; fetches nothing.
  static int beyond(Note note, MessengerCapabilities capabilities) {
    return note.content() instanceof Content.Slideshow
        ? MediaPlan.of(
                note.content(),
                room(note.content(), capabilities),
                capabilities.attachmentBytes(),
                capabilities.pictures())
            .beyond()
        : 0;
  }

  /// Places for files: a live photo's moving part never opens another message.
  private static int room(Content content, MessengerCapabilities capabilities) {
    var each = capabilities.attachments();
    if (each <= 0) {
      return 0;
    }
    return switch (content) {
      case Content.Slideshow(var pictures) -> {
        var stills = (int) pictures.stream().filter(m -> m.kind() == Media.Kind.PICTURE).count();
        yield stills <= capabilities.withCard()
            ? Math.min(MOST, capabilities.withCard())
            : Math.min(MOST, Math.ceilDiv(stills, each) * each);
      }
      case Content.Video _ -> MOST;
    };
  }

  private static int missing(MediaPlan plan, List<List<Part.Attachment>> messages) {
    var wanted = plan.media().stream().filter(m -> m.kind() == Media.Kind.PICTURE).count();
    var along =
        messages.stream()
            .flatMap(List::stream)
            .filter(file -> file.contentType().startsWith("image/"))
            .count();
    return plan.beyond() + (int) (wanted - along);
  }

  /// All files, in order.
  List<Part.Attachment> files() {
    return messages.stream().flatMap(List::stream).toList();
  }

  private static void leftOut(Note note, MediaPlan.LeftOut left) {
    log.atWarn()
        .addKeyValue("note", note.id())
        .addKeyValue("reason", left.reason())
        .log("media left out");
  }

  private static Part.Attachment attachment(MediaFile file) {
    return new Part.Attachment(
        file.key(), file.path(), file.contentType(), file.bytes(), file.width(), file.height());
  }
}
