package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.littleredbridge.command.Office.ADA;
import static org.littleredbridge.command.Office.CLUB;
import static org.littleredbridge.command.Office.GUS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.translate.CommunityGlossary;
import org.littleredbridge.translate.Footnote;

/// The words that a community explains, as its members say them.
final class GlossaryCommandTest {
  private final Office office = new Office().admitted();

  private List<Footnote> words() {
    return office.store.glossary().of(CLUB.key());
  }

  @Test
  void givenNoWords_whenListed_thenItSaysHowToAddSome() {
    assertThat(office.say(GUS, "glossary")).contains("/glossary add TERM = MEANING");
  }

  @Test
  void givenATermWithPinyin_whenAdded_thenItIsListedAndCanBeRemoved() {
    assertThat(office.say(ADA, "glossary add 单身狗 (dānshēn gǒu) = somebody single"))
        .endsWith("• 单身狗 (dānshēn gǒu) — somebody single");
    assertThat(office.say(ADA, "glossary ADD 喵星人 ＝ cat = the best animal"))
        .contains("喵星人 — cat = the");
    assertThat(office.say(ADA, "glossary add 单身狗（dog）= single")).startsWith("It is explained anew");

    assertThat(office.say(GUS, "glossary"))
        .startsWith("2 words of this community, page 1 of 1:")
        .contains("• 单身狗 (dog) — single");
    assertThat(office.say(ADA, "glossary remove 单身狗")).contains("explained no more");
    assertThat(office.say(ADA, "glossary remove 单身狗")).contains("does not explain");
    assertThat(words()).containsExactly(new Footnote("喵星人", "", "cat = the best animal"));
  }

  @Test
  void givenAMemberWhoManagesNothing_whenTheyChangeIt_thenItStays() {
    assertThat(office.say(GUS, "glossary add emo = sad")).contains("glossary");
    assertThat(office.say(GUS, "glossary remove emo")).contains("glossary");
    assertThat(words()).isEmpty();
    assertThat(office.store.settings().get(Office.GROUP, "glossary")).isEmpty();
  }

  @Test
  void givenAChange_whenItIsMade_thenTheStoreKeepsWhoMadeIt() {
    office.say(ADA, "glossary add emo = sad");

    assertThat(office.store.settings().get(Office.GROUP, "glossary")).contains("add • emo — sad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add",
        "add emo",
        "add = sad",
        "add emo =",
        "add emo = ...",
        "add (x) = y",
        "add a = a letter",
        "add emo = \u200b\u202e",
        "remove",
        "subtract emo"
      })
  void givenSomethingThatIsNoEntry_whenSaid_thenItSaysHow(String words) {
    assertThat(office.say(ADA, "glossary " + words)).startsWith("Say /glossary add");
    assertThat(words()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emo = see https://example.com/x",
        "emo = see www.example.com",
        "emo = see t.me/club",
        "emo = mail a@example.com",
        "emo = @everyone look",
        "emo = <#123> look",
        "@here = sad",
        "emo (@all) = sad",
        "emo = exam\u200bple.com"
      })
  void givenALinkOrMention_whenAdded_thenItIsRefused(String entry) {
    assertThat(office.say(ADA, "glossary add " + entry)).contains("no link and no mention");
    assertThat(words()).isEmpty();
  }

  @Test
  void givenLongWords_whenAdded_thenTheyAreRefused() {
    assertThat(office.say(ADA, "glossary add " + "长".repeat(41) + " = x y"))
        .startsWith("That is too");
    assertThat(office.say(ADA, "glossary add emo = " + "x".repeat(201))).startsWith("That is too");
    assertThat(office.say(ADA, "glossary add emo (" + "x".repeat(81) + ") = sad"))
        .startsWith("That is too");
    assertThat(office.say(ADA, "glossary add emo = " + "x".repeat(100_000))).startsWith("That is");
    assertThat(office.say(ADA, "glossary add " + "长".repeat(40) + " = " + "x".repeat(200)))
        .startsWith("From now on");
  }

  @Test
  void givenHiddenCharacters_whenAdded_thenTheyAreTakenOut() {
    office.say(ADA, "glossary add 单\u200b身狗\u202e = some\u2066body\nsingle");

    assertThat(words()).containsExactly(new Footnote("单身狗", "", "somebody single"));
  }

  @Test
  void givenManyWords_whenListed_thenTheyComeInPages() {
    for (int i = 10; i < 42; i++) {
      office.say(ADA, "glossary add word" + i + " = meaning");
    }

    assertThat(office.say(GUS, "glossary").lines().toList())
        .hasSize(17)
        .startsWith("32 words of this community, page 1 of 3:", "• word10 — meaning")
        .endsWith("/glossary 2 shows more.");
    assertThat(office.say(GUS, "glossary 3").lines().toList())
        .containsExactly(
            "32 words of this community, page 3 of 3:", "• word40 — meaning", "• word41 — meaning");
    assertThat(office.say(GUS, "glossary 999")).contains("page 3 of 3");
    assertThat(office.say(GUS, "glossary 0")).contains("page 1 of 3");
  }

  @Test
  void givenAFullGlossary_whenMoreIsAdded_thenItSaysSo() {
    for (int i = 0; i < CommunityGlossary.MOST; i++) {
      var entry = new Footnote("word" + i, "", "meaning");
      office.store.glossary().put(CLUB.key(), entry, "telegram:1", office.clock.instant());
    }

    assertThat(office.say(ADA, "glossary add emo = sad")).contains("500 words already");
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenSaid_thenThereIsASentence(String text) {
    assertThat(office.say(ADA, "glossary add " + text + " = " + text)).isNotBlank();
    assertThat(office.say(ADA, "glossary remove " + text)).isNotBlank();
  }
}
