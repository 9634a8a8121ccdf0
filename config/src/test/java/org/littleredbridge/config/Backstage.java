package org.littleredbridge.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/// What happens on the fictional RedNote without the bridge: its controls, and its gateway as
/// somebody else asks it.
final class Backstage implements AutoCloseable {
  private final Caller caller;

  Backstage(URI sandbox) {
    this.caller = new Caller(sandbox);
  }

  record Creator(String id, String name, String url) {
    /// The same page where a real one would be.
    String realUrl() {
      return url.replaceFirst("^http://[^/]+", "https://www.rednote.com");
    }
  }

  record Written(String id, String text, boolean mine, String replyTo) {}

  List<Creator> creators() {
    return list(
        caller.get("/_sandbox/creators").fine(),
        c -> new Creator(c.path("id").asText(), c.path("name").asText(), c.path("url").asText()));
  }

  Creator join(String name) {
    var person = caller.post("/_sandbox/creators", json("name", name)).fine();
    return new Creator(
        person.path("id").asText(), person.path("name").asText(), person.path("url").asText());
  }

  /// Which code to log in waits to be scanned; 0: none.
  int loginSession() {
    return caller.get("/_sandbox/login").fine().path("session").asInt();
  }

  /// @return whether somebody is logged in by that
  boolean scan(int session) {
    var body = Caller.JSON.createObjectNode().put("session", session);
    return caller.post("/_sandbox/login/scan", body).fine().path("logged_in").asBoolean();
  }

  /// Publishes a note and tells its id.
  String publish(Creator creator, String title, String text) {
    return caller.post("/_sandbox/notes", draft(creator, title, text)).fine().path("id").asText();
  }

  /// Publishes a note with pictures and tells its id.
  String publishWithPictures(Creator creator, String title, String text, int pictures) {
    var draft = ((ObjectNode) draft(creator, title, text)).put("pictures", pictures);
    return caller.post("/_sandbox/notes", draft).fine().path("id").asText();
  }

  /// Takes a note down.
  void takeDown(String note) {
    caller.delete("/_sandbox/notes/" + note).fine();
  }

  /// What the share button gives for a note, or some other short link.
  ///
  /// @param what `note`, `creator` or `to`
  String shortLink(String what, String id, String form) {
    return caller
        .post("/_sandbox/shortlinks", json(what, id, "form", form))
        .fine()
        .path("url")
        .asText();
  }

  /// Publishes several at once and tells their ids in the same order.
  List<String> publish(List<? extends JsonNode> drafts) {
    var all = Caller.JSON.createArrayNode();
    drafts.forEach(all::add);
    return list(caller.post("/_sandbox/notes", all).fine(), n -> n.path("id").asText());
  }

  static JsonNode draft(Creator creator, String title, String text) {
    return Caller.JSON
        .createObjectNode()
        .put("creator", creator.id())
        .put("title", title)
        .put("text", text);
  }

  /// Its creator writes it anew.
  void edit(String note, String title, String text) {
    caller.put("/_sandbox/notes/" + note, json("title", title, "text", text)).fine();
  }

  List<Written> comments(String note) {
    return list(
        caller.get("/_sandbox/comments?note=" + note).fine(),
        c ->
            new Written(
                c.path("id").asText(),
                c.path("text").asText(),
                c.path("mine").asBoolean(),
                c.path("replyTo").asText()));
  }

  /// The page of a note as the gateway tells it, with the token that its creator's list gives.
  JsonNode detail(Creator creator, String note) {
    var feeds =
        caller
            .post(
                "/api/v1/user/profile", json("user_id", creator.id(), "xsec_token", token(creator)))
            .fine()
            .at("/data/data/feeds");
    var card =
        StreamSupport.stream(feeds.spliterator(), false)
            .filter(feed -> feed.path("id").asText().equals(note))
            .findFirst()
            .orElseThrow(() -> new AssertionError("not listed: " + note));
    return caller
        .post(
            "/api/v1/feeds/detail",
            json("feed_id", note, "xsec_token", card.path("xsecToken").asText()))
        .fine();
  }

  private static String token(Creator creator) {
    return creator.url().replaceFirst(".*xsec_token=", "").replaceFirst("&.*", "");
  }

  /// @param faults the switches as JSON
  void faults(String faults) {
    caller.post("/_sandbox/faults", faults).fine();
  }

  void clearFaults() {
    caller.delete("/_sandbox/faults").fine();
  }

  /// How many calls are still to go wrong in that way.
  long left(String fault) {
    return caller.get("/_sandbox/faults").fine().path(fault).asLong();
  }

  /// All calls that the gateway got.
  long calls() {
    return StreamSupport.stream(caller.get("/_sandbox/calls").fine().spliterator(), false)
        .mapToLong(JsonNode::asLong)
        .sum();
  }

  /// The calls of one kind.
  long calls(String kind) {
    return caller.get("/_sandbox/calls").fine().path(kind).asLong();
  }

  private static JsonNode json(String... pairs) {
    var node = Caller.JSON.createObjectNode();
    for (int i = 0; i < pairs.length; i += 2) {
      node.put(pairs[i], pairs[i + 1]);
    }
    return node;
  }

  private static <T> List<T> list(JsonNode nodes, Function<JsonNode, T> read) {
    return StreamSupport.stream(nodes.spliterator(), false).map(read).toList();
  }

  @Override
  public void close() {
    caller.close();
  }
}
