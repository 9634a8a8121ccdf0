package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notification;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.SearchFilters;
import org.littleredbridge.note.TrendingChannel;
import org.littleredbridge.note.Unread;
import org.littleredbridge.rednote.XiaohongshuMcp.GatewayConfig;

class XiaohongshuMcpTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Optional<AccessToken> TOKEN = Optional.of(new AccessToken(Answers.TOKEN));
  private static final NoteRef NOTE = new NoteRef(new NoteId(Answers.NOTE), TOKEN);
  private static final CreatorId CREATOR = new CreatorId(Answers.CREATOR);
  private static final String NO_PROFILE =
      Answers.error(
          "GET_USER_PROFILE_FAILED", "\"user.userPageData.value not found in __INITIAL_STATE__\"");
  private static final Comment PARENT =
      new Comment(
          new CommentId("6911a2f0000000001203aaaa"),
          NOTE.id(),
          new Creator(new CreatorRef(CREATOR, Optional.empty()), "小林", Optional.empty()),
          "哪里买",
          NOW,
          Optional.empty());

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private XiaohongshuMcp gateway() {
    return gateway(Duration.ofSeconds(20));
  }

  private XiaohongshuMcp gateway(Duration patience) {
    return new XiaohongshuMcp(
        new GatewayConfig(server.url("/").uri(), Optional.of("s3cret")), CLOCK, each(patience));
  }

  private static Patience each(Duration d) {
    return new Patience(
        d, d, d, d, d, d, d, d.compareTo(Duration.ofSeconds(2)) < 0 ? d : d.dividedBy(10));
  }

  private void answer(int status, String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Type", "application/json; charset=utf-8")
            .body(body)
            .build());
  }

  private RecordedRequest asked() throws InterruptedException {
    return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "no request came");
  }

  private JsonNode askedBody() throws Exception {
    var body = Objects.requireNonNull(asked().getBody(), "the request has no body");
    return new ObjectMapper().readTree(body.utf8());
  }

  private static Failure failureOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    try {
      call.call();
    } catch (PlatformException e) {
      return e.failure();
    } catch (Throwable t) {
      throw new AssertionError("not a PlatformException", t);
    }
    throw new AssertionError("nothing was thrown");
  }

  // --- health and login

  @Test
  void givenAHealthyGateway_whenAsked_thenNamesItsVersionAndSendsItsToken() throws Exception {
    answer(
        200,
        Answers.ok("{\"status\":\"healthy\",\"service\":\"xiaohongshu-mcp\",\"version\":\"v9\"}"));
    assertThat(gateway().health()).isEqualTo("xiaohongshu-mcp v9");
    var request = asked();
    assertThat(request.getTarget()).isEqualTo("/health");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
  }

  @Test
  void givenLoggedInAndOut_whenAskedWho_thenSaysSo() {
    answer(200, Answers.ok("{\"is_logged_in\":true,\"username\":\"桥\",\"user_id\":\"5f00\"}"));
    answer(200, Answers.ok("{\"is_logged_in\":false}"));
    var gateway = gateway();
    assertThat(gateway.login())
        .isEqualTo(new LoginState(true, Optional.of("桥"), Optional.of(new CreatorId("5f00"))));
    assertThat(gateway.login())
        .isEqualTo(new LoginState(false, Optional.empty(), Optional.empty()));
  }

  @Test
  void givenAConfig_whenPrinted_thenHidesTheToken() {
    var config = new GatewayConfig(URI.create("http://127.0.0.1:1"), Optional.of("s3cret"));
    assertThat(config.toString()).doesNotContain("s3cret").contains("hidden");
    assertThat(new GatewayConfig(config.url(), Optional.of(" ")).token()).isEmpty();
    for (var bad : List.of("ftp://h", "http://u:p@h", "http://h/?q", "/path")) {
      assertThatThrownBy(() -> new GatewayConfig(URI.create(bad), Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new GatewayConfig(config.url(), Optional.of("a\nb")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("a\nb");
  }

  // --- lists

  private static List<Note> notes(List<Card> cards) {
    return cards.stream().map(Card::note).toList();
  }

  @Test
  void givenATrendingPage_whenRead_thenCardsBecomeNotes() throws Exception {
    answer(
        200,
        Answers.feeds(
            Answers.card(Answers.NOTE, "春茶 #喝茶"), Answers.card("6911a2b4000000000d00c0de", "")));
    var notes = notes(gateway().latest(new Feed.TrendingFeed(), Optional.empty()));
    assertThat(asked().getTarget()).isEqualTo("/api/v1/feeds/list");
    assertThat(notes).hasSize(2);
    var note = notes.getFirst();
    assertThat(note.ref()).isEqualTo(NOTE);
    assertThat(note.title()).isEqualTo("春茶 #喝茶");
    assertThat(note.tags()).containsExactly("喝茶");
    assertThat(note.complete()).isFalse();
    assertThat(note.publishedAt()).isEqualTo(Instant.ofEpochSecond(0x6911a2b3L));
    assertThat(note.creator().name()).isEqualTo("阿茶");
    assertThat(note.creator().ref()).isEqualTo(new CreatorRef(CREATOR, TOKEN));
    assertThat(note.likes()).isEqualTo(new Count("1.2万", 12_000, false));
    assertThat(note.content())
        .isInstanceOfSatisfying(
            Content.Slideshow.class,
            s -> {
              var cover = s.pictures().getFirst();
              assertThat(cover.key()).isEqualTo("1040gtea01");
              assertThat(cover.width()).isEqualTo(900);
              assertThat(cover.sources())
                  .hasSize(3)
                  .last()
                  .isEqualTo(URI.create("https://ci.xiaohongshu.com/1040gtea01"));
              assertThat(cover.sources().getFirst().getPath()).endsWith("!dft");
            });
    assertThat(notes.get(1).title()).isEmpty();
  }

  @Test
  void givenASearch_whenAsked_thenNewestFirst() throws Exception {
    answer(200, Answers.feeds());
    assertThat(gateway().latest(new Feed.SearchFeed("龙井"), Optional.empty())).isEmpty();
    var body = askedBody();
    assertThat(body.toString()).isEqualTo("{\"keyword\":\"龙井\",\"filters\":{\"sort_by\":\"最新\"}}");
  }

  @Test
  void givenACreator_whenAsked_thenSendsTokenAndTakesNullForEmpty() throws Exception {
    answer(200, Answers.profile("null"));
    answer(200, Answers.profile("[" + Answers.card(Answers.NOTE, "一") + "]"));
    var gateway = gateway();
    assertThat(gateway.latest(new Feed.CreatorFeed(CREATOR), TOKEN)).isEmpty();
    assertThat(gateway.latest(new Feed.CreatorFeed(CREATOR), TOKEN)).hasSize(1);
    assertThat(askedBody().toString())
        .isEqualTo("{\"user_id\":\"%s\",\"xsec_token\":\"%s\"}".formatted(CREATOR, Answers.TOKEN));
  }

  @Test
  void givenNoToken_whenATokenIsNeeded_thenNothingIsSent() {
    var bare = new NoteRef(NOTE.id(), Optional.empty());
    var gateway = gateway();
    assertThat(failureOf(() -> gateway.latest(new Feed.CreatorFeed(CREATOR), Optional.empty())))
        .isInstanceOfSatisfying(
            Failure.BadRequest.class, f -> assertThat(f.detail()).contains("creator"));
    assertThat(failureOf(() -> gateway.detail(bare, Depth.FIRST_COMMENTS)))
        .isInstanceOf(Failure.BadRequest.class);
    assertThat(failureOf(() -> gateway.comment(bare, "好"))).isInstanceOf(Failure.BadRequest.class);
    assertThat(failureOf(() -> gateway.reply(bare, PARENT, "好")))
        .isInstanceOf(Failure.BadRequest.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void givenMalformedCards_whenRead_thenOnlyThoseWithoutIdAreLost() {
    answer(
        200,
        Answers.feeds(
            "{\"id\":\"a1\"}",
            "{\"id\":\"a2\",\"xsecToken\":7,\"noteCard\":{\"user\":[],\"interactInfo\":\"x\",\"cover\":5}}",
            "{\"id\":\"a3\",\"noteCard\":{\"type\":\"video\",\"displayTitle\":null,\"video\":{\"capa\":{\"duration\":\"16\"}},"
                + "\"user\":{\"userId\":\"../../x\"},\"cover\":{\"urlDefault\":\"file:///etc/passwd\"}}}",
            "{\"id\":\"../../etc\"}",
            "{\"id\":null}",
            "17",
            "null",
            "{\"id\":\"b1\",\"modelType\":\"live_v2\"}",
            Answers.card("ffffffff000000000d00c0de", "\\u0000\\ud83d茶")));
    var notes = notes(gateway().latest(new Feed.TrendingFeed(), Optional.empty()));
    assertThat(notes)
        .extracting(n -> n.id().value())
        .containsExactly("a1", "a2", "a3", "ffffffff000000000d00c0de");
    assertThat(notes).allSatisfy(n -> assertThat(n.publishedAt()).isEqualTo(NOW));
    assertThat(notes.get(2).content())
        .isEqualTo(new Content.Video(Optional.empty(), Optional.empty(), Duration.ofSeconds(16)));
    assertThat(notes.get(2).creator().id()).isEqualTo(People.NOBODY);
    assertThat(notes.get(3).title()).isEqualTo("\uFFFD茶");
  }

  // --- details

  @Test
  void givenADetail_whenReadWithAllComments_thenAsksNestedAndReadsTwoLevels() throws Exception {
    var reply = Answers.comment("6911a2f1000000001203bbbb", "", "0");
    answer(
        200,
        Answers.detail(
            "", Answers.comments(false, Answers.comment(PARENT.id().value(), "哪里买", "1", reply))));
    var detail = gateway().detail(NOTE, Depth.ALL_COMMENTS);
    assertThat(askedBody().toString())
        .isEqualTo(
            "{\"feed_id\":\""
                + Answers.NOTE
                + "\",\"xsec_token\":\""
                + Answers.TOKEN
                + "\",\"load_all_comments\":true,\"comment_config\":{\"click_more_replies\":true,"
                + "\"max_comment_items\":100,\"scroll_speed\":\"fast\"}}");
    assertThat(detail.allComments()).isTrue();
    assertThat(detail.note().complete()).isTrue();
    assertThat(detail.note().tags()).containsExactly("龙井茶", "喝茶");
    assertThat(detail.note().publishedAt()).isEqualTo(Instant.ofEpochMilli(1762763443000L));
    assertThat(detail.comments()).extracting(Comment::text).containsExactly("哪里买", "");
    assertThat(detail.comments().get(0).parent()).isEmpty();
    assertThat(detail.comments().get(1).parent()).contains(PARENT.id());
    assertThat(detail.comments().get(1).writtenAt())
        .isEqualTo(Instant.ofEpochMilli(1762763500000L));
  }

  @Test
  void givenMissingComments_whenRead_thenNotAll() throws Exception {
    var one = Answers.comment(PARENT.id().value(), "哪里买", "3", Answers.comment("c2", "x", ""));
    answer(200, Answers.detail("", Answers.comments(false, one)));
    answer(200, Answers.detail("", Answers.comments(true, Answers.comment("c1", "x", "0"))));
    answer(200, Answers.detail("", Answers.comments(false))); // the note promises two
    answer(
        200,
        Answers.detail(
            "", Answers.comments(false, Answers.comment("c1", "x", "0"), "{\"id\":\"/\"}")));
    answer(200, Answers.detail("", "null"));
    var gateway = gateway();
    for (var expected : List.of(2, 1, 0, 1, 0)) {
      var detail = gateway.detail(NOTE, Depth.FIRST_COMMENTS);
      assertThat(detail.allComments()).isFalse();
      assertThat(detail.comments()).hasSize(expected);
    }
    assertThat(askedBody().has("load_all_comments")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // sizes and shorter sides of three renditions, and the one that is taken
    "4000000, 720, 8000000, 1080, 900000, 144, a",
    "40000000, 720, 80000000, 1080, 900000, 144, c",
    "0, 0, 8000000, 1080, 9000000, 720, b",
    "40000000, 720, 30000000, 720, 0, 0, b",
    "5000000, 0, 8000000, 0, 9000000, 0, a",
  })
  void givenSeveralRenditions_whenRead_thenTakesTheSmallestSensible(
      long a, int aSide, long b, int bSide, long c, int cSide, String taken) {
    answer(
        200,
        Answers.detail(
            """
            "type":"video","video":{"media":{"stream":{"h264":[
            {"masterUrl":"http://v.xhscdn.com/a","size":%d,"width":%d,"height":2000},
            {"masterUrl":"http://v.xhscdn.com/b","size":%d,"width":%d,"height":2000},
            {"masterUrl":"http://v.xhscdn.com/c","size":%d,"width":%d,"height":2000}]}}}\
            """
                .formatted(a, aSide, b, bSide, c, cSide),
            "null"));
    var content = gateway().detail(NOTE, Depth.FIRST_COMMENTS).note().content();
    assertThat(content)
        .isInstanceOfSatisfying(
            Content.Video.class,
            video -> assertThat(video.stream().orElseThrow().key()).isEqualTo(taken));
  }

  @Test
  void givenLivePhotos_whenRead_thenWhatMovesStandsBehindItsPicture() {
    answer(
        200,
        Answers.detail(
            """
            "type":"normal","imageList":[
            {"urlDefault":"http://p.xhscdn.com/one","livePhoto":true,"stream":{
              "h265":[{"masterUrl":"http://v.xhscdn.com/h265"}],
              "h264":[{"masterUrl":"http://v.xhscdn.com/moves"}]}},
            {"urlDefault":"http://p.xhscdn.com/two","livePhoto":true},
            {"urlDefault":"http://p.xhscdn.com/three","livePhoto":false,"stream":{
              "h264":[{"masterUrl":"http://v.xhscdn.com/not"}]}},
            {"urlDefault":"","livePhoto":true,"stream":{
              "h264":[{"masterUrl":"http://v.xhscdn.com/alone"}]}}]\
            """,
            "null"));
    var content = gateway().detail(NOTE, Depth.FIRST_COMMENTS).note().content();
    assertThat(content)
        .isInstanceOfSatisfying(
            Content.Slideshow.class,
            s ->
                assertThat(s.pictures())
                    .extracting(Media::key)
                    .containsExactly("one", "moves", "two", "three"));
  }

  @Test
  void givenAVideo_whenRead_thenTakesTheSmallestH264WithItsBackups() {
    answer(
        200,
        Answers.detail(
            """
            "type":"video","imageList":[{"width":720,"height":960,"urlDefault":"","urlPre":"//sns-webpic-qc.xhscdn.com/202511100830/%s/notes_pre_post/1040gv!p"}],
            "video":{"capa":{"duration":12},"media":{"videoId":136292597263744336999,"video":{"duration":13},"stream":{
            "h265":[{"masterUrl":"http://sns-video-hw.xhscdn.net/stream/h265.mp4","size":1}],
            "h264":[{"masterUrl":"http://sns-video-hw.xhscdn.net/stream/big.mp4","size":900,"backupUrls":null},
                    {"masterUrl":"http://sns-video-hw.xhscdn.net/stream/small.mp4?sign=a&t=b","size":300,"width":720,"height":1280,
                     "backupUrls":["http://sns-video-bd.xhscdn.com/stream/small.mp4","",7]}]}}}\
            """
                .formatted("a".repeat(32)),
            "null"));
    var content = gateway().detail(NOTE, Depth.FIRST_COMMENTS).note().content();
    assertThat(content)
        .isInstanceOfSatisfying(
            Content.Video.class,
            video -> {
              assertThat(video.length()).isEqualTo(Duration.ofSeconds(13));
              var stream = video.stream().orElseThrow();
              assertThat(stream.sources())
                  .containsExactly(
                      URI.create("http://sns-video-hw.xhscdn.net/stream/small.mp4?sign=a&t=b"),
                      URI.create("http://sns-video-bd.xhscdn.com/stream/small.mp4"));
              assertThat(stream.height()).isEqualTo(1280);
              assertThat(stream.key()).matches("f[0-9a-f]{40}");
              var cover = video.cover().orElseThrow();
              assertThat(cover.sources())
                  .contains(URI.create("https://ci.xiaohongshu.com/notes_pre_post/1040gv"));
            });
  }

  @Test
  void givenAnEmptyNote_whenRead_thenHidden() {
    answer(
        200,
        Answers.ok(
            "{\"feed_id\":\"x\",\"data\":{\"note\":{\"noteId\":\"\",\"title\":\"\",\"imageList\":null},\"comments\":{\"list\":null}}}"));
    assertThat(failureOf(() -> gateway().detail(NOTE, Depth.FIRST_COMMENTS)))
        .isInstanceOf(Failure.NoteHidden.class);
  }

  // --- failures of reading

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>busy</html>",
        "{\"success\":true,\"data\":{\"feeds\":[",
        "[]",
        "nonsense",
        "{\"success\":true}{}",
        "{\"hello\":1}",
        "{\"success\":true,\"data\":\"x\"}",
        "{\"success\":true,\"data\":{\"feeds\":{}}}"
      })
  void givenGarbage_whenRead_thenGarbled(String body) {
    answer(200, body);
    assertThat(failureOf(() -> gateway().latest(new Feed.TrendingFeed(), Optional.empty())))
        .isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void givenAChannelOfTrending_whenAsked_thenItIsRefusedWithoutARequest() {
    var food = new Feed.TrendingFeed(TrendingChannel.FOOD);
    assertThat(failureOf(() -> gateway().latest(food, Optional.empty())))
        .isInstanceOf(Failure.BadRequest.class);
    assertThat(gateway().capabilities().can(PlatformCapabilities.Ability.CHANNELS)).isFalse();
  }

  @Test
  void givenDeepNesting_whenRead_thenGarbled() {
    answer(200, "{\"success\":true,\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    assertThat(failureOf(() -> gateway().login())).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void givenAnAnswerCutOff_whenRead_thenGarbled() {
    var body = Answers.feeds(Answers.card(Answers.NOTE, "x"));
    server.enqueue(
        new MockResponse.Builder()
            .body(body)
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    assertThat(failureOf(() -> gateway().latest(new Feed.TrendingFeed(), Optional.empty())))
        .isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void givenAnEndlessAnswer_whenRead_thenGarbledAtTheLimit() {
    answer(200, Answers.ok("\"" + "x".repeat(17 << 20) + "\""));
    assertThat(failureOf(() -> gateway().login()))
        .isInstanceOfSatisfying(
            Failure.Garbled.class, f -> assertThat(f.detail()).contains("16 MiB"));
  }

  @Test
  void givenADrippingAnswer_whenRead_thenEndsInTime() {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(10_000))
            .throttleBody(1, 100, TimeUnit.MILLISECONDS)
            .build());
    assertThat(failureOf(() -> gateway(Duration.ofMillis(400)).login()))
        .isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void givenSilence_whenRead_thenUnreachable() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    assertThat(failureOf(() -> gateway(Duration.ofMillis(300)).login()))
        .isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void givenARedirect_whenRead_thenNotFollowed() {
    server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", server.url("/else")).build());
    assertThat(failureOf(() -> gateway().login())).isInstanceOf(Failure.Garbled.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void givenAListThatFoundNothing_whenAccountIsLoggedOut_thenLoginRequired() throws Exception {
    answer(500, Answers.error("LIST_FEEDS_FAILED", "\"没有捕获到 feeds 数据\""));
    answer(200, Answers.ok("{\"is_logged_in\":false}"));
    assertThat(failureOf(() -> gateway().latest(new Feed.TrendingFeed(), Optional.empty())))
        .isEqualTo(new Failure.LoginRequired());
    asked();
    assertThat(asked().getTarget()).isEqualTo("/api/v1/login/status");
  }

  @Test
  void givenAListThatFoundNothing_whenAccountIsLoggedInOrNobodyKnows_thenRateLimited() {
    answer(500, Answers.error("SEARCH_FEEDS_FAILED", "\"没有捕获到 feeds 数据\""));
    answer(200, Answers.ok("{\"is_logged_in\":true}"));
    answer(500, Answers.error("LIST_FEEDS_FAILED", "\"没有捕获到 feeds 数据\""));
    answer(500, Answers.error("STATUS_CHECK_FAILED", "\"检查登录状态超时\""));
    var gateway = gateway();
    assertThat(failureOf(() -> gateway.latest(new Feed.SearchFeed("茶"), Optional.empty())))
        .isEqualTo(new Failure.RateLimited(Optional.empty()));
    assertThat(failureOf(() -> gateway.latest(new Feed.TrendingFeed(), Optional.empty())))
        .isEqualTo(new Failure.RateLimited(Optional.empty()));
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  @Test
  void givenAProfileWithoutData_whenAccountIsLoggedOut_thenLoginRequired() {
    answer(500, NO_PROFILE);
    answer(200, Answers.ok("{\"is_logged_in\":false}"));
    assertThat(failureOf(() -> gateway().latest(new Feed.CreatorFeed(CREATOR), TOKEN)))
        .isEqualTo(new Failure.LoginRequired());
  }

  @Test
  void givenAProfileWithoutData_whenAccountIsWell_thenItIsThatProfilesMatter() {
    answer(500, NO_PROFILE);
    answer(200, Answers.ok("{\"is_logged_in\":true}"));
    assertThat(failureOf(() -> gateway().latest(new Feed.CreatorFeed(CREATOR), TOKEN)))
        .isInstanceOfSatisfying(
            Failure.CreatorMissing.class, one -> assertThat(one.sure()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givenAProfileWithoutData_whenOnlyANotesPageTellsWhy_thenItsWordsCount(boolean loginKnown) {
    answer(200, Answers.profile("[" + Answers.card(Answers.NOTE, "春茶") + "]"));
    answer(500, NO_PROFILE);
    if (loginKnown) {
      answer(200, Answers.ok("{\"is_logged_in\":true}"));
    } else {
      answer(500, Answers.error("STATUS_CHECK_FAILED", "\"context deadline exceeded\""));
    }
    answer(500, Answers.error("GET_FEED_DETAIL_FAILED", "\"笔记不可访问: 请完成安全验证后继续访问\""));
    var gateway = gateway();
    gateway.latest(new Feed.CreatorFeed(CREATOR), TOKEN);
    assertThat(failureOf(() -> gateway.latest(new Feed.CreatorFeed(CREATOR), TOKEN)))
        .isEqualTo(new Failure.Captcha());
  }

  @Test
  void givenAProfileWithoutData_whenNothingTellsWhy_thenUnreachable() {
    answer(200, Answers.profile("[" + Answers.card(Answers.NOTE, "春茶") + "]"));
    answer(500, NO_PROFILE);
    answer(500, Answers.error("STATUS_CHECK_FAILED", "\"context deadline exceeded\""));
    answer(500, Answers.error("GET_FEED_DETAIL_FAILED", "\"笔记不可访问: 该笔记已被删除\""));
    var gateway = gateway();
    gateway.latest(new Feed.CreatorFeed(CREATOR), TOKEN);
    assertThat(failureOf(() -> gateway.latest(new Feed.CreatorFeed(CREATOR), TOKEN)))
        .isInstanceOf(Failure.Unreachable.class);
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  // --- comments

  @Test
  void givenAComment_whenPosted_thenAcceptedWithoutId() throws Exception {
    answer(200, Answers.ok("{\"feed_id\":\"x\",\"success\":true,\"message\":\"评论发表成功\"}"));
    assertThat(gateway().comment(NOTE, "真好看 😂"))
        .isEqualTo(new CommentOutcome.Accepted(Optional.empty()));
    assertThat(askedBody().path("content").asText()).isEqualTo("真好看 😂");
  }

  @Test
  void givenAReply_whenPosted_thenNamesCommentAndAuthor() throws Exception {
    answer(200, Answers.ok("{\"success\":true}"));
    assertThat(gateway().reply(NOTE, PARENT, "谢谢")).isInstanceOf(CommentOutcome.Accepted.class);
    var body = askedBody();
    assertThat(body.path("comment_id").asText()).isEqualTo(PARENT.id().value());
    assertThat(body.has("user_id")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"评论未确认成功：提交后未在评论区出现（可能账号被限制或发送失败）\"",
        "\"回复未确认成功\"",
        "\"点击提交按钮失败: context deadline exceeded\"",
        "{}",
        "null"
      })
  void givenAnUnclearEnd_whenPosted_thenUnknown(String details) {
    answer(500, Answers.error("POST_COMMENT_FAILED", details));
    assertThat(gateway().comment(NOTE, "好")).isEqualTo(new CommentOutcome.Unknown());
  }

  @Test
  void givenNoInputBox_whenPosted_thenRefusedWithTheReason() {
    answer(
        500,
        Answers.error("POST_COMMENT_FAILED", "\"未找到评论输入框，该帖子可能不支持评论: context deadline exceeded\""));
    assertThat(gateway().comment(NOTE, "好"))
        .isInstanceOfSatisfying(
            CommentOutcome.Refused.class, r -> assertThat(r.reason()).startsWith("未找到评论输入框"));
  }

  @Test
  void givenClearFailures_whenPosted_thenThrown() {
    var gateway = gateway();
    answer(
        500, Answers.error("REPLY_COMMENT_FAILED", "\"无法找到评论: 未找到评论 (commentID: x, userID: y)\""));
    answer(200, Answers.ok("{\"data\":{\"items\":null}}"));
    assertThat(failureOf(() -> gateway.reply(NOTE, PARENT, "好")))
        .isInstanceOf(Failure.CommentMissing.class);
    answer(500, Answers.error("REPLY_COMMENT_FAILED", "\"评论区过大，1m30s 内未找到目标评论\""));
    answer(500, Answers.error("LIST_NOTIFICATIONS_FAILED", "\"context deadline exceeded\""));
    assertThat(failureOf(() -> gateway.reply(NOTE, PARENT, "好")))
        .isInstanceOf(Failure.CommentMissing.class);
    answer(500, Answers.error("POST_COMMENT_FAILED", "\"笔记不可访问: 该笔记已被删除\""));
    assertThat(failureOf(() -> gateway.comment(NOTE, "好")))
        .isEqualTo(new Failure.NoteGone("该笔记已被删除"));
    answer(401, "{\"error\":\"未授权\",\"code\":\"UNAUTHORIZED\"}");
    assertThat(failureOf(() -> gateway.comment(NOTE, "好"))).isEqualTo(new Failure.GatewayRefused());
    answer(429, "slow down");
    assertThat(failureOf(() -> gateway.comment(NOTE, "好"))).isInstanceOf(Failure.RateLimited.class);
  }

  @Test
  void givenALostAnswer_whenPosted_thenUnknownAndSentOnce() {
    var gateway = gateway(Duration.ofMillis(500));
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    assertThat(gateway.comment(NOTE, "一")).isEqualTo(new CommentOutcome.Unknown());
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    assertThat(gateway.comment(NOTE, "二")).isEqualTo(new CommentOutcome.Unknown());
    answer(200, "{\"success\":tr");
    assertThat(gateway.comment(NOTE, "三")).isEqualTo(new CommentOutcome.Unknown());
    answer(200, "{\"success\":false}");
    assertThat(gateway.comment(NOTE, "四")).isEqualTo(new CommentOutcome.Unknown());
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());
    assertThat(gateway.comment(NOTE, "五")).isEqualTo(new CommentOutcome.Unknown());
    assertThat(server.getRequestCount()).isEqualTo(5);
  }

  @Test
  void givenNobodyListens_whenPosted_thenSurelyNotSent() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    var gateway =
        new XiaohongshuMcp(
            new GatewayConfig(URI.create("http://127.0.0.1:" + port), Optional.empty()), CLOCK);
    assertThat(failureOf(() -> gateway.comment(NOTE, "好"))).isInstanceOf(Failure.Unreachable.class);
    assertThat(failureOf(gateway::health)).isInstanceOf(Failure.Unreachable.class);
  }

  // --- a reply that is not found on the page

  private void commentIsMissing() {
    answer(
        500, Answers.error("REPLY_COMMENT_FAILED", "\"无法找到评论: 未找到评论 (commentID: x, userID: y)\""));
  }

  private static String notified(String comment) {
    return Answers.ok(
        "{\"data\":{\"tab\":\"mentions\",\"filtered\":0,\"items\":[{\"id\":\"7\",\"comment_id\":\"%s\"}]}}"
            .formatted(comment));
  }

  @Test
  void givenACommentOffThePage_whenItIsNotified_thenRepliedThere() throws Exception {
    commentIsMissing();
    answer(200, notified(PARENT.id().value()));
    answer(200, Answers.ok("{\"data\":{\"comment_id\":\"x\",\"content\":\"好\"}}"));
    assertThat(gateway().reply(NOTE, PARENT, "好"))
        .isEqualTo(new CommentOutcome.Accepted(Optional.empty()));
    assertThat(asked().getTarget()).isEqualTo("/api/v1/feeds/comment/reply");
    assertThat(asked().getTarget()).isEqualTo("/api/v1/notifications/list?tab=mentions&limit=20");
    var reply = asked();
    assertThat(reply.getTarget()).isEqualTo("/api/v1/notifications/reply");
    assertThat(Objects.requireNonNull(reply.getBody()).utf8())
        .isEqualTo("{\"comment_id\":\"%s\",\"content\":\"好\"}".formatted(PARENT.id()));
  }

  @Test
  void givenACommentOffThePage_whenItIsNotNotified_thenMissingAndNothingIsWritten() {
    commentIsMissing();
    answer(200, notified("another"));
    assertThat(failureOf(() -> gateway().reply(NOTE, PARENT, "好")))
        .isInstanceOf(Failure.CommentMissing.class);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void givenACaptchaOnTheWay_whenReplied_thenItIsTold() {
    commentIsMissing();
    answer(500, Answers.error("LIST_NOTIFICATIONS_FAILED", "\"请完成安全验证\""));
    assertThat(failureOf(() -> gateway().reply(NOTE, PARENT, "好")))
        .isEqualTo(new Failure.Captcha());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"回复未确认成功\"", "\"context deadline exceeded\"", "{}", "\"谁也没见过\""})
  void givenAnUnclearEnd_whenRepliedByNotification_thenUnknown(String details) {
    commentIsMissing();
    answer(200, notified(PARENT.id().value()));
    answer(500, Answers.error("REPLY_NOTIFICATION_FAILED", details));
    assertThat(gateway().reply(NOTE, PARENT, "好")).isEqualTo(new CommentOutcome.Unknown());
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  // --- what the account is told

  @Test
  void givenNotifications_whenListed_thenTimesAreSeconds() throws Exception {
    answer(
        200,
        Answers.ok(
            """
            {"data":{"tab":"mentions","filtered":1,"items":[
            {"id":"7000000000000000001","type":"comment/item","title":"评论了你的笔记","time":1762763500,
            "from":{"user_id":"5f01","nickname":"甲","xsec_token":"%1$s"},"comment_id":"c1",
            "comment_text":"好","liked":true,"feed_id":"%2$s","feed_xsec_token":"%1$s","feed_title":"题"},
            {"id":"1","type":"","title":"关注了你","time":0,"from":{"user_id":"u9","nickname":"丙"},"liked":false}]}}\
            """
                .formatted(Answers.TOKEN, Answers.NOTE)));
    var told = gateway().notifications(Notification.Kind.COMMENTS, 50);
    assertThat(asked().getTarget()).isEqualTo("/api/v1/notifications/list?tab=mentions&limit=50");
    assertThat(told).hasSize(2);
    var first = told.getFirst();
    assertThat(first.kind()).isEqualTo(Notification.Kind.COMMENTS);
    assertThat(first.title()).isEqualTo("评论了你的笔记");
    assertThat(first.at()).contains(Instant.ofEpochSecond(1762763500));
    assertThat(first.from().name()).isEqualTo("甲");
    assertThat(first.from().ref().token()).isEqualTo(TOKEN);
    assertThat(first.comment()).contains(new CommentId("c1"));
    assertThat(first.text()).isEqualTo("好");
    assertThat(first.note()).contains(NOTE);
    assertThat(first.noteTitle()).isEqualTo("题");
    assertThat(told.getLast().at()).isEmpty();
    assertThat(told.getLast().note()).isEmpty();
    assertThat(told.getLast().comment()).isEmpty();
    assertThat(first.toString()).doesNotContain(Answers.TOKEN);
  }

  @Test
  void givenHostileNotifications_whenListed_thenOnlyThoseWithoutIdAreLost() {
    answer(
        200,
        Answers.ok(
            "{\"data\":{\"items\":[17,null,{},{\"id\":\" \"},{\"id\":\"%s\"},"
                    .formatted("9".repeat(129))
                + "{\"id\":1,\"time\":9223372036854775807,\"from\":[],\"comment_id\":\"../x\",\"feed_id\":5.5},"
                + "{\"id\":\"2\",\"time\":-1,\"from\":{\"user_id\":\"<x>\"},\"title\":{}},"
                + "{\"id\":\"3\",\"time\":1762763500000}]}}"));
    var told = gateway().notifications(Notification.Kind.LIKES, 0);
    assertThat(told).extracting(Notification::id).containsExactly("1", "2", "3");
    assertThat(told).allSatisfy(one -> assertThat(one.at()).isEmpty());
    assertThat(told).allSatisfy(one -> assertThat(one.note()).isEmpty());
    assertThat(told).allSatisfy(one -> assertThat(one.from().id()).isEqualTo(People.NOBODY));
    for (var body : List.of("{}", "{\"data\":null}", "{\"data\":{\"items\":{}}}")) {
      answer(200, Answers.ok(body));
      assertThat(failureOf(() -> gateway().notifications(Notification.Kind.FOLLOWERS, 1)))
          .as(body)
          .isInstanceOf(Failure.Garbled.class);
    }
  }

  @Test
  void givenUnreadCounts_whenAsked_thenReadAndNeverNegative() {
    answer(
        200, Answers.ok("{\"data\":{\"mentions\":2,\"likes\":-4,\"connections\":1,\"unread\":3}}"));
    answer(200, Answers.ok("{\"unread\":3}"));
    var gateway = gateway();
    assertThat(gateway.unread()).isEqualTo(new Unread(2, 0, 1, 3));
    assertThat(failureOf(gateway::unread)).isInstanceOf(Failure.Garbled.class);
  }

  // --- the login code

  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static String code(String timeout, String img) {
    return Answers.ok(
        "{\"timeout\":\"%s\",\"is_logged_in\":false,\"img\":\"%s\"}".formatted(timeout, img));
  }

  @ParameterizedTest
  @CsvSource({
    "4m0s, 240",
    "1h0m0s, 3600",
    "2m30.5s, 150",
    "300, 300",
    "99h0m0s, 3600",
    "0s, 60",
    "'', 60",
    "-4m0s, 60",
    "4 minutes, 60",
    "99999999999s, 60"
  })
  void givenALoginCode_whenAskedFor_thenItsTimeIsAGoDuration(String timeout, int seconds) {
    answer(200, code(timeout, "data:image/png;base64," + PNG));
    var code = gateway().loginCode().orElseThrow();
    assertThat(code.goodFor()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(code.png()).isEqualTo(Base64.getDecoder().decode(PNG));
    assertThat(code.toString()).isEqualTo("LoginCode[hidden]");
  }

  @Test
  void givenALoggedInAccount_whenACodeIsWanted_thenNone() throws Exception {
    answer(200, Answers.ok("{\"timeout\":\"0s\",\"is_logged_in\":true}"));
    assertThat(gateway().loginCode()).isEmpty();
    assertThat(asked().getTarget()).isEqualTo("/api/v1/login/qrcode");
  }

  @Test
  void givenNoPicture_whenACodeIsWanted_thenGarbledWithoutQuotingIt() {
    for (var img :
        List.of(
            "",
            PNG,
            "data:image/png;base64,",
            "data:image/png;base64,%%%",
            "data:image/png;base64,QUJD",
            "data:image/png;base64,bm90IGEgcGljdHVyZSBhdCBhbGw=",
            "data:image/svg+xml;base64," + PNG,
            "https://evil.example/code.png",
            "data:image/png;base64," + "A".repeat(2 << 20))) {
      answer(200, code("4m0s", img));
      assertThat(failureOf(() -> gateway().loginCode()))
          .isEqualTo(new Failure.Garbled("the answer holds no login code"));
    }
    answer(500, Answers.error("STATUS_CHECK_FAILED", "\"获取登录二维码失败: context deadline exceeded\""));
    assertThat(failureOf(() -> gateway().loginCode())).isInstanceOf(Failure.Unreachable.class);
  }

  // --- searches with filters

  @Test
  void givenFilters_whenSearched_thenInThePlatformsWords() throws Exception {
    for (var i = 0; i < 3; i++) {
      answer(200, Answers.feeds(Answers.card(Answers.NOTE, "茶")));
    }
    var gateway = gateway();
    assertThat(gateway.search("茶", SearchFilters.NONE)).hasSize(1);
    gateway.search(
        "茶",
        new SearchFilters(
            SearchFilters.Sort.MOST_LIKED,
            SearchFilters.Type.VIDEO,
            SearchFilters.Published.WEEK,
            SearchFilters.Scope.UNSEEN));
    gateway.search(
        "茶",
        new SearchFilters(
            SearchFilters.Sort.MOST_SAVED,
            SearchFilters.Type.PICTURES,
            SearchFilters.Published.HALF_YEAR,
            SearchFilters.Scope.FOLLOWED));
    assertThat(askedBody().path("filters").toString()).isEqualTo("{}");
    assertThat(askedBody().path("filters").toString())
        .isEqualTo(
            "{\"sort_by\":\"最多点赞\",\"note_type\":\"视频\",\"publish_time\":\"一周内\",\"search_scope\":\"未看过\"}");
    assertThat(askedBody().path("filters").toString())
        .isEqualTo(
            "{\"sort_by\":\"最多收藏\",\"note_type\":\"图文\",\"publish_time\":\"半年内\",\"search_scope\":\"已关注\"}");
  }

  // --- one at a time

  @Test
  void givenManyCallers_whenTheyAsk_thenTheGatewaySeesOneAtATime() throws Exception {
    var under = new AtomicInteger();
    var most = new AtomicInteger();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            most.accumulateAndGet(under.incrementAndGet(), Math::max);
            Thread.yield();
            under.decrementAndGet();
            return new MockResponse.Builder().body(Answers.feeds()).build();
          }
        });
    var gateway = gateway();
    var done = new CountDownLatch(8);
    for (var i = 0; i < 8; i++) {
      Thread.ofVirtual()
          .start(() -> {
            gateway.latest(new Feed.TrendingFeed(), Optional.empty());
            done.countDown();
          });
    }
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void givenACallUnderWay_whenClosed_thenItEnds() throws Exception {
    var arrived = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            arrived.countDown();
            release.await(20, TimeUnit.SECONDS);
            return new MockResponse.Builder().body("{}").build();
          }
        });
    var gateway = gateway();
    var ended = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          assertThat(failureOf(gateway::login)).isInstanceOf(Failure.Unreachable.class);
          ended.countDown();
        });
    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
    gateway.close();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    release.countDown();
  }
}
