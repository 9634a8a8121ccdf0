package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The shapes of the answers, key by key.
class GatewayShapeTest extends SandboxTest {
  @Test
  void givenAnImageNote_whenListed_thenTheCardHasExactlyTheseKeysInThisOrder() {
    var card = ofType(visitor.cards(), "normal");

    assertThat(keys(card)).containsExactly("xsecToken", "id", "modelType", "noteCard", "index");
    assertThat(card.path("modelType").asText()).isEqualTo("note");
    var note = card.path("noteCard");
    assertThat(keys(note)).containsExactly("type", "displayTitle", "user", "interactInfo", "cover");
    assertThat(keys(note.path("user"))).containsExactly("userId", "nickname", "nickName", "avatar");
    assertThat(note.path("user").path("nickName").asText()).isNotEmpty();
    assertThat(keys(note.path("interactInfo")))
        .containsExactly(
            "liked", "likedCount", "sharedCount", "commentCount", "collectedCount", "collected");
    assertThat(note.path("interactInfo").path("commentCount")).isEqualTo(Wire.NODES.textNode(""));
    assertThat(keys(note.path("cover")))
        .containsExactly("width", "height", "url", "fileId", "urlPre", "urlDefault", "infoList");
    assertThat(note.path("cover").path("infoList").findValuesAsText("imageScene"))
        .containsExactly("WB_PRV", "WB_DFT");
  }

  @Test
  void givenAVideo_whenListed_thenItsCardTellsTheLengthInSecondsButNotOnTheProfile() {
    var onProfile = visitor.published(",\"type\":\"video\"");
    var card = ofType(visitor.cards(), "video");

    assertThat(onProfile.path("noteCard").path("type").asText()).isEqualTo("video");
    assertThat(onProfile.path("noteCard").has("video")).isFalse();
    assertThat(card.path("noteCard").path("video").path("capa").path("duration").asInt())
        .isEqualTo(4);
  }

  @Test
  void givenAProfile_whenRead_thenItIsWrappedTwiceAndKeepsTheGatewaysSlips() {
    var answer = visitor.profile(sandbox.creators().getFirst().id()).json();

    assertThat(keys(answer)).containsExactly("success", "data", "message");
    assertThat(answer.path("message").asText()).isEqualTo("result.Message");
    var data = answer.path("data").path("data");
    assertThat(keys(data)).containsExactly("userBasicInfo", "interactions", "feeds");
    assertThat(keys(data.path("userBasicInfo")))
        .containsExactly("gender", "ipLocation", "desc", "imageb", "nickname", "images", "redId");
    assertThat(data.path("interactions").findValuesAsText("type"))
        .containsExactly("follows", "fans", "interaction");
    var card = data.path("feeds").path(0);
    assertThat(card.path("modelType").asText("missing")).isEmpty();
    assertThat(card.path("noteCard").path("user").path("nickName").asText("missing")).isEmpty();
  }

  @Test
  void givenAVideo_whenItsDetailIsRead_thenTheStreamIsThereAndIdsGoBeyondADouble() {
    var media =
        detail(visitor.published(",\"type\":\"video\"")).path("note").path("video").path("media");

    assertThat(media.path("videoId").asLong()).isGreaterThan(1L << 53);
    assertThat(keys(media.path("stream"))).containsExactly("h264", "h265", "av1");
    assertThat(media.path("stream").path("h264")).hasSize(1);
    assertThat(media.path("stream").path("h265").isArray()).isTrue();
    var stream = media.path("stream").path("h264").path(0);
    assertThat(stream.path("duration").asInt()).isEqualTo(4000);
    assertThat(visitor.get(stream.path("masterUrl").asText()).bytes())
        .hasSize(stream.path("size").asInt());
  }

  @Test
  void givenTextWithMarkup_whenSent_thenItIsEscapedAsGoDoesAndEmojiAreNot() {
    var card = visitor.published(",\"text\":\"a<b>&c \\u2028 🌶️\"");

    var raw = visitor.detail(card).text();

    assertThat(raw).contains("a\\u003cb\\u003e\\u0026c \\u2028 🌶️").doesNotContain("<b>");
  }

  @Test
  void givenEveryOperation_whenItSucceeds_thenTheMessageIsTheGateways() {
    var card = visitor.anyCard();
    assertThat(visitor.get("/health").json().path("message").asText()).isEqualTo("服务正常");
    assertThat(message(visitor.get("/api/v1/login/status"))).isEqualTo("检查登录状态成功");
    assertThat(message(visitor.get("/api/v1/login/qrcode"))).isEqualTo("获取登录二维码成功");
    assertThat(message(visitor.get("/api/v1/feeds/list"))).isEqualTo("获取Feeds列表成功");
    assertThat(message(visitor.get("/api/v1/feeds/search?keyword=x"))).isEqualTo("搜索Feeds成功");
    assertThat(message(visitor.detail(card))).isEqualTo("获取Feed详情成功");
    assertThat(message(visitor.get("/api/v1/user/me"))).isEqualTo("获取我的主页成功");
    assertThat(message(visitor.comment(card, "好看"))).isEqualTo("评论发表成功");
    assertThat(message(visitor.get("/api/v1/notifications/unread"))).isEqualTo("获取未读数成功");
    assertThat(message(visitor.get("/api/v1/notifications/list"))).isEqualTo("获取通知列表成功");
  }

  @Test
  void givenTheReferenceSamples_whenComparedWithOurAnswers_thenKeysAndTypesAreTheSame()
      throws IOException {
    var samples = samples();
    var image = visitor.published(",\"pictures\":3");
    var video = visitor.published(",\"type\":\"video\"");
    somebodyTalks(image);
    var mine = visitor.comments(image).path(0).path("id").asText();
    var ours = new TreeMap<String, JsonNode>();
    ours.put("GET_health.200", visitor.get("/health").json());
    ours.put("GET_login_status.in.200", visitor.get("/api/v1/login/status").json());
    ours.put("GET_login_qrcode.already.200", visitor.get("/api/v1/login/qrcode").json());
    ours.put("GET_feeds_list.200", visitor.get("/api/v1/feeds/list").json());
    ours.put("POST_feeds_detail.normal.200", visitor.detail(image).json());
    ours.put("POST_feeds_detail.video.200", visitor.detail(video).json());
    ours.put("POST_user_profile.200", visitor.profile(sandbox.creators().getFirst().id()).json());
    ours.put("POST_feeds_comment.200", visitor.comment(image, "真好").json());
    ours.put("GET_notifications_list.200", visitor.get("/api/v1/notifications/list").json());
    ours.put("error.400.missing_keyword", visitor.get("/api/v1/feeds/search").json());
    ours.put(
        "error.400.invalid_request",
        visitor.post("/api/v1/feeds/detail", "{\"feed_id\":\"1\"}").json());
    ours.put("error.500.comment.unconfirmed", visitor.comment(image, "两  格").json());
    ours.put("error.500.reply.not_found", visitor.reply(image, "abc", "在吗").json());
    visitor.fault("{\"panic\":1}");
    ours.put("error.500.panic", visitor.get("/api/v1/feeds/list").json());
    visitor.fault("{\"emptyProfile\":true}");
    ours.put(
        "POST_user_profile.empty.200", visitor.profile(sandbox.creators().getFirst().id()).json());
    visitor.fault("{\"loggedOut\":true}");
    ours.put("GET_login_status.out.200", visitor.get("/api/v1/login/status").json());
    ours.put("GET_login_qrcode.200", visitor.get("/api/v1/login/qrcode").json());
    assertThat(mine).isNotEmpty();

    for (var entry : ours.entrySet()) {
      var sample = Visitor.JSON.readTree(samples.resolve(entry.getKey() + ".json").toFile());
      assertThat(differences(entry.getKey(), sample, entry.getValue())).isEmpty();
    }
  }

  private void somebodyTalks(JsonNode card) {
    visitor.comment(card, "你好呀");
    var mine = visitor.comments(card).path(0).path("id").asText();
    visitor.post(
        "/_sandbox/comments",
        Visitor.JSON
            .createObjectNode()
            .put("note", card.path("id").asText())
            .put("replyTo", mine)
            .put("text", "你也好")
            .toString());
  }

  private static Path samples() {
    var folder = System.getProperty("bridge.test.samples", "");
    var found = !folder.isEmpty() && Files.isDirectory(Path.of(folder));
    if (Boolean.getBoolean("bridge.test.everything")) {
      assertThat(found).as("bridge.test.samples must name the folder of samples").isTrue();
    }
    assumeTrue(found, "bridge.test.samples names no folder: shapes are not compared with samples");
    try (var all = Files.walk(Path.of(folder))) {
      return all.filter(p -> p.endsWith("derived/xiaohongshu-mcp")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What an empty list or a missing name allows: null and an array stand for each other, and a
  // list's elements are compared by the first one of each kind.
  private static List<String> differences(String at, JsonNode sample, JsonNode ours) {
    var found = new ArrayList<String>();
    if (sample.isObject() && ours.isObject()) {
      var all = new TreeSet<String>(keys(sample));
      all.addAll(keys(ours));
      for (var key : all) {
        if (!sample.has(key) || !ours.has(key)) {
          found.add(at + "." + key + (sample.has(key) ? " is missing" : " is too much"));
        } else {
          found.addAll(differences(at + "." + key, sample.path(key), ours.path(key)));
        }
      }
    } else if (sample.isArray() && ours.isArray()) {
      firstOfEachKind(sample)
          .forEach((kind, element) -> {
            var other = firstOfEachKind(ours).get(kind);
            if (other != null) {
              found.addAll(differences(at + "[" + kind + "]", element, other));
            }
          });
    } else if (!sample.getNodeType().equals(ours.getNodeType())
        && !(nullable(sample) && nullable(ours))) {
      found.add(at + " is " + ours.getNodeType() + ", not " + sample.getNodeType());
    }
    return found;
  }

  private static boolean nullable(JsonNode node) {
    return node.isNull() || node.isArray();
  }

  private static Map<String, JsonNode> firstOfEachKind(JsonNode array) {
    var kinds = new TreeMap<String, JsonNode>();
    for (var element : array) {
      var kind =
          element.path("noteCard").path("type").asText("") + (element.has("comment_id") ? "c" : "");
      kinds.putIfAbsent(kind, element);
    }
    return kinds;
  }

  private JsonNode detail(JsonNode card) {
    return visitor.detail(card).data().path("data");
  }

  private static JsonNode ofType(JsonNode cards, String type) {
    for (var card : cards) {
      if (card.path("noteCard").path("type").asText().equals(type)) {
        return card;
      }
    }
    throw new AssertionError("no card of type " + type);
  }

  private static String message(Visitor.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.json().path("success").asBoolean()).isTrue();
    return answer.json().path("message").asText();
  }

  private static Set<String> keys(JsonNode node) {
    var keys = new LinkedHashSet<String>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
