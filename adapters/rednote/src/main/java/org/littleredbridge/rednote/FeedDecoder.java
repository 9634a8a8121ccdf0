package org.littleredbridge.rednote;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns RSSHub's JSON Feed of a creator into notes. Its items have two shapes.
///
/// Without a cookie an item has a title and a cover, its `id` is the title, its link is wrongly
/// built (`/user/profile/<note>`), and it has no date. With a cookie RSSHub has read each note's
/// own page: there are dates, all media and the text, without emoji codes and with `#tag` for
/// `#tag[话题]#`. When the cookie no longer works it falls back to the first shape in silence.
final class FeedDecoder {
  private static final Logger log = LoggerFactory.getLogger(FeedDecoder.class);
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{24}");
  // What RSSHub takes out of a text, or its marks.
  private static final Pattern UNSURE = Pattern.compile("\\[[^\\[\\]]{0,64}]|[#＃\\s]");
  private static final int LONGEST_DATE = 40;

  private final Times times;
  private final MediaDecoder media = new MediaDecoder();

  FeedDecoder(Clock clock) {
    times = new Times(clock);
  }

  /// The creator's notes in the order of the feed, each once.
  ///
  /// @throws PlatformException when the answer is no feed
  List<Note> notes(CreatorId creator, Wire feed) {
    if (!feed.node().path("items").isArray()) {
      throw new PlatformException(new Failure.Garbled("the answer holds no list of notes"));
    }
    var atOnce = times.standing();
    var notes = new ArrayList<Note>();
    var known = new HashSet<NoteId>();
    var dropped = 0;
    for (var item : feed.list("items")) {
      var ref = ref(item).filter(r -> !r.id().value().equals(creator.value()));
      ref.filter(r -> known.add(r.id()))
          .map(r -> note(author(creator, r, feed, item), r, item, atOnce))
          .ifPresent(notes::add);
      dropped += ref.isPresent() ? 0 : 1;
    }
    if (dropped > 0) {
      log.atWarn().addKeyValue("dropped", dropped).log("feed items without a usable id");
    }
    return notes;
  }

  private Note note(Creator creator, NoteRef ref, Wire item, Times atOnce) {
    var body = ItemBody.of(item.text("content_html"));
    var date = date(item.text("date_published"));
    // Only a note's own page tells its date; so the text comes from there as well.
    var whole = date.isPresent() && item.has("content_html");
    var title = item.text("title").strip();
    // A note without title has its text in the title's place, and there as it was written.
    var untitled = whole && bare(title).equals(bare(body.text()));
    var text = untitled ? title : body.text();
    return new Note(
        ref,
        creator,
        untitled ? "" : title,
        whole ? text : "",
        Tags.of(whole && !untitled ? title + "\n" + text : title),
        content(body),
        Count.UNKNOWN,
        atOnce.of(date, ref.id().value()),
        whole);
  }

  private Content content(ItemBody body) {
    var pictures =
        body.pictures().stream()
            .flatMap(p -> media.picture(List.of(p.source()), p.width(), p.height()).stream())
            .toList();
    if (body.clip().isEmpty()) {
      return new Content.Slideshow(pictures);
    }
    var clip = body.clip().get();
    var poster = clip.poster().flatMap(source -> media.picture(List.of(source), 0, 0));
    return new Content.Video(
        poster.or(() -> pictures.stream().findFirst()),
        media.stream(clip.sources()),
        Duration.ZERO);
  }

  private static Creator author(CreatorId id, NoteRef note, Wire feed, Wire item) {
    var name = item.list("authors").stream().map(author -> author.text("name")).findFirst();
    return new Creator(
        new CreatorRef(id, note.token()), name.orElse("").strip(), feed.address("icon"));
  }

  private static Optional<NoteRef> ref(Wire item) {
    return Stream.of("url", "id")
        .flatMap(key -> item.address(key).stream())
        .flatMap(address -> ref(address).stream())
        .findFirst();
  }

  private static Optional<NoteRef> ref(URI address) {
    var path = address.getRawPath() == null ? "" : address.getRawPath();
    var last = path.substring(path.lastIndexOf('/') + 1);
    return OBJECT_ID.matcher(last).matches()
        ? Optional.of(new NoteRef(new NoteId(last), LinkTarget.token(address)))
        : Optional.empty();
  }

  private static Optional<Instant> date(String text) {
    if (text.isEmpty() || text.length() > LONGEST_DATE) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty(); // as if there were none
    }
  }

  private static String bare(String text) {
    return UNSURE.matcher(text).replaceAll("");
  }
}
