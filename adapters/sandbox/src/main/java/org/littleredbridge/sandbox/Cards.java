package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Notes as cards in a list: the gateway's `Feed`. Every key is always there; what a list does not
/// know is "".
final class Cards {
  /// Which list a card stands in; each has its own gaps.
  enum Place {
    EXPLORE("note", true, false),
    SEARCH("note", true, true),
    PROFILE("", false, false);

    private final String modelType;
    private final boolean bothNames;
    private final boolean allCounts;

    Place(String modelType, boolean bothNames, boolean allCounts) {
      this.modelType = modelType;
      this.bothNames = bothNames;
      this.allCounts = allCounts;
    }
  }

  private final World world;
  private final Tokens tokens;
  private final MediaLinks media;

  Cards(World world, Tokens tokens, MediaLinks media) {
    this.world = world;
    this.tokens = tokens;
    this.media = media;
  }

  /// One card each; every listing gives every note a new token.
  ArrayNode of(List<Note> notes, Place place) {
    var feeds = Wire.NODES.arrayNode();
    for (int index = 0; index < notes.size(); index++) {
      var note = notes.get(index);
      var feed = feeds.addObject();
      feed.put("xsecToken", tokens.issue(note.id()));
      feed.put("id", note.id());
      feed.put("modelType", place.modelType);
      feed.set("noteCard", card(note, place));
      feed.put("index", index);
    }
    return feeds;
  }

  private ObjectNode card(Note note, Place place) {
    var author = world.person(note.author());
    var card = object();
    card.put("type", note.video() ? "video" : "normal");
    card.put("displayTitle", note.title());
    card.set("user", user(author, place.bothNames ? author.name() : ""));
    card.set("interactInfo", place.allCounts ? counts(note) : likesOnly(note));
    card.set("cover", cover(note));
    // The profile's own data has no length, so the key is not there.
    if (note.video() && place != Place.PROFILE) {
      card.putObject("video").putObject("capa").put("duration", Clip.SECONDS);
    }
    return card;
  }

  ObjectNode user(Person person, String secondName) {
    return object()
        .put("userId", person.id())
        .put("nickname", person.name())
        .put("nickName", secondName)
        .put("avatar", media.avatar(person));
  }

  /// All that a note's own page tells; what it does not tell is "".
  ObjectNode counts(Note note) {
    long comments = world.page(note.id()).map(page -> page.comments().size()).orElse(0);
    return interactions(note, Counts.written(comments), Counts.written(note.likes() / 3));
  }

  private ObjectNode likesOnly(Note note) {
    return interactions(note, "", "");
  }

  private ObjectNode interactions(Note note, String comments, String collected) {
    boolean liked = world.page(note.id()).map(World.Page::liked).orElse(false);
    return object()
        .put("liked", liked)
        .put("likedCount", Counts.written(note.likes() + (liked ? 1 : 0)))
        .put("sharedCount", "")
        .put("commentCount", comments)
        .put("collectedCount", collected)
        .put("collected", false);
  }

  private ObjectNode cover(Note note) {
    var small = media.picture(note, 0, "nc_n_webp_prv_1");
    var normal = media.picture(note, 0, "nc_n_webp_mw_1");
    var cover =
        object()
            .put("width", Painting.WIDTH)
            .put("height", Painting.HEIGHT)
            .put("url", "")
            .put("fileId", "")
            .put("urlPre", small)
            .put("urlDefault", normal);
    var info = cover.putArray("infoList");
    info.addObject().put("imageScene", "WB_PRV").put("url", small);
    info.addObject().put("imageScene", "WB_DFT").put("url", normal);
    return cover;
  }
}
