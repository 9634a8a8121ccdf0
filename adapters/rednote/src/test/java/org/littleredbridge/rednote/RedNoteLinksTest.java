package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
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
  private final RedNoteLinks links =
      new RedNoteLinks(URI.create("https://www.rednote.com"), client());

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
    var sandbox = new RedNoteLinks(URI.create("http://127.0.0.1:18061/"));
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
  void givenAShortLinkInCircles_whenFound_thenEndsAfterFourHops() {
    for (var i = 0; i < 9; i++) {
      leadsTo("/a/AbC");
    }
    assertThatThrownBy(() -> links.find("https://xhslink.com/a/AbC"))
        .isInstanceOf(PlatformException.class);
    assertThat(server.getRequestCount()).isEqualTo(4);
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
