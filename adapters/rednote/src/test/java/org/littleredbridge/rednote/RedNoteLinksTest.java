package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.PlatformLinks.Target;

class RedNoteLinksTest {
  private static final String ID = Answers.NOTE;
  private static final Optional<AccessToken> TOKEN = Optional.of(new AccessToken(Answers.TOKEN));
  private static final Target NOTE = new Target.ToNote(new NoteRef(new NoteId(ID), TOKEN));
  private static final Target BARE_NOTE =
      new Target.ToNote(new NoteRef(new NoteId(ID), Optional.empty()));
  private static final String QUERY = "?xsec_token=" + Answers.TOKEN.replace("=", "%3D");

  private final MockWebServer server = new MockWebServer();
  private final List<String> schemes = new ArrayList<>();
  private final RedNoteLinks links = links(client());

  private static RedNoteLinks links(OkHttpClient client) {
    var base = URI.create("https://www.rednote.com");
    return new RedNoteLinks(LinkHosts.ofRedNoteAnd(base), base, client);
  }

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Every host is the test's server; the path says which host was meant.
  private OkHttpClient client() {
    return ShortLinks.client()
        .newBuilder()
        .dns(okhttp3.Dns.SYSTEM)
        .retryOnConnectionFailure(false)
        .addInterceptor(chain -> {
          var asked = chain.request().url();
          schemes.add(asked.scheme());
          var here = server.url("/" + asked.host() + asked.encodedPath());
          return chain.proceed(chain.request().newBuilder().url(here).build());
        })
        .build();
  }

  private void leadsTo(String location) {
    server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", location).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.xiaohongshu.com/explore/%s",
        "http://xiaohongshu.com/discovery/item/%s",
        "https://www.rednote.com/search_result/%s/",
        "https://rednote.com/user/profile/5f0000aa0000000001000b0b/%s",
        "HTTPS://WWW.XIAOHONGSHU.COM:443/explore/%s",
        "www.xiaohongshu.com/explore/%s",
        "rednote.com/explore/%s",
        "http://rednote.com/search_result/%s",
      })
  void givenALinkOfANote_whenFound_thenItsIdAndToken(String form) {
    var link = form.formatted(ID);
    assertThat(links.find(link)).contains(BARE_NOTE);
    assertThat(links.find("看看 " + link + QUERY + "&xsec_source=pc_feed，好吃！")).contains(NOTE);
    assertThat(links.find("(" + link + "?a=b&amp;xsec_token=" + Answers.TOKEN + ")."))
        .contains(NOTE);
  }

  @Test
  void givenAShareText_whenFound_thenTheLinkInside() {
    assertThat(
            links.find(
                "12 阿茶发布了一篇小红书笔记，快来看吧！ 😆 AbC 😆 https://www.xiaohongshu.com/discovery/item/"
                    + ID
                    + "，复制本条信息，打开【小红书】App查看精彩内容！"))
        .contains(BARE_NOTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "（https://www.xiaohongshu.com/explore/%s）",
        "【https://www.xiaohongshu.com/explore/%s】",
        "看这个👉https://www.xiaohongshu.com/explore/%s👈",
        "快看https://www.xiaohongshu.com/discovery/item/%s！！！",
        "笔记：www.xiaohongshu.com/explore/%s。",
        "[好看](https://www.rednote.com/explore/%s)",
        "[https://www.rednote.com/explore/%s](https://www.rednote.com/)",
        "<https://www.rednote.com/explore/%s>",
        "_https://www.rednote.com/explore/%s_",
        "**https://www.rednote.com/explore/%s**, look",
        "||https://www.rednote.com/explore/%s||",
        "\"https://www.rednote.com/explore/%s\"",
        "https://www.rednote.com/explore/%s%%EF%%BC%%8C复制本条信息",
        "https://www.rednote.com/explore/%s,复制本条信息，打开【小红书】App查看精彩内容！",
        "a\u200Bhttps://www.rednote.com/explore/%s\u200B",
      })
  void givenALinkWithSignsRightBesideIt_whenFound_thenTheNote(String form) {
    assertThat(links.find(form.formatted(ID))).contains(BARE_NOTE);
    assertThat(links.mentions(form.formatted(ID))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "%3D", "%253D", "%25253D"})
  void givenATokenThatWasEncodedSeveralTimes_whenFound_thenItIsPlain(String end) {
    var token = Answers.TOKEN.replace("=", end);
    assertThat(
            links.find(
                "https://www.rednote.com/explore/"
                    + ID
                    + "?xsec_source=app_share&xsec_token="
                    + token
                    + "&app_platform=ios"))
        .contains(NOTE);
  }

  @Test
  void givenALinkToAPageThatStandsBeforeTheNote_whenFound_thenTheNoteBehindIt() {
    var behind = "%2Fexplore%2F" + ID + "%3Fxsec_token%3D" + Answers.TOKEN.replace("=", "%253D");
    for (var place : List.of("https%3A%2F%2Fwww.xiaohongshu.com" + behind, behind)) {
      assertThat(links.find("https://www.xiaohongshu.com/login?redirectPath=" + place))
          .contains(NOTE);
      assertThat(
              links.find(
                  "https://www.xiaohongshu.com/404?source=/404/sec_x&error_code=300031&redirectPath="
                      + place))
          .contains(NOTE);
    }
    for (var place :
        List.of(
            "https%3A%2F%2Fevil.example" + behind,
            "%2F%2Fevil.example" + behind,
            "javascript%3Aalert(1)",
            "%2Flogin%3FredirectPath%3D%252Fexplore%252F" + ID,
            "%zz")) {
      assertThat(links.find("https://www.xiaohongshu.com/login?redirectPath=" + place)).isEmpty();
    }
  }

  @Test
  void givenSeveralLinks_whenRead_thenTheFirstFewOnceEachAndTheFirstNoteIsFound() {
    var other = "6911a2b3000000000d00c0d";
    var text = new StringBuilder("https://www.rednote.com/user/profile/" + Answers.CREATOR);
    for (var n = 0; n < 9; n++) {
      text.append(" https://www.rednote.com/explore/").append(other).append(n);
      text.append(" https://www.rednote.com/explore/").append(other).append(n);
    }
    assertThat(links.read(text.toString())).hasSize(5).doesNotHaveDuplicates();
    assertThat(links.findNote(text.toString()))
        .contains(new NoteRef(new NoteId(other + "0"), Optional.empty()));
    assertThat(links.findNote("https://www.rednote.com/user/profile/" + Answers.CREATOR)).isEmpty();
  }

  @Test
  void givenTalkWithoutALink_whenLookedAt_thenItMentionsNone() {
    assertThat(links.mentions("hello https://example.com/rednote 小红书")).isFalse();
    assertThat(links.mentions("XHSLINK.COM/a/b")).isTrue();
    assertThat(RedNoteLinks.ofStandIn(URI.create("http://127.0.0.1:1")).mentions("127.0.0.1:1/a/x"))
        .isTrue();
  }

  @Test
  void givenALinkOfACreator_whenFound_thenTheCreator() {
    var expected = new Target.ToCreator(new CreatorRef(new CreatorId(Answers.CREATOR), TOKEN));
    assertThat(links.find("https://www.rednote.com/user/profile/" + Answers.CREATOR + QUERY))
        .contains(expected);
  }

  @Test
  void givenAForeignLinkFirst_whenFound_thenTheFirstOfThePlatform() {
    assertThat(
            links.find(
                "https://example.com/explore/x https://www.xiaohongshu.com/ https://www.xiaohongshu.com/explore/"
                    + ID))
        .contains(BARE_NOTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "6911a2b3000000000d00c0de",
        "explore/6911a2b3000000000d00c0de",
        "https://xiaohongshu.com.evil.example/explore/6911a2b3000000000d00c0de",
        "https://evil-xiaohongshu.com/explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu.com@evil.example/explore/6911a2b3000000000d00c0de",
        "https://evil.example@www.xiaohongshu.com/explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu.com\\@evil.example/explore/6911a2b3000000000d00c0de",
        "https://www.xiаohongshu.com/explore/6911a2b3000000000d00c0de",
        "https://www.xn--xiohongshu-dcj.com/explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu.com./explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu.com:8443/explore/6911a2b3000000000d00c0de",
        "ftp://www.xiaohongshu.com/explore/6911a2b3000000000d00c0de",
        "evil.www.xiaohongshu.com/explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu.com/explore/..%2F..%2Fadmin",
        "https://www.xiaohongshu.com/explore",
        "https://www.xiaohongshu.com/%zz",
        "https://www.xiaohongshu.com/explore/login",
        "https://www.xiaohongshu.com/explore/6911a2b3000000000d00c0deff",
        "https://www.xiaohongshu.com/explore?redirectPath=%",
        "https://evil.example/xiaohongshu.com/explore/6911a2b3000000000d00c0de",
        "https://evil.example/https://www.xiaohongshu.com/explore/6911a2b3000000000d00c0de",
        "evil.example/xiaohongshu.com/explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu.com%2eevil.example/explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu.com:443@evil.example/explore/6911a2b3000000000d00c0de",
        "https://user:pass@www.rednote.com/explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu。com/explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu.com:99999/explore/6911a2b3000000000d00c0de",
        "https://www.xiaohongshu.com:/\\evil/explore/6911a2b3000000000d00c0de",
        "http://2130706433/explore/6911a2b3000000000d00c0de",
        "http://user@xhslink.com/a/b",
        "http://xhslink.com:8080/a/b",
        "https://www.xiaohongshu.com/user/profile/a/b/c",
        "https://[::1",
        "http://xhslink.com/",
        "http://xhslink.com.evil.example/a/b",
      })
  void givenWhatIsNoLinkOfThePlatform_whenFound_thenNothing(String text) {
    assertThat(links.find(text)).isEmpty();
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void givenAHugeText_whenFound_thenStillAnswers() {
    assertThat(links.find("http://".repeat(50_000) + "a".repeat(100_000))).isEmpty();
    assertThat(links.find(("https://" + ".".repeat(1_990) + "a ").repeat(500))).isEmpty();
    assertThat(links.find("www.xiaohongshu.com/".repeat(50_000))).isEmpty();
    assertThat(links.find("xiaohongshu.".repeat(50_000))).isEmpty();
    assertThat(links.find("https://www.rednote.com/explore/" + ID + "?" + "&".repeat(100_000)))
        .contains(BARE_NOTE);
    assertThat(links.mentions("rednote.".repeat(100_000))).isFalse();
  }

  @Test
  void givenAHostileToken_whenFound_thenLeftOut() {
    assertThat(links.find("https://www.rednote.com/explore/" + ID + "?xsec_token=%0d%0aSet-Cookie"))
        .contains(BARE_NOTE);
    assertThat(
            links.find("https://www.rednote.com/explore/" + ID + "?xsec_token=" + "A".repeat(300)))
        .contains(BARE_NOTE);
  }

  @Test
  void givenTheSandbox_whenItsOwnLinkIsPasted_thenUnderstood() {
    var sandbox = RedNoteLinks.ofStandIn(URI.create("http://127.0.0.1:18061/"));
    var page = sandbox.page(new NoteRef(new NoteId(ID), TOKEN));
    assertThat(page)
        .hasToString("http://127.0.0.1:18061/explore/" + ID + QUERY + "&xsec_source=pc_feed");
    assertThat(sandbox.find("see " + page)).contains(NOTE);
    assertThat(sandbox.find("http://127.0.0.1:18062/explore/" + ID)).isEmpty();
    assertThat(links.find(page.toString())).isEmpty();
  }

  @Test
  void givenRefs_whenMadeIntoPages_thenTokensAreEncoded() {
    assertThat(links.page(new CreatorRef(new CreatorId("5f00"), TOKEN)))
        .hasToString("https://www.rednote.com/user/profile/5f00" + QUERY);
    assertThat(links.page(new NoteRef(new NoteId(ID), Optional.empty())))
        .hasToString("https://www.rednote.com/explore/" + ID);
  }

  // --- short links

  @Test
  void givenAShortLink_whenFound_thenFollowedHopByHop() throws Exception {
    leadsTo("https://xhslink.cn/o/second");
    leadsTo("https://www.xiaohongshu.com/discovery/item/" + ID + QUERY + "&app_platform=ios");
    assertThat(links.find("我的笔记 http://xhslink.com/a/AbC123，复制本条信息")).contains(NOTE);
    assertThat(server.takeRequest().getTarget()).isEqualTo("/xhslink.com/a/AbC123");
    assertThat(server.takeRequest().getTarget()).isEqualTo("/xhslink.cn/o/second");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9/explore/x",
        "https://evil.example/explore/x",
        "file:///etc/passwd",
        "http://user@www.xiaohongshu.com/explore/x"
      })
  void givenAShortLinkThatLeadsAway_whenFound_thenRefused(String location) {
    leadsTo(location);
    assertThatThrownBy(() -> links.find("xhslink.com/a/AbC"))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e ->
                assertThat(e.failure())
                    .isInstanceOfAny(Failure.BadRequest.class, Failure.NoteGone.class));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void givenAShortLinkInCircles_whenFound_thenItEndsAtOnce() {
    leadsTo("/a/AbC");
    assertFails(Failure.BadRequest.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void givenAShortLinkThatLeadsOnAndOn_whenFound_thenEndsAfterFourHops() {
    for (var i = 0; i < 9; i++) {
      leadsTo("/a/AbC" + i);
    }
    assertFails(Failure.BadRequest.class);
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://xhslink.com/AbC123",
        "https://xhslink.com/a/AbC123",
        "http://xhslink.com/m/AbC123",
        "xhslink.com/o/AbC123",
        "www.xhslink.com/a/AbC123",
        "http://xhslink.cn/a/AbC123",
        "XHSLINK.CN/m/AbC123",
      })
  void givenEachFormOfAShortLink_whenFound_thenItIsFollowed(String link) {
    leadsTo("https://www.xiaohongshu.com/discovery/item/" + ID + QUERY);
    assertThat(links.find("62 阿茶发布了一篇小红书笔记😆 " + link + "，复制本条信息，打开【小红书】App查看精彩内容！"))
        .contains(NOTE);
  }

  @Test
  void givenAShortLink_whenFollowedAgain_thenTheNetworkIsAskedOnce() {
    leadsTo("https://www.xiaohongshu.com/discovery/item/" + ID + QUERY);
    for (var i = 0; i < 3; i++) {
      assertThat(links.find("http://xhslink.com/a/AbC?share=" + i)).contains(NOTE);
    }
    assertThat(server.getRequestCount()).isOne();
  }

  @Test
  void givenAShortLinkOverPlainHttp_whenFollowed_thenEachHopIsAskedOverTls() {
    leadsTo("http://xhslink.cn/o/second");
    leadsTo("http://www.xiaohongshu.com/discovery/item/" + ID + QUERY);
    assertThat(links.find("http://xhslink.com/a/AbC")).contains(NOTE);
    assertThat(schemes).containsExactly("https", "https");
  }

  @Test
  void givenAServerThatSaysNothing_whenFollowed_thenItEndsAtTheDeadline() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    var shortLinks =
        new ShortLinks(
            client(),
            LinkHosts.ofRedNoteAnd(URI.create("https://www.rednote.com")),
            Duration.ofMillis(200));
    assertThatThrownBy(() -> shortLinks.resolve(URI.create("http://xhslink.com/a/AbC")))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Unreachable.class));
  }

  @Test
  void givenAnAnswerWithoutEnd_whenFollowed_thenLittleOfItIsRead() {
    server.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("X-Padding", "x".repeat(2_000_000))
            .addHeader("Location", "https://www.rednote.com/explore/" + ID)
            .build());
    assertFails(Failure.Unreachable.class);
    server.enqueue(new MockResponse.Builder().code(200).body("x".repeat(5_000_000)).build());
    assertFails(Failure.NoteGone.class);
  }

  @Test
  void givenAShortLink_whenAsked_thenNothingButItIsTold() throws Exception {
    leadsTo("https://www.xiaohongshu.com/discovery/item/" + ID + QUERY);
    links.find("http://xhslink.com/a/AbC");
    var headers = server.takeRequest().getHeaders();
    assertThat(headers.names()).doesNotContain("Cookie", "Referer", "Authorization");
  }

  @Test
  void givenADeadShortLinkBeforeALink_whenANoteIsSought_thenTheOneAfterIt() {
    server.enqueue(new MockResponse.Builder().code(404).build());
    assertThat(links.findNote("xhslink.com/a/dead https://www.rednote.com/explore/" + ID))
        .contains(new NoteRef(new NoteId(ID), Optional.empty()));
  }

  @Test
  void givenAHostThatLeadsToAPrivateAddress_whenFollowed_thenNothingIsAsked() {
    var guarded =
        links(ShortLinks.client(new PublicDns(_ -> List.of(InetAddress.getByName("127.0.0.1")))));
    assertThatThrownBy(() -> guarded.find("http://xhslink.com/a/AbC"))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Unreachable.class));
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void givenTheStandIn_whenAShortLinkOfThePlatformIsPasted_thenNothingIsAsked() {
    var base = URI.create("http://127.0.0.1:18061");
    var sandbox = new RedNoteLinks(LinkHosts.ofStandIn(base), base, client());
    assertThatThrownBy(() -> sandbox.find("http://xhslink.com/a/AbC"))
        .isInstanceOf(PlatformException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void givenADeadOrBrokenShortLink_whenFound_thenSaysWhich() {
    server.enqueue(new MockResponse.Builder().code(200).body("链接已失效").build());
    assertFails(Failure.NoteGone.class);
    server.enqueue(new MockResponse.Builder().code(503).build());
    assertFails(Failure.Unreachable.class);
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    assertFails(Failure.Unreachable.class);
  }

  private void assertFails(Class<? extends Failure> failure) {
    assertThatThrownBy(() -> links.find("https://xhslink.com/a/AbC"))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.failure()).isInstanceOf(failure));
  }
}
