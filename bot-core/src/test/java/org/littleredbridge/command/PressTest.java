package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.littleredbridge.command.Office.CLUB;
import static org.littleredbridge.command.Office.GROUP;
import static org.littleredbridge.command.Office.GUS;
import static org.littleredbridge.command.Office.OPERATORS;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Action.Subject;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.SampleNotes;

/// What the buttons below notes and comments answer, to the one who presses alone.
final class PressTest {
  private static final Subject N1 = new Subject("n1", Optional.empty());
  private static final Subject C1 = new Subject("n1", Optional.of("c1"));

  private final Office office = new Office().admitted();

  private Note note(String title, String text) {
    return office.seen(SampleNotes.note("n1", title, text, SampleNotes.MEI, SampleNotes.PUBLISHED));
  }

  private Comment comment(String text) {
    var note = note("面馆", "好吃");
    var lin = SampleNotes.creator("lin", "阿林");
    return office.seen(SampleNotes.comment("c1", note, lin, text));
  }

  private static Member reads(String tag) {
    return new Member(
        "2", "Gus", Member.Standing.TAKES_PART, Optional.of(Locale.forLanguageTag(tag)));
  }

  @Test
  void givenANote_whenItsOriginalIsAsked_thenItIsShownAsItsAuthorWroteIt() {
    note("面馆", "真好吃[笑哭R] #美食[话题]#");

    assertThat(office.pressed(GUS, new Action.Original(N1)))
        .isEqualTo("As 小美 wrote it:\n面馆\n\n真好吃😂 #美食");
    assertThat(office.asked).isEmpty();
  }

  @Test
  void givenAComment_whenItsOriginalIsAsked_thenItIsShownWithItsAuthor() {
    comment("路过\u202E");

    assertThat(office.pressed(GUS, new Action.Original(C1))).isEqualTo("As 阿林 wrote it:\n路过");
  }

  @Test
  void givenAMember_whenTranslated_thenItIsInTheirOwnLanguageElseInTheChannels() {
    note("面馆", "好吃");

    assertThat(office.pressed(GUS, new Action.Translate(N1)))
        .isEqualTo("en words\n\nen words\n\n— Translated by shouting");
    assertThat(office.pressed(reads("de-AT-u-ca-buddhist"), new Action.Translate(N1)))
        .startsWith("de words");
    assertThat(office.pressed(reads("zh-TW"), new Action.Translate(N1)))
        .isEqualTo("原本就是你的语言\n\n面馆\n\n好吃");
    office.store.settings().set(GROUP, Settings.LANGUAGE, "zh-CN", "1", office.clock.instant());
    assertThat(office.pressed(GUS, new Action.Translate(N1))).contains("面馆");
    assertThat(office.asked).hasSize(2);
  }

  @Test
  void givenMadeUpLanguages_whenTranslated_thenTheyCostNothing() {
    note("面馆", "好吃");
    for (var tag : List.of("x-private", "qqq", "zz", "und", "en-x-a", "en-x-b", "en-GB")) {
      assertThat(office.pressed(reads(tag), new Action.Translate(N1))).startsWith("en words");
    }
    assertThat(office.asked).hasSize(1);
  }

  @Test
  void givenATextThatNoEngineKnows_whenTranslated_thenItSaysSoAndHelpsWithWords() {
    comment("宝子，谜");

    assertThat(office.pressed(GUS, new Action.Translate(C1)))
        .isEqualTo(
            """
            No translation service has an answer for this, so here is the original with what I know about its words.

            宝子，谜

            • 宝子 (bǎozi) — dear\
            """);
  }

  @Test
  void givenSlang_whenExplained_thenItsWordsAreAndElseItSaysThatThereIsNothing() {
    note("宝子们", "好吃");

    assertThat(office.pressed(GUS, new Action.Explain(N1)))
        .isEqualTo("What is meant:\n• 宝子 (bǎozi) — dear");
    note("面馆", "好吃");
    assertThat(office.pressed(GUS, new Action.Explain(N1))).startsWith("Nothing in it needs");
  }

  @Test
  void givenANote_whenGlossed_thenItStandsWordByWordAndIsCalledNoTranslation() {
    note("面馆", "好吃[笑哭R]");

    assertThat(office.pressed(GUS, new Action.Gloss(N1)))
        .isEqualTo("Word by word. This is no translation:\n面馆 · 好吃😂");
    note("谜", "谜");
    assertThat(office.pressed(GUS, new Action.Gloss(N1))).startsWith("There is nothing here");
    var gone = new Subject("nobody", Optional.empty());
    assertThat(office.pressed(GUS, new Action.Gloss(gone)))
        .isEqualTo(office.pressed(GUS, new Action.Original(gone)));
  }

  @Test
  void givenAWordlessNote_whenShown_thenItSaysSo() {
    note("", "");

    assertThat(office.pressed(GUS, new Action.Original(N1))).startsWith("There are no words");
    assertThat(office.pressed(GUS, new Action.Translate(N1))).startsWith("There are no words");
  }

  @Test
  void givenComments_whenAsked_thenTheTopTenAreTranslatedInOneCallAndKeptForMinutes() {
    var note = note("面馆", "好吃");
    for (int i = 0; i < 12; i++) {
      var by = SampleNotes.creator("u" + i, "人" + i + "\n\u202E");
      var top =
          office.platform.commentBy(by, note.id(), i == 11 ? "" : "评论" + "甲乙丙丁戊己庚辛壬癸子".charAt(i));
      office.platform.answerBy(SampleNotes.MEI, top, "回");
    }

    var text = office.pressed(GUS, new Action.Comments(N1));
    assertThat(text.lines().toList())
        .hasSize(13)
        .startsWith(
            "What people say below it:",
            "• 人11: (a picture or a sticker, which cannot be shown here)",
            "• 人10: en words")
        .endsWith("— Translated by shouting");
    assertThat(office.asked).hasSize(1);
    office.clock.advance(Duration.ofMinutes(9));
    assertThat(office.pressed(GUS, new Action.Comments(N1))).isEqualTo(text);
    assertThat(office.platform.calls(Call.DETAIL)).isEqualTo(1);
    office.clock.advance(Duration.ofMinutes(2));
    office.pressed(GUS, new Action.Comments(N1));
    assertThat(office.platform.calls(Call.DETAIL)).isEqualTo(2);
    assertThat(office.platform.posted()).isEmpty();
  }

  @Test
  void givenNoComments_whenAsked_thenItSaysSo() {
    note("面馆", "好吃");

    assertThat(office.pressed(GUS, new Action.Comments(N1))).startsWith("Nobody has said");
  }

  @Test
  void givenAFailingGateway_whenCommentsAreAsked_thenTheMemberReadsWhyAndItIsTriedAgain() {
    note("面馆", "好吃");
    office.platform.failNext(1, new Failure.Unreachable("Connection refused"));

    assertThat(office.pressed(GUS, new Action.Comments(N1))).contains("gateway does not answer");
    assertThat(office.pressed(GUS, new Action.Comments(N1))).startsWith("Nobody has said");
    office.platform.failNext(1, new Failure.Captcha());
    office.clock.advance(Duration.ofMinutes(11));
    assertThat(office.pressed(GUS, new Action.Comments(N1))).contains("captcha");
    assertThat(office.pressed(GUS, new Action.Comments(N1))).contains("hold requests");
    assertThat(office.pressed(reads("zh"), new Action.Comments(N1))).contains("小红书");
  }

  @Test
  void givenManyWhoPressAtOnce_whenTheCommentsAreRead_thenItCostsOneRequest() {
    note("面馆", "好吃");
    var presses =
        Crowd.allAtOnce(
            20,
            i -> {
              var press =
                  new Event.Press(
                      "crowd" + i,
                      GROUP,
                      CLUB,
                      new org.littleredbridge.chat.MessageRef(GROUP, "m1"),
                      org.littleredbridge.chat.ChannelId.of("telegram", "!crowd" + i),
                      GUS,
                      new Action.Comments(N1),
                      office.clock.instant());
              office.desk.handle(press);
              return press;
            });

    assertThat(office.told()).hasSameSizeAs(presses);
    assertThat(office.platform.calls(Call.DETAIL)).isEqualTo(1);
  }

  @Test
  void givenMembersWhoPressForFun_whenAQuarterOfTheDayIsUsed_thenTheRestIsForTheChannels() {
    var busy = new Office(OPERATORS, true, 8);
    for (int i = 0; i < 4; i++) {
      busy.seen(SampleNotes.note("n" + i, "面馆"));
    }
    for (int i = 0; i < 2; i++) {
      var subject = new Subject("n" + i, Optional.empty());
      assertThat(busy.pressed(GUS, new Action.Comments(subject))).startsWith("Nobody");
    }
    var third = new Action.Comments(new Subject("n2", Optional.empty()));
    assertThat(busy.pressed(GUS, third)).startsWith("Comments were read as often");
    assertThat(busy.pressed(GUS, new Action.Comments(N1))).startsWith("Nobody");
    busy.clock.advance(Duration.ofDays(1));
    assertThat(busy.pressed(GUS, third)).startsWith("Nobody");
  }

  @Test
  void givenAReplyButton_whenPressedOnAServiceWithoutADialogue_thenItSaysHow() {
    note("面馆", "好吃");

    assertThat(office.pressed(GUS, new Action.Reply(N1))).startsWith("Reply to that message");
    assertThat(office.platform.posted()).isEmpty();
  }

  @Test
  void givenSomethingThatLeftTheStore_whenPressed_thenThereIsASentence() {
    comment("路过");
    var strangers =
        List.of(
            new Subject("n9", Optional.empty()),
            new Subject("9".repeat(9_000), Optional.empty()),
            new Subject("n9", Optional.of("c1")),
            new Subject("n1", Optional.of("c9")),
            new Subject("n1", Optional.of("9".repeat(9_000))));
    for (var subject : strangers) {
      for (var action :
          List.of(
              new Action.Original(subject),
              new Action.Translate(subject),
              new Action.Explain(subject))) {
        assertThat(office.pressed(GUS, action)).startsWith("I do not have that note");
      }
    }
    assertThat(office.pressed(GUS, new Action.Comments(strangers.getFirst())))
        .startsWith("I do not have that note");
    assertThat(office.platform.calls()).isZero();
  }

  @Test
  void givenAPressTwoYearsLater_whenTheNoteIsStillThere_thenItIsAnswered() {
    note("面馆", "好吃");
    office.clock.advance(Duration.ofDays(730));

    assertThat(office.pressed(GUS, new Action.Original(N1))).contains("面馆");
  }

  @Test
  void givenAPressThatComesTwice_whenHandled_thenItIsAnsweredOnceInPrivate() {
    note("面馆", "好吃");
    var press = office.press(GROUP, CLUB, GUS, new Action.Original(N1));
    office.desk.handle(press);
    office.desk.handle(press);
    office.desk.apologise(press);

    var told = office.told();
    assertThat(told).hasSize(2);
    assertThat(told).allSatisfy(one -> assertThat(one.place()).isEqualTo(press.answerTo()));
    assertThat(told).allSatisfy(one -> assertThat(one.notice().replyTo()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenAnyButtonIsPressed_thenThereIsAnAnswer(String text) {
    var note = note(text, text);
    office.seen(SampleNotes.comment("c1", note, SampleNotes.creator("e", text), text));
    office.platform.commentBy(SampleNotes.creator("e", text), note.id(), text);
    for (var subject : List.of(N1, C1)) {
      assertThat(office.pressed(GUS, new Action.Original(subject))).isNotBlank();
      assertThat(office.pressed(GUS, new Action.Translate(subject))).isNotBlank();
      assertThat(office.pressed(GUS, new Action.Explain(subject))).isNotBlank();
      assertThat(office.pressed(GUS, new Action.Comments(subject)))
          .isNotBlank()
          .doesNotContain("\u202E", "\u0000");
    }
  }

  @Test
  void givenMadeUpCodes_whenTheyArePresses_thenThereIsAlwaysAnAnswer() {
    note("面馆", "好吃");
    var random = new Random(7);
    var letters = "otxcrad.-_n1:@!/ 面";
    int pressed = 0;
    for (int i = 0; i < 5_000; i++) {
      var code = new StringBuilder().append("otxcrad".charAt(random.nextInt(7))).append('.');
      random
          .ints(random.nextInt(1, 12), 0, letters.length())
          .forEach(c -> code.append(letters.charAt(c)));
      var action = Action.of(code.toString());
      if (action.isPresent()) {
        pressed++;
        assertThat(office.pressed(GUS, action.get())).isNotBlank();
      }
    }
    assertThat(pressed).isGreaterThan(500);
    assertThat(office.store.communities().all()).hasSize(1);
  }

  @Test
  void givenACommentWithAPhoneNumber_whenItIsShownInAnyWay_thenTheNumberStaysOnRedNote() {
    var note = note("面馆", "好吃");
    var lin = SampleNotes.creator("lin", "阿林 vx：alin_777");
    office.seen(SampleNotes.comment("c1", note, lin, "宝子，微信abc_12345，电话13800138000"));
    office.platform.commentBy(lin, note.id(), "打我 139-0013-9000");

    var told =
        office.pressed(GUS, new Action.Original(C1))
            + office.pressed(GUS, new Action.Translate(C1))
            + office.pressed(GUS, new Action.Explain(C1))
            + office.pressed(GUS, new Action.Comments(N1));

    assertThat(told)
        .contains("As 阿林 vx：al•••••• wrote it:\n宝子，微信ab•••••••，电话13•••••••••")
        .doesNotContain("777", "12345", "0013");
    assertThat(office.asked.toString())
        .contains("ab•••••••，电话13•••••••••", "打我 13••••••••••")
        .doesNotContain("777", "12345", "0013");
  }
}
