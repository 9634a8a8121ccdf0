package org.littleredbridge.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.Rendering;

/// Over lines of our own in the format of CC-CEDICT.
class CedictTest {
  private static final String LINES =
      """
      # our own
      #! version=1
      檯燈 台灯 [tai2 deng1] /lamp that stands on a desk/CL:盞|盏[zhan3]/
      櫃子 柜子 [gui4 zi5] /cupboard/cabinet/sideboard/
      旅行箱 旅行箱 [lu:3 xing2 xiang1] /travelling box/
      西安 西安 [Xi1 an1] /a city in Shaanxi/
      梅 梅 [Mei2] /surname Mei/
      長話 长话 [chang2 hua4] /a word whose sense is told at such length that nobody will ever read it to its end/
      門 门 [men2] /gate; door; way/opening/
      松下 松下 [Song1 xia4] /Matsushita, the company/
      髒話 脏话 [zang1 hua4] /fuck and the like/foul language/
      淫穢 淫秽 [yin2 hui4] /obscene/sexual/
      高 高 [Gao1] /surname Gao/
      高 高 [gao1] /tall/high/
      紅塵 红尘 [Hong2 chen2] /a name/
      紅塵 红尘 [hong2 chen2] /the human world/
      """;

  @TempDir Path folder;

  @Test
  void givenAFile_whenAWordIsLookedUp_thenItsFirstSensesComeWithPinyin() throws IOException {
    var cedict = cedict(LINES);
    assertThat(cedict.check()).isEqualTo(14);
    assertThat(cedict.find("台灯"))
        .contains(new Footnote("台灯", "táidēng", "lamp that stands on a desk"));
    assertThat(cedict.find("檯燈")).map(Footnote::meaning).contains("lamp that stands on a desk");
    assertThat(cedict.find("柜子")).contains(new Footnote("柜子", "guìzi", "cupboard; cabinet"));
    assertThat(cedict.find("旅行箱")).map(Footnote::reading).contains("lǚxíngxiāng");
    assertThat(cedict.find("西安")).map(Footnote::reading).contains("Xī'ān");
    assertThat(cedict.find("红尘")).map(Footnote::meaning).contains("the human world");
    assertThat(cedict.find("门")).map(Footnote::meaning).contains("gate; door");
    assertThat(cedict.find("长话"))
        .map(Footnote::meaning)
        .contains("a word whose sense is told at such length that nobody will…");
    assertThat(cedict.find("没有的词")).isEmpty();
    assertThat(cedict.find("")).isEmpty();
  }

  @Test
  void givenObsceneSenses_whenLookedUp_thenTheyAreLeftOutAndWordsThatHoldThemStay()
      throws IOException {
    var cedict = cedict(LINES);
    assertThat(cedict.find("松下")).map(Footnote::meaning).contains("Matsushita, the company");
    assertThat(cedict.find("脏话")).map(Footnote::meaning).contains("foul language");
    assertThat(cedict.find("淫秽")).isEmpty();
    assertThat(cedict.find("梅")).isEmpty();
  }

  @Test
  void givenAPackedFile_whenLookedUp_thenItIsUnpacked() throws IOException {
    var file = folder.resolve("cedict.u8.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(LINES.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(new Cedict(file).find("柜子")).map(Footnote::reading).contains("guìzi");
  }

  @Test
  void givenTheOperatorsDictionary_whenTheReadingAidHelps_thenItKnowsMoreWords()
      throws IOException {
    var aid = new ReadingAid(new SlangLexicon(), Optional.of(cedict(LINES)));
    var help = aid.render(List.of("这个台灯和柜子是网红款"), Locale.CHINESE, Locale.ENGLISH).getFirst();
    assertThat(help).isInstanceOf(Rendering.WordHelp.class);
    assertThat(((Rendering.WordHelp) help).words())
        .extracting(Footnote::term)
        .containsExactlyInAnyOrder("网红", "台灯", "柜子");
    assertThat(aid.version()).isNotEqualTo(new ReadingAid(new SlangLexicon()).version());
  }

  @Test
  void givenNoSuchFile_whenOpened_thenASentenceSaysSo() {
    assertThatThrownBy(() -> new Cedict(folder.resolve("none")))
        .isInstanceOf(DictionaryException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> new Cedict(folder)).isInstanceOf(DictionaryException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "# only comments\n", "hello\n", "你好 [ni3 hao3] /hello/\n", "{\"a\": 1}"})
  void givenAnotherFormat_whenOpened_thenItIsRefused(String text) throws IOException {
    assertThatThrownBy(() -> cedict(text))
        .isInstanceOf(DictionaryException.class)
        .hasMessageContaining("not in the format of CC-CEDICT");
  }

  @Test
  void givenABrokenLine_whenChecked_thenItsNumberIsSaidAndAtWorkNothingIsKnown()
      throws IOException {
    var cedict = cedict(LINES + "銀行 银行 [yin2 hang2 /bank/\n");
    assertThatThrownBy(cedict::check)
        .isInstanceOf(DictionaryException.class)
        .hasMessageStartingWith("Line 17 of the dictionary");
    assertThat(cedict.find("台灯")).isEmpty();
  }

  @Test
  void givenBytesThatAreNoText_whenChecked_thenItIsRefused() throws IOException {
    var file = folder.resolve("latin");
    var text = LINES.getBytes(StandardCharsets.UTF_8);
    text[text.length - 5] = (byte) 0xff;
    Files.write(file, text);
    assertThatThrownBy(() -> new Cedict(file).check()).hasMessageContaining("UTF-8");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
    assertThatThrownBy(() -> new Cedict(file)).isInstanceOf(DictionaryException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "ni3 hao3, nǐhǎo",
    "lu:4 se4, lǜsè",
    "nu:3 er2, nǚ'ér",
    "xue2 xi2, xuéxí",
    "gui4, guì",
    "liu2, liú",
    "hua1 r5, huār",
    "K ge1, K gē",
    "Ou1 zhou1, Ōuzhōu",
    "dou1, dōu",
    "ma5, ma",
    "xx5, xx",
  })
  void givenNumberedPinyin_whenMarked_thenTheMarkStandsOnTheRightVowel(
      String numbered, String marked) {
    assertThat(ToneMarks.of(numbered)).isEqualTo(marked);
  }

  private Cedict cedict(String text) throws IOException {
    var file = Files.createTempFile(folder, "cedict", ".u8");
    Files.writeString(file, text);
    return new Cedict(file);
  }
}
