package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Button;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.wording.Wording;

final class ButtonsTest {
  private static final URI PAGE = URI.create("https://www.rednote.com/explore/n1");
  private static final NoteId NOTE = new NoteId("66f0a1b2000000001e03d4f5");
  private static final CommentId COMMENT = new CommentId("66f0a1b2000000001e03d4f6");

  private final Buttons english = new Buttons(new Wording(), Locale.ENGLISH);
  private final Buttons chinese = new Buttons(new Wording(), Locale.SIMPLIFIED_CHINESE);

  private static List<String> labels(List<Button> buttons) {
    return buttons.stream().map(Button::label).toList();
  }

  private static List<Action> actions(List<Button> buttons) {
    return buttons.stream()
        .filter(Button.Ask.class::isInstance)
        .map(button -> ((Button.Ask) button).action())
        .toList();
  }

  @Test
  void givenANote_whenItIsTranslated_thenItsOriginalCanBeAskedFor() {
    var translated = english.ofNote(NOTE, true, false, false, PAGE);

    assertThat(labels(translated))
        .containsExactly("Original", "Translate for me", "Explain", "Comments", "Reply", "Open");
    assertThat(actions(translated))
        .allMatch(Action::fits)
        .allSatisfy(action -> assertThat(Action.of(action.code())).contains(action));
    assertThat(translated.getLast()).isEqualTo(new Button.Open("Open", PAGE));
    assertThat(labels(english.ofNote(NOTE, false, false, false, PAGE)))
        .containsExactly("Translate for me", "Explain", "Comments", "Reply", "Open");
  }

  @Test
  void givenPicturesThatCanBeRead_whenANoteIsShown_thenItsWordsCanBeAskedFor() {
    var buttons = english.ofNote(NOTE, false, false, true, PAGE);

    assertThat(labels(buttons))
        .containsExactly(
            "Translate for me", "Explain", "Text in pictures", "Comments", "Reply", "Open");
    assertThat(actions(buttons))
        .allSatisfy(action -> assertThat(Action.of(action.code())).contains(action));
    assertThat(labels(chinese.ofNote(NOTE, true, false, true, PAGE))).contains("图中文字");
  }

  @Test
  void givenANoteWithWordHelp_whenShown_thenItCanBeReadWordByWord() {
    var helped = english.ofNote(NOTE, false, true, false, PAGE);

    assertThat(labels(helped))
        .containsExactly(
            "Word by word", "Translate for me", "Explain", "Comments", "Reply", "Open");
    assertThat(actions(helped))
        .allMatch(Action::fits)
        .allSatisfy(action -> assertThat(Action.of(action.code())).contains(action));
  }

  @Test
  void givenAComment_whenItIsShown_thenItHasNoCommentsAndNoPageOfItsOwn() {
    assertThat(labels(english.ofComment(NOTE, COMMENT, true)))
        .containsExactly("Original", "Translate for me", "Explain", "Reply");
    assertThat(actions(english.ofComment(NOTE, COMMENT, false)))
        .hasSize(3)
        .allMatch(Action::fits)
        .contains(new Action.Reply(new Action.Subject(NOTE.value(), Optional.of(COMMENT.value()))));
  }

  @Test
  void givenAChannelThatReadsChinese_whenShown_thenTheLabelsAreShortAndChinese() {
    assertThat(labels(chinese.ofNote(NOTE, true, false, false, PAGE)))
        .containsExactly("原文", "翻译给我", "解释", "评论", "回复", "打开");
  }

  @Test
  void givenIdsThatAreTooLong_whenShown_thenOnlyWhatFitsIsThere() {
    var longest = "x".repeat(64);
    assertThat(labels(english.ofNote(new NoteId(longest), true, false, false, PAGE)))
        .containsExactly("Open");
    assertThat(english.ofComment(NOTE, new CommentId(longest), true)).isEmpty();
    assertThat(actions(english.ofNote(new NoteId("x".repeat(62)), true, false, false, PAGE)))
        .hasSize(5);
    assertThat(english.ofComment(NOTE, new CommentId("x".repeat(37)), true)).hasSize(4);
  }

  @Test
  void givenActionsOfANotice_whenShown_thenThoseThatFitAreButtons() {
    var approve = new Action.Approve("telegram:-7");
    var decline = new Action.Decline("telegram:-7");

    assertThat(english.of(List.of(approve, decline, new Action.Approve("x".repeat(64)))))
        .containsExactly(new Button.Ask("Approve", approve), new Button.Ask("Decline", decline));
    assertThat(labels(chinese.of(List.of(approve, decline)))).containsExactly("同意", "拒绝");
  }
}
