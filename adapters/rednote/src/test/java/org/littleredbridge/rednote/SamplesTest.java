package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformException;

/// Reads every reference sample of the gateway. The samples are no part of this project: without
/// the system property `bridge.test.samples` these tests are skipped.
class SamplesTest {
  private static final Optional<AccessToken> TOKEN = Optional.of(new AccessToken("AB"));
  private static final Feed CREATOR = new Feed.CreatorFeed(new CreatorId("c"));
  private static final Map<String, String> ERRORS = errors();

  private final ObjectMapper json = new ObjectMapper();
  private final MockWebServer server = new MockWebServer();

  private static Map<String, String> errors() {
    var kinds = new TreeMap<String, String>();
    kinds.put("error.400.invalid_request.json", "BadRequest");
    kinds.put("error.400.missing_keyword.json", "BadRequest");
    kinds.put("error.401.json", "GatewayRefused");
    kinds.put("error.500.comment.no_input.json", "Refused");
    kinds.put("error.500.comment.unconfirmed.json", "Unknown");
    kinds.put("error.500.detail.deleted.json", "NoteGone");
    kinds.put("error.500.detail.inaccessible.json", "NoteHidden");
    kinds.put("error.500.detail.not_in_map.json", "NoteHidden");
    kinds.put("error.500.list.no_feeds.json", "RateLimited");
    kinds.put("error.500.panic.json", "Unreachable");
    kinds.put("error.500.reply.not_found.json", "CommentMissing");
    kinds.put("error.500.reply.too_big.json", "CommentMissing");
    return kinds;
  }

  private static Path samples() {
    var property = System.getProperty("bridge.test.samples", "");
    if (property.isBlank() && Boolean.getBoolean("bridge.test.everything")) {
      fail("bridge.test.samples must name the folder with the reference samples");
    }
    assumeTrue(
        !property.isBlank(), "bridge.test.samples names no folder: the samples are not read");
    return Path.of(property, "rednote");
  }

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private XiaohongshuMcp gateway() {
    return new XiaohongshuMcp(
        new XiaohongshuMcp.GatewayConfig(server.url("/").uri(), Optional.empty()),
        Clock.systemUTC());
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private static void assertWhole(Note note, JsonNode card) {
    assertThat(note.id().value()).isEqualTo(card.path("id").asText());
    assertThat(note.ref().token()).isPresent();
    assertThat(note.creator().name()).isNotEmpty();
    assertThat(note.likes().raw()).isNotEmpty();
    assertThat(note.publishedAt().getEpochSecond())
        .isEqualTo(Long.parseLong(note.id().value().substring(0, 8), 16));
    var cover =
        switch (note.content()) {
          case Content.Slideshow(var pictures) -> pictures.stream().findFirst();
          case Content.Video(var picture, _, _) -> picture;
        };
    assertThat(cover).isPresent();
  }

  @Test
  void givenTheListSamples_whenRead_thenNoCardIsLost() throws Exception {
    var folder = samples().resolve("derived/xiaohongshu-mcp");
    for (var name :
        List.of(
            "GET_feeds_list.200.json",
            "POST_user_profile.200.json",
            "POST_user_profile.empty.200.json")) {
      var text = Files.readString(folder.resolve(name));
      var data = json.readTree(text).path("data");
      var cards = name.startsWith("GET") ? data.path("feeds") : data.path("data").path("feeds");
      answer(200, text);
      var notes =
          gateway().latest(name.startsWith("GET") ? new Feed.TrendingFeed() : CREATOR, TOKEN);
      assertThat(notes).as(name).hasSize(cards.size());
      for (var i = 0; i < notes.size(); i++) {
        assertWhole(notes.get(i).note(), cards.get(i));
      }
    }
  }

  @Test
  void givenTheCapturedExplorePage_whenRead_thenNoCardIsLost() throws Exception {
    var feed =
        json.readTree(samples().resolve("captured/web-explore-initialstate-feeds.json").toFile())
            .path("feed");
    var notes = new NoteDecoder(Clock.systemUTC()).cards(new Wire(feed));
    assertThat(notes).hasSize(feed.path("feeds").size()).hasSizeGreaterThan(30);
    for (var i = 0; i < notes.size(); i++) {
      assertWhole(notes.get(i).note(), feed.path("feeds").get(i));
    }
  }

  private JsonNode webApi(String name) throws IOException {
    return json.readTree(samples().resolve("captured/webapi-" + name).toFile()).path("data");
  }

  @Test
  void givenTheWebApisLists_whenRead_thenNoNoteIsLost() throws Exception {
    var decoder = new NoteDecoder(Clock.systemUTC());
    var posted = webApi("user-posted.json");
    var found = webApi("search-notes.json");
    var notes = found.path("items").findValuesAsText("model_type").stream();

    var cards = decoder.cards(new Wire(posted));
    assertThat(cards).hasSize(posted.path("notes").size());
    assertThat(cards)
        .allSatisfy(card -> {
          assertThat(card.note().creator().name()).isNotEmpty();
          assertThat(card.note().likes().raw()).isNotEmpty();
        });
    var searched = decoder.cards(new Wire(found));
    assertThat(searched).hasSize((int) notes.filter("note"::equals).count()).isNotEmpty();
    assertThat(searched).allSatisfy(card -> assertThat(card.ref().token()).isPresent());
  }

  @Test
  void givenTheWebApisNotes_whenRead_thenNothingIsLost() throws Exception {
    for (var name : List.of("feed-detail-normal.json", "feed-detail-video.json")) {
      var card = webApi(name).path("items").path(0).path("note_card");
      var comments = webApi("comment-page.json").path("comments");
      var holder = json.createObjectNode();
      holder.set("note", card);
      holder.putObject("comments").set("list", comments);
      var ref = new NoteRef(new NoteId(card.path("note_id").asText()), TOKEN);

      var detail = new NoteDecoder(Clock.systemUTC()).detail(ref, new Wire(holder));

      assertThat(detail.note().publishedAt().toEpochMilli()).isEqualTo(card.path("time").asLong());
      assertThat(detail.note().tags()).containsAll(card.path("tag_list").findValuesAsText("name"));
      switch (detail.note().content()) {
        case Content.Slideshow(var pictures) ->
            assertThat(pictures).hasSize(card.path("image_list").size());
        case Content.Video(var cover, var stream, var length) -> {
          assertThat(cover).isPresent();
          assertThat(stream.orElseThrow().sources()).hasSizeGreaterThan(1);
          assertThat(length.toSeconds()).isEqualTo(123);
        }
      }
      assertThat(detail.comments())
          .hasSize(comments.findValues("user_info").size() - targets(comments));
      assertThat(detail.comments()).noneMatch(Comment::hidden);
      assertThat(detail.comments()).allMatch(c -> c.author().avatar().isPresent());
      assertThat(detail.comments().stream().filter(c -> c.answers().isPresent()))
          .hasSize(targets(comments));
    }
  }

  private static int targets(JsonNode comments) {
    return comments.findValues("target_comment").size();
  }

  @Test
  void givenTheDetailSamples_whenRead_thenNothingIsLost() throws Exception {
    var folder = samples().resolve("derived/xiaohongshu-mcp");
    try (var files = Files.newDirectoryStream(folder, "POST_feeds_detail.*.json")) {
      for (var file : files) {
        var data = json.readTree(file.toFile()).path("data").path("data");
        var ref = new NoteRef(new NoteId(data.path("note").path("noteId").asText()), TOKEN);
        answer(200, Files.readString(file));
        var detail = gateway().detail(ref, Depth.ALL_COMMENTS);
        assertThat(detail.note().publishedAt().toEpochMilli())
            .isEqualTo(data.path("note").path("time").asLong());
        var expected = 0;
        for (var comment : data.path("comments").path("list")) {
          expected += 1 + comment.path("subComments").size();
        }
        assertThat(detail.comments()).as(file.toString()).hasSize(expected);
        assertThat(detail.allComments()).isFalse();
        switch (detail.note().content()) {
          case Content.Slideshow(var pictures) ->
              assertThat(pictures).hasSize(data.path("note").path("imageList").size());
          case Content.Video(_, var stream, var length) -> {
            assertThat(stream.orElseThrow().sources()).hasSize(5);
            assertThat(length.toSeconds()).isEqualTo(123);
          }
        }
      }
    }
  }

  @Test
  void givenTheErrorSamples_whenRead_thenEachIsClassified() throws Exception {
    var folder = samples().resolve("derived/xiaohongshu-mcp");
    var seen = new TreeMap<String, String>();
    try (var files = Files.newDirectoryStream(folder, "error.*.json")) {
      for (var file : files) {
        var name = file.getFileName().toString();
        answer(Integer.parseInt(name.split("\\.")[1]), Files.readString(file));
        if (name.contains(".list.")) {
          answer(200, Files.readString(folder.resolve("GET_login_status.in.200.json")));
        }
        seen.put(name, kind(name));
      }
    }
    assertThat(seen).isEqualTo(ERRORS);
  }

  private String kind(String name) {
    var note = new NoteRef(new NoteId("66696f98000000000d00f289"), TOKEN);
    try {
      if (name.contains(".comment.") || name.contains(".reply.")) {
        return gateway().comment(note, "好").getClass().getSimpleName();
      }
      if (name.contains(".detail.")) {
        return gateway().detail(note, Depth.FIRST_COMMENTS).toString();
      }
      return gateway().latest(new Feed.TrendingFeed(), Optional.empty()).stream()
          .map(Card::note)
          .toList()
          .toString();
    } catch (PlatformException e) {
      return e.failure().getClass().getSimpleName();
    }
  }

  @Test
  void givenTheFeedSamples_whenRead_thenNoItemIsLost() throws Exception {
    var folder = samples().resolve("derived/rsshub");
    for (var whole : java.util.List.of(true, false)) {
      var name = whole ? "user-notes.cookie-fulltext.200.json" : "user-notes.nocookie.200.json";
      var text = Files.readString(folder.resolve(name));
      var items = json.readTree(text).path("items");
      answer(200, text);
      var hub =
          new RssHub(new RssHub.Config(server.url("/").uri(), Optional.empty()), Clock.systemUTC());
      var notes = hub.latest(CREATOR, Optional.empty());
      assertThat(notes).as(name).hasSize(items.size());
      for (var i = 0; i < notes.size(); i++) {
        var note = notes.get(i);
        assertThat(items.get(i).path("url").asText()).contains(note.id().value());
        assertThat(note.complete()).isEqualTo(whole);
        assertThat(note.ref().token().isPresent()).isEqualTo(whole);
        assertThat(note.publishedAt().getEpochSecond())
            .isEqualTo(Long.parseLong(note.id().value().substring(0, 8), 16));
        assertThat(note.creator().name()).isNotEmpty();
        assertThat(note.heading()).isNotEmpty();
        assertThat(note.content())
            .isInstanceOfSatisfying(
                Content.Slideshow.class, show -> assertThat(show.pictures()).hasSize(1));
        if (whole) {
          assertThat(note.title()).isEmpty();
          assertThat(note.text()).contains("[话题]#", "\n");
          assertThat(note.tags()).hasSize(4);
        }
      }
    }
  }

  @Test
  void givenTheOtherSamples_whenRead_thenUnderstood() throws Exception {
    var folder = samples().resolve("derived/xiaohongshu-mcp");
    answer(200, Files.readString(folder.resolve("GET_health.200.json")));
    assertThat(gateway().health()).isEqualTo("xiaohongshu-mcp v2.5.0");
    answer(200, Files.readString(folder.resolve("GET_login_status.in.200.json")));
    assertThat(gateway().login().account()).isPresent();
    answer(200, Files.readString(folder.resolve("GET_login_status.out.200.json")));
    assertThat(gateway().login().loggedIn()).isFalse();
    answer(200, Files.readString(folder.resolve("POST_feeds_comment.200.json")));
    assertThat(gateway().comment(new NoteRef(new NoteId("n"), TOKEN), "好"))
        .hasToString("Accepted[id=Optional.empty]");
  }

  @Test
  void givenTheAccountSamples_whenRead_thenUnderstood() throws Exception {
    var folder = samples().resolve("derived/xiaohongshu-mcp");
    answer(200, Files.readString(folder.resolve("GET_notifications_list.200.json")));
    var told = gateway().notifications(Notification.Kind.COMMENTS, 20);
    assertThat(told).hasSize(2);
    assertThat(told.getFirst().at().orElseThrow().getEpochSecond()).isEqualTo(1_700_000_000);
    assertThat(told.getLast().at()).isEmpty();
    answer(200, Files.readString(folder.resolve("GET_login_qrcode.200.json")));
    assertThat(gateway().loginCode().orElseThrow().goodFor().toMinutes()).isEqualTo(4);
    answer(200, Files.readString(folder.resolve("GET_login_qrcode.already.200.json")));
    assertThat(gateway().loginCode()).isEmpty();
  }
}
