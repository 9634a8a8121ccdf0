package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The gateway's calls that only look: lists, a note, a profile.
final class Reading {
  private static final int DEFAULT_ROOTS = 10;
  private static final int DEFAULT_ITEMS = 20;
  private static final int DEFAULT_THRESHOLD = 10;
  private static final int FIRST_RED_ID = 1_000_000_000;
  private final World world;
  private final Listings listings;
  private final Cards cards;
  private final NotePages pages;
  private final Doorman doorman;
  private final Faults faults;
  private final LookLog looks;

  Reading(
      World world,
      Listings listings,
      Cards cards,
      NotePages pages,
      Doorman doorman,
      Faults faults,
      LookLog looks) {
    this.world = world;
    this.listings = listings;
    this.cards = cards;
    this.pages = pages;
    this.doorman = doorman;
    this.faults = faults;
    this.looks = looks;
  }

  ObjectNode list() {
    doorman.check(Operation.LIST, "");
    return feeds(listings.personal(), Cards.Place.EXPLORE);
  }

  ObjectNode search(String keyword, JsonNode filters) {
    if (keyword.isEmpty()) {
      throw new GatewayError(
          400, "MISSING_KEYWORD", "缺少关键词参数", Wire.NODES.textNode("keyword parameter is required"));
    }
    doorman.check(Operation.SEARCH, "");
    return feeds(listings.search(keyword, filters), Cards.Place.SEARCH);
  }

  ObjectNode detail(GoRequest request) {
    request.require("feed_id", "xsec_token");
    var id = request.text("feed_id");
    var token = request.text("xsec_token");
    var page = doorman.open(Operation.DETAIL, id, token);
    var answer = object().put("feed_id", id);
    answer.set("data", pages.page(page, token, depth(request)));
    return answer;
  }

  ObjectNode profile(GoRequest request) {
    request.require("user_id", "xsec_token");
    var tab = request.text("tab");
    if (!List.of("", "note", "fav", "liked").contains(tab)) {
      throw Operation.PROFILE.failed("未知的主页 tab \"%s\"".formatted(tab));
    }
    var id = request.text("user_id");
    doorman.check(Operation.PROFILE, id);
    var nobody =
        world.creators().stream().noneMatch(c -> c.id().equals(id))
            && world.person(id).key().equals(id);
    if (nobody || world.isGone(id)) {
      throw Operation.PROFILE.failed("user.userPageData.value not found in __INITIAL_STATE__");
    }
    return profile(world.person(id), tab.isEmpty() || tab.equals("note"));
  }

  ObjectNode me() {
    doorman.check(Operation.ME, "");
    return profile(World.ACCOUNT, true);
  }

  private ObjectNode profile(Person person, boolean notes) {
    var own = notes ? listings.profile(person.id()) : List.<Note>of();
    var data = object();
    var avatar = cards.user(person, "").path("avatar").asText();
    data.putObject("userBasicInfo")
        .put("gender", 0)
        .put("ipLocation", person.place())
        .put("desc", person.about())
        .put("imageb", avatar + "?imageView2/2/w/540/format/webp")
        .put("nickname", person.name())
        .put("images", avatar + "?imageView2/2/w/360/format/webp")
        .put(
            "redId",
            Long.toString(FIRST_RED_ID + Math.floorMod(person.id().hashCode(), 1_000_000)));
    long likes = own.stream().mapToLong(Note::likes).sum();
    var interactions = data.putArray("interactions");
    interactions.addObject().put("type", "follows").put("name", "关注").put("count", "126");
    interactions
        .addObject()
        .put("type", "fans")
        .put("name", "粉丝")
        .put("count", Counts.written(likes / 4));
    interactions
        .addObject()
        .put("type", "interaction")
        .put("name", "获赞与收藏")
        .put("count", Counts.written(likes + likes / 3));
    boolean nothing = own.isEmpty() || faults.on(Fault.EMPTY_PROFILE);
    data.set("feeds", nothing ? Wire.NODES.nullNode() : cards.of(own, Cards.Place.PROFILE));
    looks.looked(own);
    var answer = object();
    answer.set("data", data);
    return answer;
  }

  private ObjectNode feeds(List<Note> notes, Cards.Place place) {
    var data = object();
    data.set("feeds", cards.of(notes, place));
    return data.put("count", notes.size());
  }

  // The options count only inside comment_config; beside it they are overlooked in silence. Zero
  // and less mean the default, not "all".
  private static NotePages.Depth depth(GoRequest request) {
    var config = request.body().path("comment_config");
    int items = positive(config, "max_comment_items", DEFAULT_ITEMS);
    int threshold = positive(config, "max_replies_threshold", DEFAULT_THRESHOLD);
    return request.flag("load_all_comments")
        ? new NotePages.Depth(items, config.path("click_more_replies").asBoolean(), threshold)
        : new NotePages.Depth(DEFAULT_ROOTS, false, threshold);
  }

  private static int positive(JsonNode config, String key, int otherwise) {
    int value = config.path(key).asInt();
    return value > 0 ? value : otherwise;
  }
}
