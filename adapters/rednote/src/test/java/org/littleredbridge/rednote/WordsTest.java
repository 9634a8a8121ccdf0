package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Counts, tags and file ids: what the platform hides in texts.
class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "2892,2892,true",
    "0,0,true",
    "1.2万,12000,false",
    "10万+,100000,false",
    "1k+,1000,false",
    "1w+,10000,false",
    "100+,100,false",
    "2.5亿,250000000,false",
    "'1,234',1234,true"
  })
  void givenACount_whenRead_thenALowerBound(String raw, long atLeast, boolean exact) {
    var count = Counts.of(raw);
    assertThat(count.raw()).isEqualTo(raw);
    assertThat(count.atLeast()).isEqualTo(atLeast);
    assertThat(count.exact()).isEqualTo(exact);
  }

  @ParameterizedTest
  @CsvSource({"''", "-1", "赞", "1e9", "万", "99999999999999999999"})
  void givenNoCount_whenRead_thenUnknown(String raw) {
    assertThat(Counts.of(raw)).isEqualTo(org.littleredbridge.note.Count.UNKNOWN);
  }

  @Test
  void givenText_whenReadForTags_thenEachOnceInOrder() {
    assertThat(Tags.of("好#旅行[话题]#接着写 #豆芽 真好[笑哭R]#美食[话题]# ＃喝茶，#旅行[话题]# #a_b-c! #food diary[话题]#"))
        .containsExactly("旅行", "豆芽", "美食", "喝茶", "a_b-c", "food diary");
    assertThat(Tags.of("C# &#39; https://x/#top # ## #，")).isEmpty();
    assertThat(Tags.of("#超[超话]# #☕️探店")).containsExactly("超", "☕️探店");
    assertThat(Tags.of("#".repeat(100_000))).isEmpty();
  }

  @Test
  void givenAddresses_whenRead_thenTheKeyStaysAcrossSignatures() {
    var a =
        FileId.of(URI.create("http://h.xhscdn.com/202511100830/" + "a".repeat(32) + "/1040g!x"));
    var b =
        FileId.of(
            URI.create("https://i.xhscdn.com/202512100830/" + "b".repeat(32) + "/1040g!y?q=1"));
    assertThat(a.key()).isEqualTo(b.key()).isEqualTo("1040g");
    assertThat(FileId.of(URI.create("http://h/a/../%2e%2e/x")).key()).matches("f[0-9a-f]{40}");
    assertThat(FileId.of(URI.create("http://h/..")).key()).matches("f[0-9a-f]{40}");
    assertThat(FileId.of(URI.create("http://h/")).path()).isEmpty();
  }
}
