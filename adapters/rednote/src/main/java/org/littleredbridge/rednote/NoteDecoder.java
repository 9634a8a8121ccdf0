package org.littleredbridge.rednote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns the gateway's cards and details into notes. A card without a usable id is dropped and
/// counted in the log; any other fault costs only the field that has it.
final class NoteDecoder {
  private static final Logger log = LoggerFactory.getLogger(NoteDecoder.class);
  // Lists carry "note", profiles "". Live streams and suggested searches are no notes.
  private static final Set<String> NOTE_TYPES = Set.of("", "note");
  // The gateway's own word; the web API's for trending and search, and for a creator's notes.
  private static final List<String> LISTS = List.of("feeds", "items", "notes");
  private static final int LONGEST_SECONDS = 24 * 60 * 60;
  private static final int LONGEST_TAG = 64;

  private final Times times;
  private final MediaDecoder media = new MediaDecoder();
  private final CommentDecoder comments;

  NoteDecoder(Clock clock) {
    times = new Times(clock);
    comments = new CommentDecoder(times);
  }

  /// The notes of a list or profile answer.
  ///
  /// @param holder the object that holds the list, which may be `null` for none
  /// @throws PlatformException when there is no such object
  List<Card> cards(Wire holder) {
    var list = LISTS.stream().filter(holder::has).findFirst().orElse("feeds");
    if (!holder.isObject() || (holder.has(list) && !holder.at(list).node().isArray())) {
      throw new PlatformException(new Failure.Garbled("the answer holds no list of notes"));
    }
    var cards = new ArrayList<Card>();
    var dropped = 0;
    // What tells no time was seen in one moment: else the last of the list would be the newest.
    var atOnce = times.standing();
    for (var card : holder.list(list)) {
      if (!NOTE_TYPES.contains(card.text("modelType"))) {
        continue;
      }
      var id = noteId(card.text("id", "noteId"));
      id.map(known -> listed(known, card, atOnce)).ifPresent(cards::add);
      dropped += id.isPresent() ? 0 : 1;
    }
    if (dropped > 0) {
      log.atWarn().addKeyValue("dropped", dropped).log("cards without a usable id");
    }
    return cards;
  }

  private Listed listed(NoteId id, Wire feed, Times atOnce) {
    var ref = new NoteRef(id, People.token(feed));
    var publishedAt = atOnce.of(id.value());
    // A creator's notes in the web API are cards without a frame around.
    var card = feed.has("noteCard") ? feed.at("noteCard") : feed;
    return new Listed(ref, publishedAt, () -> card(ref, publishedAt, card));
  }

  private record Listed(NoteRef ref, Instant publishedAt, Supplier<Note> all) implements Card {
    @Override
    public Note note() {
      return all.get();
    }
  }

  private Note card(NoteRef ref, Instant publishedAt, Wire card) {
    var title = card.text("displayTitle", "title").strip();
    var cover = media.picture(card.at("cover")).or(() -> media.pictures(card).stream().findFirst());
    var content =
        isVideo(card)
            ? new Content.Video(cover, Optional.empty(), length(card.at("video")))
            : new Content.Slideshow(cover.stream().toList());
    return new Note(
        ref,
        People.creator(card.at("user"), People.token(card.at("user")).or(ref::token)),
        title,
        "",
        Tags.of(title),
        content,
        Counts.of(card.at("interactInfo").text("likedCount")),
        publishedAt,
        false);
  }

  /// A note's detail with its comments.
  ///
  /// @param holder the object that holds `note` and `comments`
  /// @throws PlatformException when it holds no note
  NoteDetail detail(NoteRef asked, Wire holder) {
    var wire = holder.at("note");
    if (!wire.isObject()) {
      throw new PlatformException(new Failure.Garbled("the answer holds no note"));
    }
    if (isBlank(wire)) {
      // The page had not loaded or was replaced by another: the gateway then answers empty fields.
      throw new PlatformException(new Failure.NoteHidden("the gateway answered an empty note"));
    }
    var token = People.token(wire).or(asked::token);
    var found = comments.read(asked.id(), wire, holder.at("comments"));
    return new NoteDetail(note(asked.id(), token, wire), found.comments(), found.all());
  }

  private Note note(NoteId id, Optional<AccessToken> token, Wire wire) {
    var title = wire.text("title", "displayTitle").strip();
    var text = wire.text("desc");
    return new Note(
        new NoteRef(id, token),
        People.creator(wire.at("user"), token),
        title,
        text,
        tags(title + "\n" + text, wire),
        content(wire),
        Counts.of(wire.at("interactInfo").text("likedCount")),
        times.of(wire.number("time"), id.value()),
        true);
  }

  /// Those in the text, then those that only the platform's own list has, which gateways may drop.
  private static List<String> tags(String text, Wire wire) {
    var tags = new LinkedHashSet<>(Tags.of(text));
    for (var tag : wire.list("tagList")) {
      var name = tag.text("name").strip();
      if (!name.isEmpty() && name.length() <= LONGEST_TAG) {
        tags.add(name);
      }
    }
    return List.copyOf(tags);
  }

  private Content content(Wire wire) {
    var pictures = media.pictures(wire);
    if (!isVideo(wire)) {
      return new Content.Slideshow(pictures);
    }
    var video = wire.at("video");
    return new Content.Video(pictures.stream().findFirst(), media.video(video), length(video));
  }

  private static boolean isBlank(Wire wire) {
    return wire.text("noteId").isEmpty()
        && wire.at("user").text("userId").isEmpty()
        && wire.text("title", "desc").isEmpty()
        && wire.list("imageList").isEmpty();
  }

  private static boolean isVideo(Wire wire) {
    var type = wire.text("type");
    return type.equals("video") || (type.isEmpty() && wire.at("video").isObject());
  }

  private static Duration length(Wire video) {
    var exact = video.at("media").at("video").size("duration", LONGEST_SECONDS);
    return Duration.ofSeconds(
        exact > 0 ? exact : video.at("capa").size("duration", LONGEST_SECONDS));
  }

  private static Optional<NoteId> noteId(String text) {
    try {
      return Optional.of(new NoteId(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // counted by the caller
    }
  }
}
