package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.media.MediaException;
import org.littleredbridge.media.MediaFile;
import org.littleredbridge.media.MediaLimits;
import org.littleredbridge.note.Media;
import org.littleredbridge.rednote.RedNoteMedia.MediaHosts;

class RedNoteMediaTest {
  private static final MediaLimits LIMITS = new MediaLimits(100_000, 200_000, 1_000_000);
  private static final byte[] MP4 =
      "\0\0\0\u0018ftypisom\0\0\0\0isommp42\0\0\0\u0008moov".getBytes(StandardCharsets.ISO_8859_1);

  private final MockWebServer server = new MockWebServer();
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RedNoteMedia media() {
    return media(Duration.ofSeconds(20));
  }

  private RedNoteMedia media(Duration deadline) {
    var here = server.url("/").toString();
    return new RedNoteMedia(MediaHosts.ofRedNoteAnd(Set.of(here)), deadline, Dns.SYSTEM);
  }

  private Path target() {
    return folder.resolve("file");
  }

  private MediaFile fetch(Media.Kind kind) {
    return media().fetch(of(kind, server.url("/a").uri()), target(), LIMITS);
  }

  private static Media of(Media.Kind kind, URI... sources) {
    return new Media(kind, "k", List.of(sources), 3, 4);
  }

  private MockResponse.Builder bytes(byte[] body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/plain")
        .body(new Buffer().write(body));
  }

  private void assertRefused(Media.Kind kind, String reason) {
    assertThatThrownBy(() -> fetch(kind))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("http");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"png,image/png", "jpg,image/jpeg", "gif,image/gif"})
  void givenAPicture_whenFetched_thenToldFromItsBytes(String format, String type) throws Exception {
    var body = Pictures.drawn(format, 40, 30);
    server.enqueue(bytes(body).build());
    assertThat(fetch(Media.Kind.PICTURE))
        .isEqualTo(new MediaFile(Media.Kind.PICTURE, "k", target(), type, body.length, 40, 30));
    assertThat(target()).hasBinaryContent(body);
    var request = server.takeRequest();
    assertThat(request.getHeaders().get("Referer")).isNull();
  }

  @Test
  void givenAVideo_whenFetched_thenKeepsTheSizeThatWasKnown() {
    server.enqueue(bytes(MP4).build());
    var file = fetch(Media.Kind.VIDEO);
    assertThat(file.contentType()).isEqualTo("video/mp4");
    assertThat(file.width()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    // extended: 1000 x 601; lossless: 16 x 9; lossy: 320 x 240
    "52494646000000005745425056503858 0a000000 00000000 e70300 580200, 1000, 601",
    "5249464600000000574542505650384c 0a000000 2f 0f000200 0000000000, 16, 9",
    "52494646000000005745425056503820 0a000000 000000 9d012a 4001 f000, 320, 240",
  })
  void givenWebp_whenFetched_thenItsSizeIsRead(String hex, int width, int height) {
    server.enqueue(bytes(HexFormat.of().parseHex(hex.replace(" ", ""))).build());
    var file = fetch(Media.Kind.PICTURE);
    assertThat(file.contentType()).isEqualTo("image/webp");
    assertThat(List.of(file.width(), file.height())).containsExactly(width, height);
  }

  @ParameterizedTest
  @CsvSource({
    "tiny.avif,image/avif,8,6",
    // its one tile is larger than what is shown of it
    "tiny.heic,image/heic,64,64",
    "tiny.webp,image/webp,8,6",
    "flat.avif,image/avif,6000,6000",
    "flat.heic,image/heic,6000,6000"
  })
  void givenAPictureOfANewerKind_whenFetched_thenToldFromItsBytes(
      String name, String type, int width, int height) {
    server.enqueue(bytes(Pictures.named(name)).build());
    var limits = new MediaLimits(100_000, 200_000, 50_000_000);
    var file = media().fetch(of(Media.Kind.PICTURE, server.url("/a.jpg").uri()), target(), limits);
    assertThat(file.contentType()).isEqualTo(type);
    assertThat(List.of(file.width(), file.height())).containsExactly(width, height);
  }

  @Test
  void givenAHeicWithTilesAndAPreview_whenFetched_thenItsSizeIsThatOfTheWhole() {
    server.enqueue(bytes(Pictures.heif("heic", 512, 512, 900, 600, 160, 120)).build());
    assertThat(fetch(Media.Kind.PICTURE).width()).isEqualTo(900);
  }

  @Test
  void givenAJpegWithALongPreface_whenFetched_thenItsSizeIsRead() {
    var plain = Pictures.drawn("jpg", 40, 30);
    var preface = new byte[60_002];
    preface[0] = (byte) 0xFF;
    preface[1] = (byte) 0xE1;
    preface[2] = (byte) (60_000 >> 8);
    preface[3] = (byte) 60_000;
    var all = new Buffer().write(plain, 0, 2).write(preface).write(plain, 2, plain.length - 2);
    server.enqueue(bytes(all.readByteArray()).build());
    assertThat(fetch(Media.Kind.PICTURE).width()).isEqualTo(40);
  }

  @Test
  void givenWhatIsNoPicture_whenFetched_thenRefusedWithAReason() {
    server.enqueue(bytes(new byte[0]).build());
    assertRefused(Media.Kind.PICTURE, "empty");
    server.enqueue(
        bytes(" <!DOCTYPE html><p>login</p>".getBytes(StandardCharsets.US_ASCII)).build());
    assertRefused(Media.Kind.PICTURE, "web page");
    server.enqueue(bytes("just some words".getBytes(StandardCharsets.US_ASCII)).build());
    assertRefused(Media.Kind.PICTURE, "unknown kind");
    server.enqueue(bytes(MP4).build());
    assertRefused(Media.Kind.PICTURE, "not a picture");
    server.enqueue(bytes(Pictures.drawn("png", 4, 4)).build());
    assertRefused(Media.Kind.VIDEO, "not a video");
    server.enqueue(bytes(Pictures.drawn("png", 1001, 1000)).build());
    assertRefused(Media.Kind.PICTURE, "too many");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif"})
  void givenAHeaderCutOff_whenFetched_thenRefused(String format) {
    server.enqueue(bytes(Arrays.copyOf(Pictures.drawn(format, 40, 30), 9)).build());
    assertRefused(Media.Kind.PICTURE, "header");
  }

  @Test
  void givenAPngWithoutArea_whenFetched_thenRefused() {
    var body = Pictures.drawn("png", 40, 30);
    Arrays.fill(body, 16, 20, (byte) 0xFF); // a width of 4 billion
    server.enqueue(bytes(body).build());
    assertRefused(Media.Kind.PICTURE, "header");
  }

  @Test
  void givenTooManyBytes_whenFetched_thenStoppedWhileReading() {
    var body = Arrays.copyOf(Pictures.drawn("png", 4, 4), 100_001);
    server.enqueue(bytes(body).build());
    assertRefused(Media.Kind.PICTURE, "larger than 100000 bytes");
    server.enqueue(new MockResponse.Builder().chunkedBody(new Buffer().write(body), 1000).build());
    assertRefused(Media.Kind.PICTURE, "larger than");
  }

  @Test
  void givenABrokenConnection_whenFetched_thenWorthRetrying() {
    server.enqueue(
        bytes(Pictures.drawn("png", 40, 30))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    assertThatThrownBy(() -> fetch(Media.Kind.PICTURE))
        .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.worthRetrying()).isTrue());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givenADrippingHost_whenFetched_thenEndsInTime() {
    server.enqueue(
        bytes(Arrays.copyOf(MP4, 50_000)).throttleBody(64, 100, TimeUnit.MILLISECONDS).build());
    assertThatThrownBy(() ->
            media(Duration.ofMillis(500))
                .fetch(of(Media.Kind.VIDEO, server.url("/a").uri()), target(), LIMITS))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("too long");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givenAnExpiredAddress_whenFetched_thenTheNextIsTried() {
    server.enqueue(new MockResponse.Builder().code(403).build());
    server.enqueue(bytes(Pictures.drawn("png", 4, 4)).build());
    var file =
        media()
            .fetch(
                of(Media.Kind.PICTURE, server.url("/a").uri(), server.url("/b").uri()),
                target(),
                LIMITS);
    assertThat(file.path()).exists();
  }

  @Test
  void givenAllAddressesExpired_whenFetched_thenTheFirstReason() {
    server.enqueue(new MockResponse.Builder().code(403).build());
    server.enqueue(new MockResponse.Builder().code(500).build());
    assertThatThrownBy(() ->
            media()
                .fetch(
                    of(Media.Kind.PICTURE, server.url("/a").uri(), server.url("/b").uri()),
                    target(),
                    LIMITS))
        .isInstanceOfSatisfying(
            MediaException.class,
            e -> {
              assertThat(e).hasMessageContaining("403");
              assertThat(e.worthRetrying()).isTrue();
            });
    assertThatThrownBy(() -> media().fetch(of(Media.Kind.PICTURE), target(), LIMITS))
        .hasMessageContaining("no address");
  }

  @Test
  void givenRedirects_whenFetched_thenThreeAreFollowed() {
    for (var i = 0; i < 3; i++) {
      server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/next").build());
    }
    server.enqueue(bytes(Pictures.drawn("png", 4, 4)).build());
    assertThat(fetch(Media.Kind.PICTURE).width()).isEqualTo(4);
    for (var i = 0; i < 4; i++) {
      server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/next").build());
    }
    assertRefused(Media.Kind.PICTURE, "too often");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/x",
        "http://evil.example/x",
        "file:///etc/passwd",
        "http://localhost/x",
        "http://sns-webpic-qc.xhscdn.com/x"
      })
  void givenARedirectElsewhere_whenFetched_thenRefused(String location) {
    server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", location).build());
    assertRefused(Media.Kind.PICTURE, "known media host");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/x",
        "http://10.0.0.1/x",
        "http://[::1]/x",
        "http://evil.example/x",
        "http://xhscdn.com.evil.example/x",
        "http://evilxhscdn.com/x",
        "http://a.xhscdn.com:8080/x",
        "http://u@a.xhscdn.com/x",
        "http://2130706433/x",
        "ftp://a.xhscdn.com/x"
      })
  void givenAnAddressElsewhere_whenFetched_thenNeverConnected(String address) {
    assertThatThrownBy(
            () -> media().fetch(of(Media.Kind.PICTURE, URI.create(address)), target(), LIMITS))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("known media host");
  }

  @Test
  void givenAKnownHostThatResolvesHome_whenFetched_thenNeverConnected() {
    Dns home = name -> List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1"));
    var fetcher = new RedNoteMedia(MediaHosts.ofRedNote(), Duration.ofSeconds(5), home);
    assertThatThrownBy(() ->
            fetcher.fetch(
                of(Media.Kind.PICTURE, URI.create("http://sns-webpic-qc.xhscdn.com/x")),
                target(),
                LIMITS))
        .hasMessageContaining("private network");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void givenHosts_whenAsked_thenOnlyTheKnownOnes() {
    var hosts = MediaHosts.ofRedNoteAnd(Set.of("http://127.0.0.1:18061"));
    for (var good :
        List.of(
            "http://sns-webpic-qc.xhscdn.com/x",
            "https://ci.xiaohongshu.com/x",
            "https://i10.rednotecdn.com/x",
            "http://sns-video-hw.xhscdn.net/x")) {
      assertThat(hosts.isKnown(HttpUrl.get(good))).as(good).isTrue();
    }
    assertThat(hosts.isException(HttpUrl.get("http://127.0.0.1:18061/a/b"))).isTrue();
    assertThat(hosts.isException(HttpUrl.get("https://127.0.0.1:18061/a/b"))).isFalse();
    assertThat(hosts.isException(HttpUrl.get("http://localhost:18061/a/b"))).isFalse();
  }

  @Test
  void givenAnUnwritableTarget_whenFetched_thenSaysDisk() {
    server.enqueue(bytes(Pictures.drawn("png", 4, 4)).build());
    var nowhere = folder.resolve("missing").resolve("file");
    assertThatThrownBy(
            () -> media().fetch(of(Media.Kind.PICTURE, server.url("/a").uri()), nowhere, LIMITS))
        .hasMessageContaining("disk");
    assertThat(Files.exists(nowhere)).isFalse();
  }
}
