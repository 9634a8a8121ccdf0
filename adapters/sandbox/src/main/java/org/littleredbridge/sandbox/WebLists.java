package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Map;

/// The web API's lists: channels, search, a creator's notes.
final class WebLists {
  private static final int SEARCH_PAGE = 20;
  private static final int FIRST_RED_ID = 1_000_000_000;
  private static final String EVERYTHING = "homefeed_recommend";
  // Our creators' subjects; what the platform's other channels hold nobody here writes about.
  private static final Map<String, String> TOPICS =
      Map.of(
          "homefeed.food_v3", "food",
          "homefeed.travel_v3", "travel",
          "homefeed.cosmetics_v3", "beauty",
          "homefeed.career_v3", "study");
  private static final Map<String, String> SORTS =
      Map.of("time_descending", "最新", "popularity_descending", "最多点赞");
  private static final List<String> TYPES = List.of("不限", "视频", "图文");

  private final World world;
  private final Listings listings;
  private final Cards cards;
  private final LookLog looks;
  private final Faults faults;

  WebLists(World world, Listings listings, Cards cards, LookLog looks, Faults faults) {
    this.world = world;
    this.listings = listings;
    this.cards = cards;
    this.looks = looks;
    this.faults = faults;
  }

  ObjectNode home(JsonNode body) {
    var category = body.path("category").asText();
    var notes =
        category.equals(EVERYTHING)
            ? listings.personal()
            : listings.channel(TOPICS.getOrDefault(category, ""));
    var items = framed(notes, Cards.Place.EXPLORE);
    // A live broadcast among the notes.
    items.insertObject(items.size() / 2).put("id", "5701234567890").put("model_type", "live_v2");
    var data = object().put("cursor_score", "1.7E9");
    data.set("items", items);
    return data;
  }

  ObjectNode search(JsonNode body) {
    var filters =
        object()
            .put("sort_by", SORTS.getOrDefault(body.path("sort").asText(), "综合"))
            .put("note_type", TYPES.get(Math.clamp(body.path("note_type").asInt(), 0, 2)));
    var found = listings.search(body.path("keyword").asText(), filters);
    int from = Math.clamp((body.path("page").asLong(1) - 1) * SEARCH_PAGE, 0, found.size());
    int to = Math.min(found.size(), from + SEARCH_PAGE);
    var items = framed(found.subList(from, to), Cards.Place.SEARCH);
    // What others searched for, among the notes.
    items.addObject().put("id", "rec#1").put("model_type", "rec_query");
    var data = object().put("has_more", to < found.size());
    data.set("items", items);
    return data;
  }

  private ArrayNode framed(List<Note> notes, Cards.Place place) {
    var items = Wire.NODES.arrayNode();
    for (var card : cards.of(notes, place)) {
      var item = SnakeCase.of((ObjectNode) card);
      item.remove("index");
      items.add(item);
    }
    return items;
  }

  /// A creator's notes, page by page; the cursor is the last note's id.
  ObjectNode posted(ServerRequest req) {
    var author = req.query().first("user_id").orElse("");
    var cursor = req.query().first("cursor").orElse("");
    var all = faults.on(Fault.EMPTY_PROFILE) ? List.<Note>of() : listings.all(author);
    int from = after(all, cursor);
    int to = Math.min(all.size(), from + listings.profilePage());
    var shown = all.subList(from, to);
    looks.looked(shown);
    var data = object().put("cursor", shown.isEmpty() ? "" : shown.getLast().id());
    data.put("has_more", to < all.size());
    var notes = data.putArray("notes");
    for (var card : cards.of(shown, Cards.Place.PROFILE)) {
      notes.add(bare((ObjectNode) card, notes.isEmpty() && from == 0 && Listings.pins(author)));
    }
    return data;
  }

  private static int after(List<Note> all, String cursor) {
    for (int index = 0; index < all.size(); index++) {
      if (all.get(index).id().equals(cursor)) {
        return index + 1;
      }
    }
    return 0;
  }

  /// A card without the frame that other lists put around.
  private static ObjectNode bare(ObjectNode framed, boolean sticky) {
    var item = SnakeCase.of(framed);
    var card = (ObjectNode) item.path("note_card");
    card.set("note_id", item.path("id"));
    card.set("xsec_token", item.path("xsec_token"));
    ((ObjectNode) card.path("interact_info")).put("sticky", sticky);
    return card;
  }

  ObjectNode me() {
    return person(World.ACCOUNT).put("guest", false).put("user_id", World.ACCOUNT.id());
  }

  ObjectNode other(ServerRequest req) {
    var data = object();
    var person = world.person(req.query().first("target_user_id").orElse(""));
    data.set("basic_info", person(person));
    data.putArray("interactions");
    data.putObject("result").put("success", true);
    return data;
  }

  private ObjectNode person(Person person) {
    var avatar = cards.user(person, "").path("avatar");
    var shape =
        object()
            .put("nickname", person.name())
            .put(
                "red_id",
                Long.toString(FIRST_RED_ID + Math.floorMod(person.id().hashCode(), 1_000_000)))
            .put("desc", person.about())
            .put("gender", 0)
            .put("ip_location", person.place());
    shape.set("images", avatar);
    shape.set("imageb", avatar);
    return shape;
  }
}
