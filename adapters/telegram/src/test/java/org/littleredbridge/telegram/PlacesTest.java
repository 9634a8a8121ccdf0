package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Heard;
import org.littleredbridge.chat.MessengerState.Mood;
import org.littleredbridge.chat.Part;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.SeenMessage;
import org.littleredbridge.sandbox.telegram.Standing;

/// What the bot may do where, and what nobody's words may do anywhere.
class PlacesTest {
  private static final Action EXPLAIN =
      new Action.Explain(new Action.Subject("65f1", Optional.empty()));

  private final TelegramStage stage = new TelegramStage();
  @TempDir private Path folder = Path.of("");
  private int keys;

  @AfterEach
  void close() {
    stage.close();
  }

  private Part.Pictures pictures() throws IOException {
    var files = List.of(file("a.png"), file("b.png"));
    return new Part.Pictures(files, "Lulu", Optional.empty());
  }

  private Part.Attachment file(String name) throws IOException {
    var path = Files.writeString(folder.resolve(name), "picture " + name);
    return new Part.Attachment(name, path, "image/png", Files.size(path), 1, 1);
  }

  private static Part.Card card(String title, String body) {
    return new Part.Card(
        new Part.Subject("n1", URI.create("https://www.rednote.com/explore/n1"), body, "video"),
        title,
        body,
        List.of(),
        Optional.of(new Part.Original("", body)),
        List.of(new Part.Aside(body, body, body)),
        "",
        List.of(),
        List.of(new Button.Ask("Explain", EXPLAIN)),
        Optional.empty());
  }

  private SeenMessage send(ChannelId channel, Part part) {
    stage.messenger().send(channel, part, Optional.empty(), "k" + keys++);
    return stage.service.messages(Place.of(channel).chat()).getLast();
  }

  private ChatFailure failure(ChannelId channel, Part part) {
    try {
      send(channel, part);
    } catch (ChatException e) {
      return e.failure();
    }
    throw new AssertionError("it was sent");
  }

  private static ChatFailure notAllowed(String right) {
    return new ChatFailure.Closed(ChatFailure.Cause.NOT_ALLOWED, right);
  }

  @Test
  void givenABroadcastChannel_whenPosted_thenAllArrivesThereAndItsButtonsAreHeard()
      throws IOException {
    var heard = new Heard();
    heard.on(stage.messenger());
    Await.that("it is well", () -> stage.messenger().state().mood() == Mood.WELL);
    var chat = stage.service.createChat(ChatKind.CHANNEL, "News");
    var channel = Place.channel(chat);

    send(channel, pictures());
    var message = send(channel, card("Tea", "Look."));
    stage.service.press(chat, message.id(), TelegramStage.MAY, EXPLAIN.code());

    assertThat(stage.service.messages(chat)).hasSize(3);
    var press =
        Await.present(
            "the press",
            () ->
                heard.events().stream()
                    .filter(Event.Press.class::isInstance)
                    .map(Event.Press.class::cast)
                    .findFirst());
    assertThat(press.channel()).isEqualTo(channel);
    assertThat(press.message().id()).isEqualTo(Integer.toString(message.id()));
  }

  @Test
  void givenABroadcastChannel_whenTheBotMayNotPost_thenTheRightIsNamed() {
    var chat = stage.service.createChat(ChatKind.CHANNEL, "News");
    stage.service.bot(chat, TelegramStage.ADA, Standing.MEMBER);

    assertThat(failure(Place.channel(chat), card("Tea", "Look.")))
        .isEqualTo(notAllowed("Post messages, as an administrator"));
  }

  @Test
  void givenAGroup_whenARightIsTakenFromTheBot_thenItIsNamed() throws IOException {
    may(Map.of("can_send_messages", true));
    assertThat(failure(stage.channel(), pictures())).isEqualTo(notAllowed("Send photos"));
    may(Map.of("can_send_photos", true));
    assertThat(failure(stage.channel(), card("Tea", "Look.")))
        .isEqualTo(notAllowed("Send messages"));
  }

  private void may(Map<String, Boolean> rights) {
    stage.service.bot(stage.group, TelegramStage.ADA, Standing.RESTRICTED, rights);
  }

  @Test
  void givenAnAnsweredMessageThatWasDeleted_whenTheAnswerIsSent_thenItStandsAlone() {
    var reply = stage.says(stage.channel(), "where?", Optional.empty());
    stage.service.delete(stage.group, Integer.parseInt(reply.id()));

    var answer = send(stage.channel(), new Part.Say("In Xiamen.", Optional.of(reply)));

    assertThat(answer.text()).isEqualTo("In Xiamen.");
    assertThat(answer.replyTo()).isEmpty();
  }

  @Test
  void givenSignsThatTelegramDrops_whenTheyStandBeforeAName_thenNobodyIsCalled() {
    for (var sign :
        "\u0000 \u0008 \r \u007F \u0085 \u00AD \u200B \u200E \u2028 \u2029 \u202A \u202E \u2060 \u2066 \u030A \u0333 \u033F"
            .split(" ")) {
      var words = "hear @" + sign + "durov and @" + sign + sign + "durov; /" + sign + "forgetme";
      var name = "U+%04X".formatted((int) sign.charAt(0));
      for (var part :
          List.of(
              card("Tea", words),
              card(words, "Look."),
              new Part.Say(words.replace("/", "."), Optional.empty()))) {
        assertThat(send(stage.channel(), part).entities())
            .as(name)
            .extracting(SeenMessage.Entity::type)
            .doesNotContain("mention", "text_mention", "bot_command");
      }
    }
  }

  @Test
  void givenTheRestOfAText_whenItNamesACommand_thenThatCannotBePressed() {
    var say = new Part.Say("go on: /forgetme", Optional.empty());
    var first = stage.messenger().send(stage.channel(), say, Optional.empty(), "a");
    stage.messenger().send(stage.channel(), say, Optional.of(first.message()), "b");

    var shown = stage.service.messages(stage.group);
    assertThat(shown.getFirst().entities())
        .extracting(SeenMessage.Entity::type)
        .containsExactly("bot_command");
    assertThat(shown.getLast().entities()).isEmpty();
    assertThat(shown.getLast().text().replace("\u2060", "")).isEqualTo("go on: /forgetme");
  }
}
