package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.ChannelId;

/// What every [CommunityGlossary] keeps to.
public abstract class CommunityGlossaryContract extends StoreContract {
  private static final String CLUB = "telegram:-100";
  private static final Footnote DOG = new Footnote("单身狗", "dānshēn gǒu", "somebody single");

  private CommunityGlossary glossary() {
    return ports().glossary();
  }

  private CommunityGlossary.Put put(String term, String meaning) {
    return glossary().put(CLUB, new Footnote(term, "", meaning), "telegram:1", NOON);
  }

  @Test
  void givenNothing_whenAsked_thenThereIsNothing() {
    assertThat(glossary().of(CLUB)).isEmpty();
    assertThat(glossary().remove(CLUB, "单身狗")).isFalse();
  }

  @Test
  void givenAnEntry_whenTheStoreIsOpenedAgain_thenItIsThereForItsCommunityAlone() {
    assertThat(glossary().put(CLUB, DOG, "telegram:1", NOON))
        .isEqualTo(CommunityGlossary.Put.ADDED);
    restart();

    assertThat(glossary().of(CLUB)).containsExactly(DOG);
    assertThat(glossary().of("telegram:-1000")).isEmpty();
    assertThat(glossary().of("telegram:%")).isEmpty();
  }

  @Test
  void givenTheSameTermInAnotherCase_whenPut_thenItReplaces() {
    assertThat(put("Emo", "sad")).isEqualTo(CommunityGlossary.Put.ADDED);
    assertThat(put("emo", "moody")).isEqualTo(CommunityGlossary.Put.REPLACED);
    assertThat(put("emo", "blue")).isEqualTo(CommunityGlossary.Put.REPLACED);

    assertThat(glossary().of(CLUB)).containsExactly(new Footnote("emo", "", "blue"));
  }

  @Test
  void givenSeveral_whenAsked_thenTheyComeByTermAndOneThatIsRemovedIsGone() {
    put("yyds", "the best");
    put("Awsl", "so cute");
    put("emo", "sad");

    assertThat(glossary().remove(CLUB, "EMO")).isTrue();
    assertThat(glossary().remove("telegram:-1000", "yyds")).isFalse();
    assertThat(glossary().of(CLUB).stream().map(Footnote::term)).containsExactly("Awsl", "yyds");
  }

  @Test
  void givenAFullGlossary_whenMoreIsPut_thenOnlyWhatIsThereCanChange() {
    for (int i = 0; i < CommunityGlossary.MOST; i++) {
      put("word" + i, "meaning");
    }

    assertThat(put("one more", "meaning")).isEqualTo(CommunityGlossary.Put.FULL);
    assertThat(put("WORD7", "other")).isEqualTo(CommunityGlossary.Put.REPLACED);
    assertThat(glossary().of(CLUB)).hasSize(CommunityGlossary.MOST);
    assertThat(glossary().put("telegram:-2", DOG, "telegram:1", NOON))
        .isEqualTo(CommunityGlossary.Put.ADDED);
  }

  @Test
  void givenAGroupThatGetsAnotherId_whenItMoves_thenItsWordsGoWithIt() {
    put("emo", "sad");
    put("yyds", "the best");
    var now = new Footnote("emo", "", "kept");
    glossary().put("telegram:-200", now, "telegram:1", NOON);

    ports()
        .channels()
        .move(ChannelId.of("telegram", "-100"), ChannelId.of("telegram", "-200"), NOON);

    assertThat(glossary().of(CLUB)).isEmpty();
    assertThat(glossary().of("telegram:-200"))
        .containsExactly(now, new Footnote("yyds", "", "the best"));
  }

  @Test
  void givenTwentyAtOnce_whenTheyPutTheSame_thenOneStands() {
    Crowd.allAtOnce(20, i -> put("emo", "meaning " + i));

    assertThat(glossary().of(CLUB)).hasSize(1);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenPut_thenItComesOutAsItWentIn(String text) {
    glossary().put("x' or '1'='1", new Footnote("t", text, text), text, NOON);

    var kept = glossary().of("x' or '1'='1").getFirst();
    assertThat(HostileTexts.readable(kept.meaning())).isEqualTo(HostileTexts.readable(text));
  }
}
