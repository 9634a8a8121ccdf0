package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/// A note in the web API, and who may see it.
final class WebNotes {
  private static final Pattern TOPIC = Pattern.compile("#([^#\\[\\]]{1,40})\\[话题]#");
  private final World world;
  private final NotePages pages;
  private final Tokens tokens;
  private final Faults faults;

  WebNotes(World world, NotePages pages, Tokens tokens, Faults faults) {
    this.world = world;
    this.pages = pages;
    this.tokens = tokens;
    this.faults = faults;
  }

  ObjectNode feed(JsonNode body) {
    var token = body.path("xsec_token").asText();
    var page = open(body.path("source_note_id").asText(), token);
    var data = object().put("cursor_score", "");
    var item = data.putArray("items").addObject();
    item.put("id", page.note().id()).put("model_type", "note");
    item.set("note_card", card(page.note(), token));
    return data;
  }

  /// The note that this token opens.
  World.Page open(String id, String token) {
    var page = there(id);
    if (!tokens.accepts(id, token, faults.tokensGoodSince())) {
      throw new WebError(300031, "当前笔记暂时无法浏览");
    }
    return page;
  }

  /// Where no token is asked for.
  World.Page there(String id) {
    var page = world.page(id).orElseThrow(() -> new WebError(-510000, "笔记不存在"));
    if (page.takenDown()) {
      throw new WebError(-510001, "笔记状态异常，请稍后查看");
    }
    return page;
  }

  /// The web API tells more than the gateway passes on.
  private ObjectNode card(Note note, String token) {
    var card = SnakeCase.of(pages.note(note, token));
    card.put("last_update_time", note.atMillis());
    card.putArray("at_user_list");
    card.putObject("share_info").put("un_share", false);
    var tags = card.putArray("tag_list");
    var topics = TOPIC.matcher(note.text());
    while (topics.find()) {
      tags.addObject()
          .put("id", Ids.digest("topic" + topics.group(1)).substring(0, 24))
          .put("name", topics.group(1))
          .put("type", "topic");
    }
    var counts = (ObjectNode) card.path("interact_info");
    counts.remove("shared_count");
    counts.put("share_count", "0");
    return card;
  }
}
