package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Action.Subject;

class DeepLinkTest {
  @Test
  void givenActions_whenLinked_thenTheyComeBackAndFitTelegramsParameter() {
    var note = "6".repeat(24);
    for (var subject :
        List.of(
            new Subject(note, Optional.empty()),
            new Subject(note, Optional.of("a_-".repeat(8))),
            new Subject("n", Optional.of("c")))) {
      for (var action :
          List.of(
              new Action.Original(subject),
              new Action.Translate(subject),
              new Action.Explain(subject),
              new Action.Gloss(subject),
              new Action.Comments(subject),
              new Action.Reply(subject))) {
        var link = DeepLink.of(action).orElseThrow();
        assertThat(link).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(DeepLink.action(link)).contains(action);
      }
    }
    assertThat(DeepLink.of(new Action.Approve("telegram:-1"))).isEmpty();
    assertThat(DeepLink.of(new Action.Explain(new Subject("n".repeat(62), Optional.empty()))))
        .isEmpty();
  }

  @Test
  void givenParametersThatSomebodyMadeUp_whenRead_thenTheyMeanNothing() {
    for (var made :
        List.of("", "x", "x99abc", "x00abc", "a03abc", "x03", "x-1abc", "x03a.b", "ｘ03abc")) {
      assertThat(DeepLink.action(made)).as(made).isEmpty();
    }
  }
}
