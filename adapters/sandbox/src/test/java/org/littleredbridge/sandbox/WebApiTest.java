package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The web API, as redbook asks it.
class WebApiTest extends SandboxTest {
  private static final String[] SIGNED = {
    "x-s", "XYS_test", "x-t", "1762763443000", "Cookie", "a1=19ab; web_session=0400"
  };
  private static final String ROOT = "/api/sns/web/";

  private Visitor.Answer get(String path) {
    return visitor.get(ROOT + path, SIGNED);
  }

  private Visitor.Answer post(String path, String body) {
    return visitor.post(ROOT + path, body, SIGNED);
  }

  private JsonNode posted(String creator, String cursor) {
    return get("v2/user_posted?num=30&user_id=" + creator + "&cursor=" + cursor).data();
  }

  private String creator() {
    return sandbox.creators().getFirst().id();
  }

  /// A new note, as the web API's list shows it.
  private JsonNode note() {
    var id = visitor.published("").path("id").asText();
    for (var note : posted(creator(), "").path("notes")) {
      if (note.path("note_id").asText().equals(id)) {
        return note;
      }
    }
    throw new AssertionError("the new note is not in the list");
  }

  private static String feedBody(JsonNode note) {
    return "{\"source_note_id\":\"%s\",\"xsec_token\":\"%s\",\"xsec_source\":\"pc_feed\"}"
        .formatted(note.path("note_id").asText(), note.path("xsec_token").asText());
  }

  private static String commentPath(JsonNode note, String cursor) {
    return "v2/comment/page?note_id=%s&cursor=%s&xsec_token=%s"
        .formatted(
            note.path("note_id").asText(),
            cursor,
            URLEncoder.encode(note.path("xsec_token").asText(), StandardCharsets.UTF_8));
  }

  private Visitor.Answer say(JsonNode note, String text) {
    return post(
        "v1/comment/post",
        "{\"note_id\":\"%s\",\"content\":\"%s\",\"at_users\":[]}"
            .formatted(note.path("note_id").asText(), text));
  }

  private List<String> said(JsonNode note) {
    var path = "/_sandbox/comments?note=" + note.path("note_id").asText();
    return texts(visitor.get(path).json(), "text");
  }

  private static List<String> texts(JsonNode list, String key) {
    return StreamSupport.stream(list.spliterator(), false).map(n -> n.path(key).asText()).toList();
  }

  @Test
  void givenNoSignatureOrSession_whenAsked_thenTheNumbersSayWhichIsMissing() {
    assertThat(visitor.get(ROOT + "v2/user/me").status()).isEqualTo(406);
    assertThat(visitor.get(ROOT + "v2/user/me").text())
        .isEqualTo("{\"code\":-1,\"success\":false}");
    var visit = visitor.get(ROOT + "v2/user/me", "x-s", "1", "x-t", "2", "Cookie", "a1=only");
    assertThat(visit.status()).isEqualTo(200);
    assertThat(visit.json().path("code").asInt()).isEqualTo(-101);
    var me = get("v2/user/me").data();
    assertThat(me.path("guest").asBoolean(true)).isFalse();
    assertThat(me.path("user_id").asText()).isEqualTo(World.ACCOUNT.id());
    assertThat(get("v1/user/otherinfo?target_user_id=" + creator()).data().path("basic_info"))
        .isNotEmpty();
  }

  @Test
  void givenACreatorWithMorePages_whenFollowedByCursor_thenEachNoteComesOnce() {
    sandbox.profilePage(4);
    var seen = new HashSet<String>();
    var cursor = "";
    var more = true;
    for (int page = 0; more && page < 100; page++) {
      var data = posted(creator(), cursor);
      texts(data.path("notes"), "note_id").forEach(id -> assertThat(seen.add(id)).isTrue());
      cursor = data.path("cursor").asText();
      more = data.path("has_more").asBoolean();
    }
    assertThat(more).isFalse();
    assertThat(seen.size()).isGreaterThan(4);
    assertThat(posted(creator(), "").path("notes").path(0).has("note_card")).isFalse();
    assertThat(get("v1/user_posted?user_id=" + creator()).data().path("notes")).hasSize(4);
    assertThat(posted("nobody", "").path("notes")).isEmpty();
  }

  @Test
  void givenAPinnedNote_whenListed_thenItSaysSo() {
    for (var creator : sandbox.creators()) {
      var notes = posted(creator.id(), "").path("notes");
      assertThat(notes.path(0).path("interact_info").path("sticky").asBoolean())
          .isEqualTo(Listings.pins(creator.id()));
      assertThat(notes.path(1).path("interact_info").path("sticky").asBoolean(true)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"homefeed_recommend, true", "homefeed.food_v3, true", "homefeed.gaming_v3, false"})
  void givenAChannel_whenAsked_thenItHoldsItsSubjectAndMoreThanNotes(String channel, boolean any) {
    var items = post("v1/homefeed", "{\"category\":\"" + channel + "\"}").data().path("items");
    var notes = texts(items, "model_type").stream().filter("note"::equals).count();
    assertThat(notes > 0).isEqualTo(any);
    assertThat(texts(items, "model_type")).contains("live_v2");
    if (channel.equals("homefeed.food_v3")) {
      assertThat(items.findValuesAsText("user_id")).containsOnly(creator());
    }
  }

  @Test
  void givenASearch_whenSortedAndPaged_thenTheNewestComeFirst() {
    var body = "{\"keyword\":\"的\",\"page\":%d,\"sort\":\"time_descending\",\"note_type\":0}";
    var first = post("v1/search/notes", body.formatted(1)).data();
    var ids =
        texts(first.path("items"), "id").stream().filter(id -> !id.startsWith("rec")).toList();
    assertThat(ids).hasSize(20).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(first.path("has_more").asBoolean()).isTrue();
    var second = post("v1/search/notes", body.formatted(2)).data();
    assertThat(second.path("has_more").asBoolean()).isFalse();
    assertThat(texts(second.path("items"), "id")).doesNotContainAnyElementsOf(ids);
    assertThat(post("v1/search/notes", body.formatted(99)).data().path("items")).hasSize(1);
  }

  @Test
  void givenANote_whenReadWithItsToken_thenTheCardIsSpeltWithUnderscores() {
    var id =
        visitor
            .post(
                "/_sandbox/notes",
                "{\"creator\":\"%s\",\"title\":\"题\",\"text\":\"好 #下午茶[话题]#\"}"
                    .formatted(creator()))
            .json()
            .path("id")
            .asText();
    var token =
        posted(creator(), "").findParents("note_id").stream()
            .filter(n -> n.path("note_id").asText().equals(id))
            .findFirst()
            .orElseThrow()
            .path("xsec_token");
    var body = "{\"source_note_id\":\"%s\",\"xsec_token\":\"%s\"}";

    var card = post("v1/feed", body.formatted(id, token.asText())).data().at("/items/0/note_card");

    assertThat(card.path("note_id").asText()).isEqualTo(id);
    assertThat(card.path("image_list").path(0).path("url_default").asText()).startsWith("http");
    assertThat(card.path("tag_list").path(0).path("name").asText()).isEqualTo("下午茶");
    assertThat(card.path("interact_info").has("share_count")).isTrue();
    assertThat(post("v1/feed", body.formatted(id, "AB")).json().path("code").asInt())
        .isEqualTo(300031);
    assertThat(post("v1/feed", body.formatted("0".repeat(24), "AB")).json().path("code").asInt())
        .isEqualTo(-510000);
    visitor.delete("/_sandbox/notes/" + id);
    assertThat(post("v1/feed", body.formatted(id, token.asText())).json().path("code").asInt())
        .isEqualTo(-510001);
  }

  @Test
  void givenAComment_whenPosted_thenItHasAnIdAndStandsUnderTheSameNote() {
    var note = note();

    var posted = say(note, "有地址吗").data().path("comment");
    var reply =
        post(
                "v1/comment/post",
                "{\"note_id\":\"%s\",\"content\":\"同问\",\"target_comment_id\":\"%s\"}"
                    .formatted(note.path("note_id").asText(), posted.path("id").asText()))
            .data()
            .path("comment");

    var list = get(commentPath(note, "")).data();
    assertThat(list.path("has_more").asBoolean(true)).isFalse();
    var root = list.path("comments").path(0);
    assertThat(root.path("id")).isEqualTo(posted.path("id"));
    assertThat(root.path("sub_comments").path(0).path("id")).isEqualTo(reply.path("id"));
    assertThat(root.path("sub_comments").path(0).path("target_comment").path("id"))
        .isEqualTo(posted.path("id"));
    assertThat(said(note)).containsExactly("有地址吗", "同问");
    var wrong = "{\"note_id\":\"%s\",\"content\":\"x\",\"target_comment_id\":\"nobody\"}";
    assertThat(
            post("v1/comment/post", wrong.formatted(note.path("note_id").asText()))
                .json()
                .path("success")
                .asBoolean(true))
        .isFalse();
  }

  @Test
  void givenShadowHiding_whenPosted_thenOnlyTheListTellsIt() {
    var note = note();
    visitor.fault("{\"shadowHide\":true}");

    var answer = say(note, "有人看见吗").json();

    assertThat(answer.path("success").asBoolean()).isTrue();
    assertThat(answer.at("/data/comment/status").asInt(9)).isZero();
    assertThat(get(commentPath(note, "")).data().at("/comments/0/status").asInt()).isEqualTo(-1);
  }

  @Test
  void givenManyComments_whenPaged_thenTenThreadsAPageAndTheRestOfAThreadByItself() {
    var note = note();
    var id = note.path("note_id").asText();
    var root = "";
    for (int i = 0; i < 12; i++) {
      root = say(note, "第" + i).data().at("/comment/id").asText();
    }
    for (int i = 0; i < 3; i++) {
      post(
          "v1/comment/post",
          "{\"note_id\":\"%s\",\"content\":\"答%d\",\"target_comment_id\":\"%s\"}"
              .formatted(id, i, root));
    }
    var first = get(commentPath(note, "")).data();
    assertThat(first.path("comments")).hasSize(10);
    assertThat(first.path("has_more").asBoolean()).isTrue();
    var second = get(commentPath(note, first.path("cursor").asText())).data();
    assertThat(second.path("comments")).hasSize(2);
    assertThat(second.path("has_more").asBoolean(true)).isFalse();
    var sub = "v2/comment/sub/page?note_id=%s&root_comment_id=%s&num=2&cursor=%s";
    var replies = get(sub.formatted(id, root, "")).data();
    assertThat(texts(replies.path("comments"), "content")).containsExactly("答0", "答1");
    assertThat(
            texts(
                get(sub.formatted(id, root, replies.path("cursor").asText()))
                    .data()
                    .path("comments"),
                "content"))
        .containsExactly("答2");
  }

  @ParameterizedTest
  @CsvSource({
    "loggedOut, true, 200, -100",
    "accountWarned, true, 200, 300011",
    "networkDistrusted, true, 200, 300012",
    "rateLimitedSeconds, 60, 200, 300013",
    "signatureFailed, true, 200, 300015",
    "accountRestricted, true, 200, -104",
    "signatureRejected, true, 406, -1",
  })
  void givenAFault_whenAskedAnything_thenItsNumberIsTold(
      String fault, String value, int status, int code) {
    var note = note();
    visitor.fault("{\"%s\":%s}".formatted(fault, value));
    for (var answer :
        List.of(
            get("v2/user/me"),
            post("v1/homefeed", "{}"),
            get(commentPath(note, "")),
            say(note, "不该出现"))) {
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.json().path("code").isInt()).isTrue();
      assertThat(answer.json().path("code").asInt()).isEqualTo(code);
      assertThat(answer.json().path("success").asBoolean(true)).isFalse();
    }
    visitor.fault("{\"codesAsText\":true}");
    assertThat(get("v2/user/me").json().path("code").asText()).isEqualTo(Integer.toString(code));
    assertThat(get("v2/user/me").json().path("code").isTextual()).isTrue();
    visitor.delete("/_sandbox/faults");
    assertThat(said(note)).isEmpty();
  }

  @Test
  void givenACaptcha_whenAsked_thenTheStatusTellsItAndTheBodySpeaksOfSuccess() {
    visitor.fault("{\"captcha\":true}");
    var answer = get("v2/user/me");
    assertThat(answer.status()).isEqualTo(461);
    assertThat(answer.headers().get("Verifytype")).isNotEmpty();
    assertThat(answer.headers().get("Verifyuuid")).isNotEmpty();
    assertThat(answer.json().path("success").asBoolean()).isTrue();
    assertThat(answer.data()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429})
  void givenABlockedAddress_whenAsked_thenAPageAnswers(int status) {
    visitor.fault("{\"blockedStatus\":" + status + "}");
    assertThat(get("v2/user/me").status()).isEqualTo(status);
    assertThat(get("v2/user/me").text()).startsWith("<html>");
  }

  @Test
  void givenStaleTokens_whenUsed_thenOnlyTokensOfALaterListingOpenTheNote() {
    var note = note();
    clock.forward(Duration.ofSeconds(1));
    visitor.fault("{\"staleTokens\":true}");
    assertThat(post("v1/feed", feedBody(note)).json().path("code").asInt()).isEqualTo(300031);
    assertThat(get(commentPath(note, "")).json().path("code").asInt()).isEqualTo(300031);
  }

  @Test
  void givenALostAnswer_whenPosting_thenTheCommentIsThere() {
    var note = note();
    visitor.fault("{\"commentAnswerLost\":1}");
    assertThatThrownBy(() -> say(note, "丢了")).isInstanceOf(UncheckedIOException.class);
    assertThat(get(commentPath(note, "")).data().at("/comments/0/content").asText())
        .isEqualTo("丢了");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{\"page\":-9223372036854775808}", "{\"note_id\":{}}"})
  void givenHostileBodies_whenPosted_thenTheServerGoesOn(String body) {
    for (var path : List.of("v1/homefeed", "v1/search/notes", "v1/feed", "v1/comment/post")) {
      assertThat(post(path, body).status()).isLessThan(500);
    }
    assertThat(get("v2/comment/sub/page?num=999999999999&note_id=x").status()).isEqualTo(200);
    assertThat(get("v2/user/me").status()).isEqualTo(200);
  }
}
