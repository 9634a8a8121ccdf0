package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.note.Media;

class JpegVariantsTest {
  private static List<URI> of(String... sources) {
    return JpegVariants.of(
        new Media(Media.Kind.PICTURE, "k", Stream.of(sources).map(URI::create).toList(), 0, 0));
  }

  @Test
  void givenASignedAddress_whenAsked_thenTheUnsignedOnesOfItsFile() {
    var signed =
        "http://sns-webpic-qc.xhscdn.com/202511100830/"
            + "a".repeat(32)
            + "/notes_pre_post/1040g!dft";

    assertThat(of(signed))
        .containsExactly(
            URI.create(
                "https://ci.xiaohongshu.com/notes_pre_post/1040g?imageView2/2/w/1440/format/jpg"),
            URI.create(
                "https://sns-img-bd.xhscdn.com/notes_pre_post/1040g?imageView2/2/w/1440/format/jpg"));
    assertThat(of("http://127.0.0.1:1/x", signed)).hasSize(2);
    assertThat(of("https://ci.xiaohongshu.com/1040g").getFirst().getRawPath()).isEqualTo("/1040g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:18061/media/202511100830/0123456789abcdef0123456789abcdef/1040g!dft",
        "http://sns-webpic-qc.xhscdn.com/unsigned",
        "https://ci.xiaohongshu.com/",
        "mailto:x"
      })
  void givenAnAddressOfNoPlatformFile_whenAsked_thenThereIsNone(String source) {
    assertThat(of(source)).isEmpty();
  }
}
