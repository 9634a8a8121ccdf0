package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.PlatformException;

class RssHubTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final CreatorId CREATOR = new CreatorId(Answers.CREATOR);
  private static final Feed FEED = new Feed.CreatorFeed(CREATOR);
  private static final String PICTURE =
      "http://sns-webpic-qc.xhscdn.com/202511100830/" + "1".repeat(32) + "/1040gtea01!nc_n_webp";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RssHub hub() {
    return hub(Optional.of("s3cret"), Duration.ofSeconds(20));
  }

  private RssHub hub(Optional<String> key, Duration patience) {
    return new RssHub(
        new RssHub.Config(server.url("/").uri(), key), CLOCK, patience, Duration.ofSeconds(2));
  }

  private void answer(int status, String body, String... headers) {
    var answer = new MockResponse.Builder().code(status).body(body);
    for (var i = 0; i < headers.length; i += 2) {
      answer.addHeader(headers[i], headers[i + 1]);
    }
    server.enqueue(answer.build());
  }

  private RecordedRequest asked() throws InterruptedException {
    return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "no request came");
  }

  private List<Note> latest(String... items) {
    answer(200, feed(items));
    return hub().latest(FEED, Optional.empty());
  }

  private Failure failure() {
    return failureOf(() -> hub().latest(FEED, Optional.empty()));
  }

  private static Failure failureOf(Runnable call) {
    try {
      call.run();
    } catch (PlatformException e) {
      return e.failure();
    }
    throw new AssertionError("nothing was thrown");
  }

  private static String feed(String... items) {
    return """
    {"version":"https://jsonfeed.org/version/1.1","title":"阿茶 - 小红书笔记",
    "home_page_url":"https://www.xiaohongshu.com/user/profile/%s",
    "icon":"https://sns-avatar-qc.xhscdn.com/avatar/a.jpg","language":"zh-cn","items":[%s]}\
    """
        .formatted(Answers.CREATOR, String.join(",", items));
  }

  private static String card(String note, String title) {
    return """
    {"id":"%2$s","url":"https://www.xiaohongshu.com/user/profile/%1$s","title":"%2$s",
    "content_html":"<img src=\\"%3$s\\" width=\\"900\\" height=\\"1200\\"><br>%2$s",
    "authors":[{"name":"阿茶"}]}\
    """
        .formatted(note, title, PICTURE);
  }

  private static String whole(String note, String title, String html) {
    return """
    {"id":"https://www.xiaohongshu.com/explore/%1$s",
    "url":"https://www.xiaohongshu.com/explore/%1$s?xsec_token=%2$s&xsec_source=pc_user",
    "title":"%3$s","content_html":"%4$s","date_published":"2025-11-10T08:31:00.000Z",
    "date_modified":"2025-11-10T09:00:00.000Z","authors":[{"name":"阿茶"}]}\
    """
        .formatted(note, Answers.TOKEN, title, html.replace("\"", "\\\""));
  }

  /// RSSHub's page: what is beside the message speaks of logging in and of captchas on purpose.
  private static String page(String message) {
    return """
    <html><head><title>Welcome to RSSHub!</title></head><body><h1>Looks like something went wrong</h1>
    <p>Error Message:<br><code class="details">%s</code></p>
    <p>Route: <code>/xiaohongshu/user/:user_id/:category</code></p>
    <p>Log in to GitHub and submit an issue about the captcha; 请登录</p></body></html>\
    """
        .formatted(message);
  }

  // --- requests

  @Test
  void givenAKey_whenAsked_thenOnlyACodeForThisPathIsSent() throws Exception {
    latest();
    var url = Objects.requireNonNull(asked().getUrl());
    var path = "/xiaohongshu/user/" + Answers.CREATOR + "/notes";
    var md5 = MessageDigest.getInstance("MD5");
    var code =
        HexFormat.of().formatHex(md5.digest((path + "s3cret").getBytes(StandardCharsets.UTF_8)));
    assertThat(url.encodedPath()).isEqualTo(path);
    assertThat(url.query()).isEqualTo("format=json&code=" + code);
    assertThat(url.toString()).doesNotContain("s3cret");
  }

  @Test
  void givenAPathBeforeRssHub_whenAsked_thenTheCodeIsForRssHubsOwnPath() throws Exception {
    answer(200, feed());
    answer(200, feed());
    hub().latest(FEED, Optional.empty());
    var config = new RssHub.Config(server.url("/behind/").uri(), Optional.of("s3cret"));
    new RssHub(config, CLOCK).latest(FEED, Optional.empty());
    var plain = Objects.requireNonNull(asked().getUrl());
    var behind = Objects.requireNonNull(asked().getUrl());
    assertThat(behind.encodedPath()).isEqualTo("/behind" + plain.encodedPath());
    assertThat(behind.query()).isEqualTo(plain.query());
  }

  @Test
  void givenNoKey_whenAsked_thenNoneIsSent() throws Exception {
    answer(200, feed());
    hub(Optional.empty(), Duration.ofSeconds(20)).latest(FEED, Optional.empty());
    assertThat(Objects.requireNonNull(asked().getUrl()).query()).isEqualTo("format=json");
  }

  @Test
  void givenAConfig_whenPrinted_thenHidesTheKey() {
    var config = new RssHub.Config(URI.create("http://127.0.0.1:1200"), Optional.of("s3cret"));
    assertThat(config.toString()).doesNotContain("s3cret").contains("hidden");
    for (var bad : List.of("ftp://h", "http://u:p@h", "http://h/?q", "/path")) {
      assertThatThrownBy(() -> new RssHub.Config(URI.create(bad), Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new RssHub.Config(config.url(), Optional.of("a\nb")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("a\nb");
  }

  @Test
  void givenHealth_whenAsked_thenOkIsWellAndAllElseIsNot() throws Exception {
    answer(200, "ok");
    answer(200, "<html>Welcome</html>");
    answer(403, page("RejectError: Authentication failed. Access denied."));
    hub().health();
    assertThat(Objects.requireNonNull(asked().getUrl()).encodedPath()).isEqualTo("/healthz");
    assertThat(failureOf(hub()::health)).isInstanceOf(Failure.Garbled.class);
    assertThat(failureOf(hub()::health)).isEqualTo(new Failure.GatewayRefused());
  }

  // --- the two shapes

  @Test
  void givenItemsWithoutCookie_whenRead_thenCards() {
    var notes = latest(card(Answers.NOTE, "春茶 #喝茶"), card("6911a2b4000000000d00c0de", "春茶 #喝茶"));
    assertThat(notes).hasSize(2); // one title, two notes
    var note = notes.getFirst();
    assertThat(note.ref()).isEqualTo(new NoteRef(new NoteId(Answers.NOTE), Optional.empty()));
    assertThat(note.complete()).isFalse();
    assertThat(note.title()).isEqualTo("春茶 #喝茶");
    assertThat(note.text()).isEmpty();
    assertThat(note.tags()).containsExactly("喝茶");
    assertThat(note.likes()).isEqualTo(Count.UNKNOWN);
    assertThat(note.publishedAt()).isEqualTo(Instant.ofEpochSecond(0x6911a2b3L));
    assertThat(note.creator().id()).isEqualTo(CREATOR);
    assertThat(note.creator().name()).isEqualTo("阿茶");
    assertThat(note.creator().avatar()).isPresent();
    assertThat(note.content())
        .isInstanceOfSatisfying(
            Content.Slideshow.class,
            show -> {
              var cover = show.pictures().getFirst();
              assertThat(cover.key()).isEqualTo("1040gtea01");
              assertThat(cover.width()).isEqualTo(900);
              assertThat(cover.height()).isEqualTo(1200);
              assertThat(cover.sources())
                  .containsExactly(
                      URI.create(PICTURE), URI.create("https://ci.xiaohongshu.com/1040gtea01"));
            });
  }

  @Test
  void givenItemsWithCookie_whenRead_thenWholeNotes() {
    var html =
        "<img src=\""
            + PICTURE
            + "\"><br><img src=\""
            + PICTURE.replace("tea01", "tea02")
            + "\"><br>今年的龙井<br><br>好喝 &lt;3 &amp; 便宜 #龙井茶 #喝茶";
    var note = latest(whole(Answers.NOTE, "春茶到了", html)).getFirst();
    assertThat(note.complete()).isTrue();
    assertThat(note.ref().token()).contains(new AccessToken(Answers.TOKEN));
    assertThat(note.creator().ref().token()).contains(new AccessToken(Answers.TOKEN));
    assertThat(note.title()).isEqualTo("春茶到了");
    assertThat(note.text()).isEqualTo("今年的龙井\n\n好喝 <3 & 便宜 #龙井茶 #喝茶");
    assertThat(note.tags()).containsExactly("龙井茶", "喝茶");
    assertThat(note.publishedAt()).isEqualTo(Instant.parse("2025-11-10T08:31:00Z"));
    assertThat(note.content())
        .isInstanceOfSatisfying(
            Content.Slideshow.class, show -> assertThat(show.pictures()).hasSize(2));
  }

  @Test
  void givenANoteWithoutTitle_whenRead_thenItsTextIsWhatStoodInTheTitle() {
    var note =
        latest(
                whole(
                    Answers.NOTE,
                    "好喝[笑哭R]\\n#龙井茶[话题]# 来",
                    "<img src=\"" + PICTURE + "\"><br>好喝<br>#龙井茶 来"))
            .getFirst();
    assertThat(note.title()).isEmpty();
    assertThat(note.text()).isEqualTo("好喝[笑哭R]\n#龙井茶[话题]# 来");
    assertThat(note.heading()).isEqualTo("好喝[笑哭R]");
    assertThat(note.tags()).containsExactly("龙井茶");
  }

  @Test
  void givenAVideo_whenRead_thenH264ComesFirst() {
    var base = "http://sns-video-hw.xhscdn.com/stream/110/";
    var html =
        "<video controls poster=\""
            + PICTURE
            + "\">\\n<source src=\""
            + base
            + "405/01e4_405.mp4\" type=\"video/mp4\">\\n<source src=\""
            + base
            + "258/01e4_258.mp4?sign=a&amp;t=b\"></video><br>看视频";
    var note = latest(whole(Answers.NOTE, "视频", html)).getFirst();
    assertThat(note.text()).isEqualTo("看视频");
    assertThat(note.content())
        .isInstanceOfSatisfying(
            Content.Video.class,
            video -> {
              assertThat(video.cover().orElseThrow().key()).isEqualTo("1040gtea01");
              assertThat(video.stream().orElseThrow().sources())
                  .containsExactly(
                      URI.create(base + "258/01e4_258.mp4?sign=a&t=b"),
                      URI.create(base + "405/01e4_405.mp4"));
            });
  }

  @Test
  void givenTheSilentFallBack_whenReadAgain_thenTheSameNoteIsACard() {
    var before = latest(whole(Answers.NOTE, "春茶到了", "好")).getFirst();
    var after = latest(card(Answers.NOTE, "春茶到了")).getFirst();
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(before.complete()).isTrue();
    assertThat(after.complete()).isFalse();
    assertThat(after.text()).isEmpty();
  }

  @Test
  void givenAnExploreLinkWithoutADate_whenRead_thenACard() {
    var item = whole(Answers.NOTE, "题", "文").replace("date_published", "x");
    var note = latest(item).getFirst();
    assertThat(note.complete()).isFalse();
    assertThat(note.publishedAt()).isEqualTo(Instant.ofEpochSecond(0x6911a2b3L));
    assertThat(note.ref().token()).isPresent();
  }

  // --- hostile feeds

  @Test
  void givenItemsWithoutAUsableId_whenRead_thenOnlyTheyAreLost() {
    var notes =
        latest(
            "17",
            "null",
            "{}",
            card("undefined", "a"),
            card("../../" + "a".repeat(24) + "x", "b"),
            card(Answers.CREATOR, "a link to the profile"),
            card("", "c"),
            card(Answers.NOTE, "good"),
            card(Answers.NOTE, "twice"),
            "{\"url\":7,\"id\":\"https://www.xiaohongshu.com/explore/ffffffff000000000d00c0de\","
                + "\"authors\":5,\"content_html\":[],\"date_published\":\"+999999999-01-01T00:00:00Z\"}");
    assertThat(notes)
        .extracting(n -> n.id().value())
        .containsExactly(Answers.NOTE, "ffffffff000000000d00c0de");
    assertThat(notes.getFirst().title()).isEqualTo("good");
    assertThat(notes.getLast().publishedAt()).isEqualTo(NOW);
    assertThat(notes.getLast().creator().name()).isEmpty();
  }

  @Test
  void givenHostileHtml_whenRead_thenOnlyTextAndWebAddressesRemain() {
    var html =
        "<script>alert(1)</script><style>p{}</style><img src=\"javascript:x\"><img src=\"file:///etc/passwd\">"
            + "<img src=\"data:image/png;base64,AA\"><img src=\"//cdn.example/1040gx\" width=\"-5\" height=\"9e9\">"
            + "<div>一</div><p>二</p>三 <3 <b>四</b></i>&#0;&nbsp;<svg><text>x</text></svg><video></video>";
    var note = latest(whole(Answers.NOTE, "题", html)).getFirst();
    assertThat(note.text()).isEqualTo("一\n\n二\n三 <3 四\uFFFD");
    assertThat(note.content())
        .isInstanceOfSatisfying(
            Content.Slideshow.class,
            show -> {
              assertThat(show.pictures()).hasSize(1);
              assertThat(show.pictures().getFirst().sources().getFirst())
                  .isEqualTo(URI.create("https://cdn.example/1040gx"));
              assertThat(show.pictures().getFirst().width()).isZero();
            });
  }

  @Test
  void givenDeepAndHugeHtml_whenRead_thenBounded() {
    var deep = latest(whole(Answers.NOTE, "题", "<b>".repeat(100_000) + "文")).getFirst();
    assertThat(deep.complete()).isTrue();
    var pictures =
        latest(whole(Answers.NOTE, "题", ("<img src=\"" + PICTURE + "\">").repeat(9_000)));
    assertThat(pictures.getFirst().content())
        .isInstanceOfSatisfying(
            Content.Slideshow.class, show -> assertThat(show.pictures()).hasSize(36));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ok",
        "<html>busy</html>",
        "{\"items\":[",
        "[]",
        "{\"items\":{}}",
        "{\"version\":\"https://jsonfeed.org/version/1.1\"}",
        "{\"items\":[]}{}",
        "<?xml version=\"1.0\"?><rss/>"
      })
  void givenNoFeed_whenRead_thenGarbled(String body) {
    answer(200, body);
    assertThat(failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void givenAnEndlessDrippingOrCutAnswer_whenRead_thenGarbled() {
    answer(200, feed("\"" + "x".repeat(17 << 20) + "\""));
    assertThat(failure())
        .isInstanceOfSatisfying(
            Failure.Garbled.class, f -> assertThat(f.detail()).contains("16 MiB"));
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(10_000))
            .throttleBody(1, 100, TimeUnit.MILLISECONDS)
            .build());
    assertThat(
            failureOf(
                () -> hub(Optional.empty(), Duration.ofMillis(300)).latest(FEED, Optional.empty())))
        .isInstanceOf(Failure.Garbled.class);
    server.enqueue(
        new MockResponse.Builder()
            .body(feed(card(Answers.NOTE, "x")))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    assertThat(failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void givenSilenceOrNobody_whenAsked_thenUnreachable() throws Exception {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    assertThat(
            failureOf(
                () -> hub(Optional.empty(), Duration.ofMillis(300)).latest(FEED, Optional.empty())))
        .isInstanceOf(Failure.Unreachable.class);
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    var gone = new RssHub.Config(URI.create("http://127.0.0.1:" + port), Optional.of("s3cret"));
    assertThat(failureOf(() -> new RssHub(gone, CLOCK).latest(FEED, Optional.empty())))
        .isInstanceOfSatisfying(
            Failure.Unreachable.class, f -> assertThat(f.detail()).doesNotContain("s3cret"));
  }

  @Test
  void givenARedirect_whenRead_thenNotFollowed() {
    answer(302, "", "Location", server.url("/else").toString());
    assertThat(failure()).isInstanceOf(Failure.Garbled.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  // --- errors

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | TimeoutError: Waiting for selector `div.reds-tab-item:nth-child(2)` failed | Unreachable",
        "503 | CaptchaError: 小红书风控校验，请稍后再试 | RateLimited",
        "503 | Error: 请登录后查看 | RateLimited",
        "503 | Error: 300011 检测到账号异常 | RateLimited",
        "503 | Error: 访问频次异常，请勿频繁操作 | RateLimited",
        "503 | Error: error_code=300012 | NetworkDistrusted",
        "503 | Error: this route is empty, please check the original site | NoteHidden",
        "403 | RejectError: Authentication failed. Access denied. | GatewayRefused",
        "404 | NotFoundError: The route does not exist or has been deleted. | GatewayOutdated",
        "500 | FetchError | Unreachable",
        "429 | '' | RateLimited",
      })
  void givenAnErrorPage_whenRead_thenOnlyItsMessageCounts(int status, String words, String kind) {
    answer(status, page(words), "Content-Type", "text/html; charset=UTF-8");
    assertThat(failure().getClass().getSimpleName()).isEqualTo(kind);
    answer(status, "{\"error\":{\"message\":\"" + words + "\"}}");
    assertThat(failure().getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void givenPagesThatAreNotRssHubs_whenRead_thenTheirStatusTells() {
    answer(404, "<html><head><title>404 Not Found</title></head><body>nginx, log in</body></html>");
    assertThat(failure()).isInstanceOf(Failure.BadRequest.class);
    answer(502, "<html><head><title>502 Bad Gateway</title></head><body>captcha</body></html>");
    assertThat(failure()).isInstanceOf(Failure.Unreachable.class);
    answer(401, "");
    assertThat(failure()).isEqualTo(new Failure.GatewayRefused());
    answer(503, "\u0000\u0001" + "<".repeat(300_000));
    assertThat(failure()).isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void givenARequestInProgress_whenAnswered_thenPausesAsLongAsItSays() {
    var busy =
        page("RequestInProgressError: This path is currently fetching, please come back later!");
    answer(503, busy, "Cache-Control", "public, max-age=30");
    assertThat(failure()).isEqualTo(new Failure.RateLimited(Optional.of(Duration.ofSeconds(30))));
    answer(503, busy, "Cache-Control", "public, max-age=30", "Retry-After", "90");
    assertThat(failure()).isEqualTo(new Failure.RateLimited(Optional.of(Duration.ofSeconds(90))));
    answer(503, busy, "Cache-Control", "public, max-age=2147483647");
    assertThat(failure()).isEqualTo(new Failure.RateLimited(Optional.of(Duration.ofDays(7))));
    for (var nonsense : List.of("no-cache", "max-age=0", "max-age=-5", "max-age=x", "")) {
      answer(503, busy, "Cache-Control", nonsense);
      assertThat(failure()).as(nonsense).isInstanceOf(Failure.Unreachable.class);
    }
  }

  @Test
  void givenAnErrorThatQuotesSecrets_whenRead_thenTheyAreGone() {
    answer(503, page("Error at /notes?key=s3cret&amp;code=" + "a".repeat(32) + " xsec_token=ABx"));
    assertThat(failure().toString()).doesNotContain("s3cret", "aaaa", "ABx");
  }

  // --- what it cannot do

  @Test
  void givenWhatRssHubCannotDo_whenAsked_thenRefusedWithoutARequest() {
    var hub = hub();
    var note = new NoteRef(new NoteId(Answers.NOTE), Optional.empty());
    assertThat(hub.capabilities().abilities())
        .containsExactlyInAnyOrder(Ability.CREATOR_NOTES, Ability.NO_ACCOUNT);
    for (var call :
        List.<Runnable>of(
            hub::login,
            () -> hub.latest(new Feed.TrendingFeed(), Optional.empty()),
            () -> hub.latest(new Feed.SearchFeed("茶"), Optional.empty()),
            () -> hub.detail(note, Depth.FIRST_COMMENTS),
            () -> hub.comment(note, "好"))) {
      assertThat(failureOf(call))
          .isInstanceOfSatisfying(
              Failure.BadRequest.class, f -> assertThat(f.detail()).contains("cannot"));
    }
    assertThat(server.getRequestCount()).isZero();
  }
}
