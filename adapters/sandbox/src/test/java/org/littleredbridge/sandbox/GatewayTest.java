package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the gateway does, oddities included.
class GatewayTest extends SandboxTest {
  @Test
  void givenAFreshWorld_whenListed_thenIdsCarryTimesOfTheLastThreeDays() {
    var now = clock.instant();

    for (var card : visitor.cards()) {
      var id = card.path("id").asText();
      assertThat(id).matches("[0-9a-f]{24}");
      long seconds = Long.parseLong(id.substring(0, 8), 16);
      assertThat(seconds)
          .isBetween(
              now.minus(Duration.ofDays(3)).getEpochSecond() - 600, now.getEpochSecond() - 120);
      var note = visitor.detail(card).data().path("data").path("note");
      assertThat(note.path("time").asLong() / 1000).isEqualTo(seconds);
    }
  }

  @Test
  void givenCommentsOfTheScript_whenRead_thenTheirIdsCarryTheirTimesAfterTheNotes() {
    var checked = new ArrayList<String>();
    for (var card : visitor.cards()) {
      var data = visitor.detail(card).data().path("data");
      for (var comment : data.path("comments").path("list")) {
        long seconds = Long.parseLong(comment.path("id").asText().substring(0, 8), 16);
        assertThat(comment.path("createTime").asLong() / 1000).isEqualTo(seconds);
        assertThat(comment.path("createTime").asLong())
            .isGreaterThanOrEqualTo(data.path("note").path("time").asLong());
        checked.add(comment.path("id").asText());
      }
    }
    assertThat(checked).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void givenTwoLists_whenCompared_thenTheirOrderAndTokensDiffer() {
    var first = visitor.cards();
    var second = visitor.cards();

    assertThat(first.size()).isBetween(20, 35);
    assertThat(ids(first)).isNotEqualTo(ids(second));
    var card = first.path(0);
    var token = card.path("xsecToken").asText();
    assertThat(token).hasSize(46).startsWith("AB").endsWith("=");
    var author = card.path("noteCard").path("user").path("userId").asText();
    var again =
        visitor.card(author, card.path("id").asText()).orElseThrow().path("xsecToken").asText();
    assertThat(again).isNotEqualTo(token).startsWith(token.substring(0, 23));
    assertThat(visitor.detail(card).status()).as("the older token is still good").isEqualTo(200);
  }

  @Test
  void givenATokenOfAnotherNoteOrOfYesterday_whenUsed_thenTheNoteCannotBeSeen() {
    var cards = visitor.cards();
    var mixed =
        Visitor.note(cards.path(0)).put("xsec_token", cards.path(1).path("xsecToken").asText());
    assertUnreachable(visitor.post("/api/v1/feeds/detail", mixed.toString()), "当前笔记暂时无法浏览");

    clock.forward(Duration.ofHours(25));
    assertUnreachable(visitor.detail(cards.path(0)), "当前笔记暂时无法浏览");
  }

  @Test
  void givenAForgedToken_whenUsed_thenTheNoteCannotBeSeen() {
    var card = visitor.anyCard();
    for (var token : List.of("x", "AB" + "!".repeat(43) + "=", "AB" + "A".repeat(43) + "=")) {
      var request = Visitor.note(card).put("xsec_token", token);
      assertUnreachable(visitor.post("/api/v1/feeds/detail", request.toString()), "当前笔记暂时无法浏览");
    }
  }

  @Test
  void givenUnknownAndTakenDownNotes_whenAskedFor_thenTheCauseIsInTheDetails() {
    var card = visitor.published("");
    var unknown = Visitor.note(card).put("feed_id", "0123456789abcdef01234567");
    assertUnreachable(
        visitor.post("/api/v1/feeds/detail", unknown.toString()), "not found in noteDetailMap");

    assertThat(visitor.delete("/_sandbox/notes/" + card.path("id").asText()).status())
        .isEqualTo(200);
    assertUnreachable(visitor.detail(card), "笔记不可访问: 该笔记已被删除");
    assertThat(visitor.comment(card, "嗨").json().path("code").asText())
        .isEqualTo("POST_COMMENT_FAILED");
  }

  @Test
  void givenAKeyword_whenSearched_thenTitleAndTextMatchAndFiltersHold() {
    visitor.published(",\"title\":\"青柠气泡水 QingNing\",\"likes\":5");
    visitor.published(",\"text\":\"我也喜欢青柠\",\"type\":\"video\",\"likes\":90");

    assertThat(search("{\"keyword\":\"青柠\"}")).hasSize(2);
    assertThat(search("{\"keyword\":\"qingning\"}")).hasSize(1);
    assertThat(search("{\"keyword\":\"青柠\",\"filters\":{\"note_type\":\"视频\"}}")).hasSize(1);
    var liked = search("{\"keyword\":\"青柠\",\"filters\":{\"sort_by\":\"最多点赞\"}}");
    assertThat(liked.path(0).path("noteCard").path("interactInfo").path("likedCount").asText())
        .isEqualTo("90");
    assertThat(search("{\"keyword\":\"没有人写过的词\"}").isArray()).isTrue();
    assertThat(visitor.get("/api/v1/feeds/search?keyword=青柠").data().path("count").asInt())
        .isEqualTo(2);
    clock.forward(Duration.ofDays(2));
    assertThat(search("{\"keyword\":\"青柠\",\"filters\":{\"publish_time\":\"一天内\"}}")).isEmpty();
  }

  @Test
  void givenAWrongFilterOrNoKeyword_whenSearched_thenItIsRefusedAsByTheGateway() {
    var wrong =
        visitor.post(
            "/api/v1/feeds/search", "{\"keyword\":\"面\",\"filters\":{\"sort_by\":\"最热\"}}");
    assertThat(wrong.status()).isEqualTo(500);
    assertThat(wrong.json().path("code").asText()).isEqualTo("SEARCH_FEEDS_FAILED");
    assertThat(wrong.json().path("details").asText()).startsWith("排序依据 不支持 \"最热\"");
    assertThat(visitor.get("/api/v1/feeds/search").json().path("code").asText())
        .isEqualTo("MISSING_KEYWORD");
  }

  @Test
  void givenManyComments_whenTheDetailIsRead_thenDepthFollowsTheNestedOptionsOnly() {
    var card = visitor.published("");
    for (int i = 0; i < 24; i++) {
      say(card, "", "第" + i + "条");
    }
    var root = visitor.comments(card).path(0).path("id").asText();
    for (int i = 0; i < 3; i++) {
      say(card, root, "回复" + i);
    }

    var plain = comments(card, "");
    assertThat(plain.path("list")).hasSize(10);
    assertThat(plain.path("hasMore").asBoolean()).isTrue();
    assertThat(plain.path("cursor").asText())
        .isEqualTo(plain.path("list").path(9).path("id").asText());
    assertThat(comments(card, ",\"load_all_comments\":true").path("list")).hasSize(20);
    assertThat(comments(card, ",\"load_all_comments\":true,\"max_comment_items\":50").path("list"))
        .as("flat fields are overlooked")
        .hasSize(20);
    var deep =
        comments(
            card,
            ",\"load_all_comments\":true,\"comment_config\":{\"max_comment_items\":50,\"click_more_replies\":true}");
    assertThat(deep.path("list")).hasSize(24);
    assertThat(thread(deep, root).path("subComments")).hasSize(3);
    assertThat(thread(deep, root).path("subCommentCount").asText()).isEqualTo("3");
    var shallow =
        comments(
            card,
            ",\"load_all_comments\":true,\"comment_config\":{\"max_comment_items\":50,\"click_more_replies\":true,\"max_replies_threshold\":2}");
    assertThat(thread(shallow, root).path("subComments")).hasSize(1);
  }

  @Test
  void givenAComment_whenPosted_thenItIsThereWithoutTellingItsId() {
    var card = visitor.anyCard();

    var answer = visitor.comment(card, "我也想去！👍");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().has("comment_id")).isFalse();
    var first = comments(card, "").path("list").path(0);
    assertThat(first.path("content").asText()).isEqualTo("我也想去！👍");
    assertThat(first.path("userInfo").path("userId").asText())
        .isEqualTo(visitor.get("/api/v1/login/status").data().path("user_id").asText());
    assertThat(mine(card)).containsExactly("我也想去！👍");
  }

  @Test
  void givenTextThatThePageShowsDifferently_whenPosted_thenItIsThereButUnconfirmed() {
    for (var text : List.of("两行\n字", "两个  空格", "好吃[偷笑R]", " 空格在前")) {
      var card = visitor.published("");
      var answer = visitor.comment(card, text);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.json().path("details").asText()).startsWith("评论未确认成功");
      assertThat(mine(card)).containsExactly(text);
    }
  }

  @Test
  void givenReplies_whenSent_thenTheyJoinTheThreadOrTheTargetIsNotFound() {
    var card = visitor.published("");
    say(card, "", "有人吗");
    var root = visitor.comments(card).path(0);
    var rootId = root.path("id").asText();

    var answer = visitor.reply(card, rootId, "有的");
    assertThat(answer.data().path("target_comment_id").asText()).isEqualTo(rootId);
    assertThat(visitor.comments(card).path(1).path("replyTo").asText()).isEqualTo(rootId);
    var author = comments(card, "").path("list").path(0).path("userInfo").path("userId").asText();
    var byUser =
        visitor.post(
            "/api/v1/feeds/comment/reply",
            Visitor.note(card).put("user_id", author).put("content", "还有我").toString());
    assertThat(byUser.data().path("target_user_id").asText()).isEqualTo(author);
    var lost = visitor.reply(card, "66971acb0000000005020d08", "喂");
    assertThat(lost.status()).isEqualTo(500);
    assertThat(lost.json().path("details").asText())
        .isEqualTo("无法找到评论: 未找到评论 (commentID: 66971acb0000000005020d08, userID: )");
    assertThat(mine(card)).hasSize(2);
  }

  @Test
  void givenBadRequests_whenSent_thenTheWordsAreTheFrameworks() {
    assertInvalid(
        "/api/v1/feeds/detail",
        "{\"feed_id\":\"1\"}",
        "Key: 'FeedDetailRequest.XsecToken' Error:Field validation for 'XsecToken' failed on the 'required' tag");
    assertInvalid(
        "/api/v1/user/profile",
        "{\"user_id\":\"1\",\"xsec_token\":\"\"}",
        "Key: 'UserProfileRequest.XsecToken' Error:Field validation for 'XsecToken' failed on the 'required' tag");
    assertInvalid("/api/v1/feeds/comment", "", "EOF");
    assertInvalid("/api/v1/feeds/comment", "{not json", "invalid character");
    assertInvalid("/api/v1/feeds/comment", "[1]", "cannot unmarshal array");
    assertInvalid("/api/v1/feeds/comment", "{\"feed_id\":7}", "cannot unmarshal number");
    assertInvalid(
        "/api/v1/feeds/comment/reply",
        "{\"feed_id\":\"1\",\"xsec_token\":\"2\",\"content\":\"3\"}",
        "'required_without' tag");
  }

  @Test
  void givenAHugeBody_whenSent_thenItIsRefusedAndTheServerGoesOn() {
    assertThat(visitor.post("/api/v1/feeds/comment", "x".repeat(9 << 20)).status()).isEqualTo(413);
    assertThat(visitor.get("/health").status()).isEqualTo(200);
  }

  @Test
  void givenUnknownPathsOrMethods_whenAsked_thenPlain404() {
    for (var answer :
        List.of(visitor.get("/api/v1/nothing"), visitor.get("/api/v1/feeds/detail"))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.headers().get("Content-Type")).startsWith("text/plain");
      assertThat(answer.text()).isEqualTo("404 page not found");
    }
  }

  @Test
  void givenCreators_whenTheirProfilesAreRead_thenNewestComesFirstButForAPinnedOne() {
    int pinned = 0;
    for (var creator : sandbox.creators()) {
      var ids = ids(visitor.profile(creator.id()).data().path("data").path("feeds"));
      assertThat(ids).isNotEmpty().hasSizeLessThanOrEqualTo(30);
      boolean pins = Listings.pins(creator.id());
      pinned += pins ? 1 : 0;
      assertThat(ids.subList(pins ? 1 : 0, ids.size()))
          .isSortedAccordingTo((a, b) -> b.compareTo(a));
      if (pins && ids.size() > 1) {
        assertThat(ids.getFirst()).isLessThan(ids.getLast());
      }
    }
    assertThat(pinned).as("some pin, some do not").isBetween(1, sandbox.creators().size() - 1);
    assertThat(visitor.get("/api/v1/user/me").data().path("data").path("feeds").isNull()).isTrue();
  }

  @Test
  void givenAnUnknownUser_whenTheProfileIsRead_thenItFails() {
    var answer = visitor.profile("000000000000000000000000");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("code").asText()).isEqualTo("GET_USER_PROFILE_FAILED");
  }

  @Test
  void givenALike_whenSetAndTakenBack_thenTheCountFollows() {
    var card = visitor.published(",\"likes\":41");
    visitor.post("/api/v1/feeds/like", Visitor.note(card).toString());
    assertThat(likes(card).path("likedCount").asText()).isEqualTo("42");
    assertThat(likes(card).path("liked").asBoolean()).isTrue();
    visitor.post("/api/v1/feeds/like", Visitor.note(card).put("unlike", true).toString());
    assertThat(likes(card).path("likedCount").asText()).isEqualTo("41");
  }

  @Test
  void givenAnswersToOurComments_whenNotificationsAreRead_thenTheyAreThereInSeconds() {
    var card = visitor.published("");
    visitor.comment(card, "你好");
    say(card, visitor.comments(card).path(0).path("id").asText(), "你也好");

    assertThat(
            visitor.get("/api/v1/notifications/unread").data().path("data").path("unread").asInt())
        .isEqualTo(1);
    var data =
        visitor.post("/api/v1/notifications/list", "{\"tab\":\"mentions\"}").data().path("data");
    assertThat(data.path("items")).hasSize(1);
    var item = data.path("items").path(0);
    assertThat(item.path("comment_text").asText()).isEqualTo("你也好");
    assertThat(item.path("time").asLong()).isEqualTo(clock.instant().getEpochSecond());
    assertThat(item.path("feed_id").asText()).isEqualTo(card.path("id").asText());
    assertThat(
            visitor.get("/api/v1/notifications/unread").data().path("data").path("unread").asInt())
        .isZero();
  }

  @Test
  void givenCounts_whenWritten_thenTheyLookLikeThePlatforms() {
    assertThat(
            List.of(9999L, 10_000L, 12_345L, 99_999L, 100_000L, 1_234_567L).stream()
                .map(Counts::written))
        .containsExactly("9999", "1万", "1.2万", "9.9万", "10万+", "123万+");
    assertThat(
            List.of("8763", "1.2万", "10万+", "").stream()
                .map(Wire.NODES::textNode)
                .map(Counts::read))
        .containsExactly(8763L, 12_000L, 100_000L, 0L);
  }

  private JsonNode search(String body) {
    return visitor.post("/api/v1/feeds/search", body).data().path("feeds");
  }

  private JsonNode comments(JsonNode card, String options) {
    var request = Visitor.note(card).toString().replaceFirst("}$", options + "}");
    return visitor.post("/api/v1/feeds/detail", request).data().path("data").path("comments");
  }

  private JsonNode likes(JsonNode card) {
    return visitor.detail(card).data().path("data").path("note").path("interactInfo");
  }

  private void say(JsonNode card, String replyTo, String text) {
    var body =
        Visitor.JSON.createObjectNode().put("note", card.path("id").asText()).put("text", text);
    if (!replyTo.isEmpty()) {
      body.put("replyTo", replyTo);
    }
    assertThat(visitor.post("/_sandbox/comments", body.toString()).status()).isEqualTo(200);
  }

  private List<String> mine(JsonNode card) {
    var texts = new ArrayList<String>();
    visitor
        .comments(card)
        .forEach(c -> {
          if (c.path("mine").asBoolean()) {
            texts.add(c.path("text").asText());
          }
        });
    return texts;
  }

  private static JsonNode thread(JsonNode comments, String id) {
    for (var comment : comments.path("list")) {
      if (comment.path("id").asText().equals(id)) {
        return comment;
      }
    }
    throw new AssertionError("no thread " + id);
  }

  private static List<String> ids(JsonNode cards) {
    var ids = new ArrayList<String>();
    cards.forEach(card -> ids.add(card.path("id").asText()));
    return ids;
  }

  private void assertInvalid(String path, String body, String details) {
    var answer = visitor.post(path, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.json().has("success")).isFalse();
    assertThat(answer.json().path("details").asText()).contains(details);
  }

  private static void assertUnreachable(Visitor.Answer answer, String details) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("code").asText()).isEqualTo("GET_FEED_DETAIL_FAILED");
    assertThat(answer.json().path("details").asText()).contains(details);
  }
}
