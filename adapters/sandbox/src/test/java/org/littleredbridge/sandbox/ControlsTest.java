package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ControlsTest extends SandboxTest {
  @Test
  void givenTheScript_whenCreatorsAreListed_thenTheyHaveStableIdsAndLinks() {
    var creators = visitor.get("/_sandbox/creators").json();

    assertThat(creators.size()).isGreaterThanOrEqualTo(6);
    assertThat(creators.findValuesAsText("id"))
        .containsExactlyElementsOf(
            sandbox.creators().stream().map(SandboxRedNote.Creator::id).toList());
    assertThat(Ids.account("food")).isEqualTo(creators.path(0).path("id").asText());
    var page = visitor.get(creators.path(0).path("url").asText());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains(creators.path(0).path("name").asText());
  }

  @Test
  void givenAPostedNote_whenEditedAndTakenDown_thenReadersSeeIt() {
    var card = visitor.published(",\"textEn\":\"a text\",\"titleEn\":\"a title\",\"pictures\":4");
    assertThat(visitor.detail(card).data().path("data").path("note").path("imageList")).hasSize(4);
    assertThat(sandbox.phrasebook()).containsEntry("文", "a text").containsEntry("题", "a title");

    var id = card.path("id").asText();
    visitor.put("/_sandbox/notes/" + id, "{\"text\":\"改过了\",\"textEn\":\"changed\"}");
    var note = visitor.detail(card).data().path("data").path("note");
    assertThat(note.path("desc").asText()).isEqualTo("改过了");
    assertThat(note.path("title").asText()).isEqualTo("题");
    assertThat(sandbox.phrasebook()).containsEntry("改过了", "changed");
    visitor.delete("/_sandbox/notes/" + id);
    assertThat(visitor.card(sandbox.creators().getFirst().id(), id)).isEmpty();
    assertThat(visitor.delete("/_sandbox/notes/" + id).status()).isEqualTo(400);
  }

  @Test
  void givenACreator_whenRenamedAndGone_thenTheProfileSaysSoUntilItIsBack() {
    var creator = visitor.post("/_sandbox/creators", "{\"name\":\"新来的\"}").json();
    var id = creator.path("id").asText();
    visitor.post("/_sandbox/notes", "{\"creator\":\"%s\",\"text\":\"短\"}".formatted(id));

    visitor.put("/_sandbox/creators/" + id, "{\"name\":\"改名了\"}");
    var feeds = visitor.profile(id).data().path("data").path("feeds");
    assertThat(feeds.path(0).path("noteCard").path("user").path("nickname").asText())
        .isEqualTo("改名了");

    visitor.put("/_sandbox/creators/" + id, "{\"gone\":true}");
    assertThat(visitor.profile(id).text()).contains("not found in __INITIAL_STATE__");
    visitor.put("/_sandbox/creators/" + id, "{\"gone\":false}");
    assertThat(visitor.profile(id).data().path("data").path("feeds")).hasSize(1);

    assertThat(visitor.put("/_sandbox/creators/x", "{\"gone\":true}").status()).isEqualTo(400);
    assertThat(visitor.put("/_sandbox/creators/" + id, "{\"gone\":1}").status()).isEqualTo(400);
  }

  @Test
  void givenAThousandNotes_whenPostedAtOnce_thenAllGetTheirOwnId() {
    var creator = visitor.post("/_sandbox/creators", "{\"name\":\"新来的\"}").json();
    var note = "{\"creator\":\"%s\",\"text\":\"短\"}".formatted(creator.path("id").asText());

    var ids = visitor.post("/_sandbox/notes", "[" + (note + ",").repeat(999) + note + "]").json();

    assertThat(ids.findValuesAsText("id")).hasSize(1000).doesNotHaveDuplicates();
    assertThat(visitor.profile(creator.path("id").asText()).data().path("data").path("feeds"))
        .hasSize(30);
    assertThat(
            visitor.post("/_sandbox/notes", "[" + (note + ",").repeat(1000) + note + "]").status())
        .isEqualTo(400);
  }

  @Test
  void givenAnArrayWithOneBadNote_whenPosted_thenNoneIsPublished() {
    var creator =
        visitor.post("/_sandbox/creators", "{\"name\":\"新来的\"}").json().path("id").asText();

    var answer =
        visitor.post(
            "/_sandbox/notes",
            "[{\"creator\":\"%s\",\"text\":\"好\"},{\"creator\":\"nobody\",\"text\":\"坏\"}]"
                .formatted(creator));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).contains("nobody");
    assertThat(visitor.profile(creator).data().path("data").path("feeds").isNull()).isTrue();
  }

  @Test
  void givenBadBodies_whenSent_thenASentenceSaysWhatIsWrong() {
    for (var body :
        List.of(
            "",
            "{",
            "{\"creator\":7}",
            "{\"creator\":\"%s\"}".formatted(sandbox.creators().getFirst().id()),
            "{\"creator\":\"%s\",\"text\":\"x\",\"pictures\":99}"
                .formatted(sandbox.creators().getFirst().id()),
            "{\"creator\":\"%s\",\"text\":\"x\",\"type\":\"song\"}"
                .formatted(sandbox.creators().getFirst().id()))) {
      var answer = visitor.post("/_sandbox/notes", body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.json().path("error").asText()).isNotEmpty();
    }
    assertThat(visitor.get("/_sandbox/comments?note=x").status()).isEqualTo(400);
    assertThat(visitor.post("/_sandbox/comments", "{\"note\":\"x\",\"text\":\"y\"}").status())
        .isEqualTo(400);
  }

  @Test
  void givenAForeignHostOrOrigin_whenTheControlsAreAsked_thenTheyRefuse() {
    int port = sandbox.url().getPort();
    assertThat(visitor.get("/_sandbox/creators", "Host", "evil.example").status()).isEqualTo(403);
    assertThat(visitor.get("/_sandbox/creators", "Host", "127.0.0.1:1").status()).isEqualTo(403);
    assertThat(
            visitor
                .post("/_sandbox/faults", "{\"captcha\":true}", "Origin", "http://evil.example")
                .status())
        .isEqualTo(403);
    assertThat(visitor.get("/_sandbox/creators", "Origin", "http://127.0.0.1:" + port).status())
        .isEqualTo(200);
    assertThat(visitor.get("/_sandbox/creators", "Host", "localhost:" + port).status())
        .isEqualTo(200);
    assertThat(visitor.get("/_sandbox/faults").json().path("captcha").asBoolean()).isFalse();
  }

  @Test
  void givenCalls_whenCounted_thenEachEndpointHasItsNumber() {
    visitor.get("/api/v1/feeds/list");
    visitor.get("/api/v1/feeds/list");
    visitor.detail(visitor.anyCard());

    var calls = visitor.get("/_sandbox/calls").json();
    assertThat(calls.path("feeds/list").asInt()).isEqualTo(3);
    assertThat(calls.path("feeds/detail").asInt()).isEqualTo(1);
  }

  @Test
  void givenMarkup_whenPeopleOpenThePages_thenItIsShownNotRun() {
    var card =
        visitor.published(
            ",\"title\":\"<script>alert(1)</script>\",\"text\":\"#探店[话题]# <img src=x>\"");
    visitor.comment(card, "<b>粗</b>");

    var page =
        visitor.get("/explore/" + card.path("id").asText() + "?xsec_token=AB&xsec_source=pc_feed");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers().get("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.text())
        .doesNotContain("<script>", "<img src=x", "<b>粗")
        .contains("&lt;script&gt;", "&lt;b&gt;粗", "#探店 ");
    assertThat(visitor.get("/explore/000000000000000000000000").status()).isEqualTo(404);
    assertThat(visitor.get("/").text()).contains("fictional");
    assertThat(visitor.get("/user/profile/%3Cscript%3E").text()).doesNotContain("<script>");
  }
}
