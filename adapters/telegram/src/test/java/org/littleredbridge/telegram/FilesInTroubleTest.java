package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Part.Attachment;
import org.littleredbridge.chat.Sent;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.SeenMessage;
import org.littleredbridge.sandbox.telegram.TelegramFault;

/// Pictures and videos that Telegram does not take, or not now.
class FilesInTroubleTest {
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final TelegramStage stage =
      new TelegramStage(SandboxTelegramConfig.still(0), TelegramStage.QUICK, clock);
  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    stage.close();
  }

  private Attachment file(String name, String type, int bytes) throws IOException {
    var content = new byte[bytes];
    System.arraycopy(PNG, 0, content, 0, Math.min(bytes, PNG.length));
    var path = Files.write(folder.resolve(name), content);
    return new Attachment(name, path, type, bytes, 1, 1);
  }

  private Attachment picture(int n) throws IOException {
    return file("p" + n + ".png", "image/png", PNG.length + n);
  }

  private Part.Pictures pictures(String caption) throws IOException {
    return new Part.Pictures(
        List.of(picture(1), picture(2), picture(3)), caption, Optional.empty());
  }

  private static Part.Card card(Attachment file) {
    return new Part.Card(
        new Part.Subject("n1", URI.create("https://www.rednote.com/explore/n1"), "Lulu", "video"),
        "Tea",
        "Look.",
        List.of(),
        Optional.empty(),
        List.of(),
        "",
        List.of(file),
        List.of(),
        Optional.empty());
  }

  private Sent send(Part part) {
    return stage.messenger().send(stage.channel(), part, Optional.empty(), "k");
  }

  private ChatFailure failure(Part part) {
    try {
      send(part);
    } catch (ChatException e) {
      return e.failure();
    }
    throw new AssertionError("it was sent");
  }

  private List<SeenMessage> shown() {
    return stage.service.messages(stage.group);
  }

  @Test
  void givenALockedStore_whenFilesWereSent_thenThatIsNoFailure() throws IOException {
    stage.fileIds.lock();

    send(card(picture(1)));
    var album = send(pictures(""));

    assertThat(album.also()).hasSize(2);
  }

  @Test
  void givenAnAlbumSentOneByOne_whenToldToWaitInTheMiddle_thenTheNextTryGoesOnThere()
      throws IOException {
    stage.service.fault(TelegramFault.error("sendMediaGroup", 413, "Request Entity Too Large"));
    stage.service.fault(TelegramFault.slow("sendPhoto", Duration.ZERO));
    stage.service.fault(TelegramFault.tooMany("sendPhoto", 1));
    assertThat(failure(pictures("Lulu"))).isInstanceOf(ChatFailure.RateLimited.class);
    assertThat(shown()).hasSize(1);
    clock.advance(Duration.ofSeconds(2));

    var sent = send(pictures("Lulu"));

    assertThat(shown()).hasSize(3);
    assertThat(sent.message().id()).isEqualTo(Integer.toString(shown().getFirst().id()));
    assertThat(sent.also()).hasSize(2);
    assertThat(shown()).extracting(SeenMessage::caption).filteredOn(Optional::isPresent).hasSize(1);
  }

  @Test
  void givenAnAlbumThatComesTooFast_whenThatIsSaidInWordsAlone_thenThePauseIsKept()
      throws IOException {
    stage.service.fault(
        TelegramFault.error(
            "sendMediaGroup",
            400,
            "Bad Request: failed to send message #1 with the error message \"Too Many Requests:"
                + " retry after 8\""));

    assertThat(failure(pictures(""))).isEqualTo(new ChatFailure.RateLimited(Duration.ofSeconds(8)));
    assertThat(stage.service.callCount("sendPhoto")).isZero();
    clock.advance(Duration.ofSeconds(8));
    send(pictures(""));
    assertThat(shown()).hasSize(3);
  }

  @Test
  void givenAnAlbumThatOnePictureSpoils_whenSent_thenTheOthersArrive() throws IOException {
    for (var words :
        List.of(
            "Bad Request: group send failed",
            "Bad Request: failed to send message #2 with the error message \"WEBPAGE_MEDIA_EMPTY\"",
            "Bad Request: MEDIA_INVALID")) {
      var before = shown().size();
      stage.service.fault(TelegramFault.error("sendMediaGroup", 400, words));
      stage.service.fault(TelegramFault.slow("sendPhoto", Duration.ZERO));
      stage.service.fault(TelegramFault.error("sendPhoto", 400, "Bad Request: MEDIA_EMPTY"));
      stage.service.fault(TelegramFault.error("sendDocument", 400, "Bad Request: MEDIA_EMPTY"));

      var sent = stage.messenger().send(stage.channel(), pictures(""), Optional.empty(), words);

      assertThat(sent.also()).as(words).hasSize(1);
      assertThat(shown()).as(words).hasSize(before + 2);
    }
  }

  @Test
  void givenAFileThatTelegramNeverTakes_whenSent_thenTheCardComesWithoutIt() throws IOException {
    var odd = file("v.mp4", "video/mp4", 2_000);
    stage.service.fault(
        TelegramFault.error("sendVideo", 400, "Bad Request: VIDEO_CONTENT_TYPE_INVALID"));
    stage.service.fault(TelegramFault.error("sendDocument", 400, "Bad Request: MEDIA_EMPTY"));

    send(card(odd));

    assertThat(shown()).singleElement().satisfies(FilesInTroubleTest::isOnlyWords);
  }

  @Test
  void givenAnEmptyFile_whenSent_thenTheCardComesWithoutItAndNothingIsTried() throws IOException {
    send(card(file("e.png", "image/png", 0)));

    assertThat(shown()).singleElement().satisfies(FilesInTroubleTest::isOnlyWords);
    assertThat(stage.service.callCount("sendPhoto")).isZero();
  }

  private static void isOnlyWords(SeenMessage message) {
    assertThat(message.text()).contains("Look.");
    assertThat(message.media()).isEmpty();
  }

  @Test
  void givenTheFirstFileIsLeftOut_whenSent_thenTheCaptionStandsBelowTheNext() throws IOException {
    stage.service.fault(
        TelegramFault.error("sendAnimation", 413, "Request Entity Too Large").times(2));
    var parts =
        new Part.Pictures(
            List.of(file("g.gif", "image/gif", 700), picture(1)), "Lulu", Optional.empty());

    send(parts);

    assertThat(shown())
        .singleElement()
        .extracting(SeenMessage::caption)
        .isEqualTo(Optional.of("Lulu"));
  }

  @Test
  void givenAFileThatAnotherBotUploaded_whenSent_thenItsIdIsNotUsed() throws IOException {
    var picture = picture(1);
    stage.fileIds.keep("telegram:42", picture.key(), "of-another-bot");

    send(card(picture));

    assertThat(stage.service.uploads()).isEqualTo(1);
    assertThat(stage.service.calls("sendPhoto"))
        .noneMatch(call -> call.parameters().containsValue("of-another-bot"));
    assertThat(stage.fileIds.find("telegram:7000000001", picture.key()))
        .get()
        .matches(Predicate.not("of-another-bot"::equals));
    assertThat(stage.fileIds.find("telegram:42", picture.key())).contains("of-another-bot");
  }

  @Test
  void givenARestart_whenAFileIsSentAgain_thenItIsNotUploadedAgain() throws IOException {
    send(pictures(""));
    stage.restart();

    stage.messenger().send(stage.other(), pictures(""), Optional.empty(), "k");

    assertThat(stage.service.uploads()).isEqualTo(3);
  }
}
