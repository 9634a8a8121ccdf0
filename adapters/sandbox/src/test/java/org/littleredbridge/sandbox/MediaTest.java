package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaTest extends SandboxTest {
  @ParameterizedTest
  @EnumSource(Scene.class)
  void givenEveryScene_whenPainted_thenItIsASmallJpegAndSeedsDiffer(Scene scene)
      throws IOException {
    var one = Painting.large(new MediaLinks.Motif(scene, 123_456_789_012L));
    var other = Painting.large(new MediaLinks.Motif(scene, 98_765_432_101_234L));

    var image = ImageIO.read(new ByteArrayInputStream(one));
    assertThat(image.getWidth()).isEqualTo(900);
    assertThat(image.getHeight()).isEqualTo(1200);
    assertThat(one.length).isLessThan(200 << 10);
    assertThat(one).isNotEqualTo(other);
    assertThat(Painting.large(new MediaLinks.Motif(scene, 123_456_789_012L))).isEqualTo(one);
  }

  @Test
  void givenANotesPictures_whenFetched_thenTheyAreJpegsWithDifferentContent() {
    var card = visitor.published(",\"pictures\":2,\"scene\":\"tea\"");
    var images = visitor.detail(card).data().path("data").path("note").path("imageList");

    var first = visitor.get(url(images.path(0)));
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.headers().get("Content-Type")).isEqualTo("image/jpeg");
    assertThat(url(images.path(0)))
        .matches(
            "http://127\\.0\\.0\\.1:\\d+/media/\\d{12}/[0-9a-f]{32}/[0-9a-z]+!nd_dft_wlteh_webp_3");
    assertThat(visitor.get(url(images.path(1))).bytes()).isNotEqualTo(first.bytes());
    assertThat(visitor.get(images.path(0).path("urlPre").asText()).bytes().length)
        .isLessThan(first.bytes().length);
    var avatar = card.path("noteCard").path("user").path("avatar").asText();
    assertThat(visitor.get(avatar).headers().get("Content-Type")).isEqualTo("image/jpeg");
  }

  @Test
  void givenAForeignReferer_whenFetched_thenRefused() {
    var url = picture();
    assertThat(visitor.get(url, "Referer", "https://discord.com/x").status()).isEqualTo(403);
    assertThat(visitor.get(url, "Referer", "::::").status()).isEqualTo(403);
    assertThat(visitor.get(url, "Referer", "https://www.xiaohongshu.com/").status()).isEqualTo(200);
    assertThat(visitor.get(url, "Referer", sandbox.url() + "/explore/1").status()).isEqualTo(200);
  }

  @Test
  void givenExpiredForgedOrUnknownAddresses_whenFetched_thenRefused() {
    var url = picture();
    var forged = url.replaceFirst("/media/\\d{12}/", "/media/209901010000/");
    assertThat(visitor.get(forged).status()).isEqualTo(403);
    assertThat(visitor.get(url.replaceFirst("1040g00..", "1040g00ff")).status()).isEqualTo(404);
    assertThat(visitor.get("/media/x/y/z").status()).isEqualTo(404);
    assertThat(visitor.get("/avatar/x.jpg").status()).isEqualTo(404);
    assertThat(visitor.get("/stream/110/258/x.mp4").status()).isEqualTo(404);
    visitor.fault("{\"expiredMedia\":true}");
    assertThat(visitor.get(url).status()).isEqualTo(403);
    visitor.delete("/_sandbox/faults");
    assertThat(visitor.get(url).status()).isEqualTo(200);
    clock.forward(Duration.ofHours(25));
    assertThat(visitor.get(url).status()).isEqualTo(403);
  }

  @Test
  void givenTheSwitchForAvif_whenAPictureIsFetched_thenItIsOneWhateverItsHeaderSays() {
    visitor.fault("{\"avifPictures\":true}");
    var file = visitor.get(picture());
    assertThat(file.headers().get("Content-Type")).isEqualTo("image/jpeg");
    assertThat(new String(file.bytes(), 4, 8, StandardCharsets.ISO_8859_1)).isEqualTo("ftypavif");
  }

  @Test
  void givenAVideo_whenItsSignatureIsOld_thenOnlyTheUnsignedAddressWorks() {
    var card = visitor.published(",\"type\":\"video\",\"scene\":\"cat\"");
    var stream =
        visitor
            .detail(card)
            .data()
            .path("data")
            .path("note")
            .path("video")
            .path("media")
            .path("stream")
            .path("h264")
            .path(0);
    var signed = stream.path("masterUrl").asText();

    var file = visitor.get(signed);
    assertThat(file.headers().get("Content-Type")).isEqualTo("video/mp4");
    assertThat(file.bytes().length).isLessThan(3 << 20);
    assertThat(visitor.get(signed.replaceFirst("sign=..", "sign=zz")).status()).isEqualTo(403);
    clock.forward(Duration.ofHours(25));
    assertThat(visitor.get(signed).status()).isEqualTo(403);
    assertThat(visitor.get(stream.path("backupUrls").path(0).asText()).bytes())
        .isEqualTo(file.bytes());
  }

  private String picture() {
    return visitor.anyCard().path("noteCard").path("cover").path("urlDefault").asText();
  }

  private static String url(JsonNode image) {
    return image.path("urlDefault").asText();
  }
}
