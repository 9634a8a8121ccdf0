package org.littleredbridge.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;

/// Files: uploaded, named, used again, refused.
class UploadTest extends TelegramTest {
  private static final byte[] PICTURE = picture(120, 80);

  @Test
  void givenAPhoto_whenUploaded_thenItsSizeSumAndIdAreTold() throws NoSuchAlgorithmException {
    var message =
        bot.parts("sendPhoto", photo(PICTURE, "caption", "<i>tea</i>", "parse_mode", "HTML"))
            .result();
    var sizes = message.path("photo");
    assertThat(sizes).hasSize(2);
    assertThat(sizes.path(1).path("width").asInt()).isEqualTo(120);
    assertThat(sizes.path(1).path("height").asInt()).isEqualTo(80);
    assertThat(message.path("caption").asText()).isEqualTo("tea");
    var media = telegram.messages(group).getFirst().media().orElseThrow();
    assertThat(media.bytes()).isEqualTo(PICTURE.length);
    assertThat(media.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PICTURE)));

    var again =
        bot.call("sendPhoto", "{'chat_id':%d,'photo':'%s'}", group, media.fileId()).result();
    assertThat(again.path("photo").path(1).path("file_id").asText()).isEqualTo(media.fileId());
    assertThat(telegram.uploads()).isEqualTo(1);
    assertThat(telegram.calls("sendPhoto").getFirst().files()).containsExactly("photo");
    var file = bot.call("getFile", "{'file_id':'%s'}", media.fileId()).result();
    var path = "/file/bot" + telegram.token() + "/" + file.path("file_path").asText();
    assertThat(bot.get(path).status()).isEqualTo(200);
    assertThat(bot.get("/file/bot1:x/" + file.path("file_path").asText()).status()).isEqualTo(401);
    assertThat(
            bot.call("sendVideo", "{'chat_id':%d,'video':'%s'}", group, media.fileId())
                .description())
        .isEqualTo("Bad Request: can't use file of type Photo as Video");
    telegram.forgetFiles();
    assertThat(
            bot.call("sendPhoto", "{'chat_id':%d,'photo':'%s'}", group, media.fileId())
                .description())
        .startsWith("Bad Request: wrong remote file identifier specified");
  }

  @Test
  void givenAnAlbum_whenSentWithPartsAndIds_thenItsMessagesBelongTogether() {
    var first = bot.parts("sendPhoto", photo(PICTURE)).result();
    var id = first.path("photo").path(1).path("file_id").asText();
    var media =
        "[{'type':'photo','media':'attach://a','caption':'both'},{'type':'photo','media':'%s'},{'type':'video','media':'attach://v','width':640,'height':360,'duration':5}]"
            .formatted(id)
            .replace('\'', '"');
    var body =
        Caller.form("chat_id", group, "media", media)
            .addFormDataPart("a", "a.jpg", Caller.bytes(picture(10, 10)))
            .addFormDataPart("v", "v.mp4", Caller.bytes(new byte[5000]))
            .build();
    var album = bot.parts("sendMediaGroup", body).result();
    assertThat(album).hasSize(3);
    assertThat(album.findValuesAsText("media_group_id").stream().distinct()).hasSize(1);
    var seen = telegram.messages(group, first.path("message_id").asInt());
    assertThat(seen.stream().map(m -> m.media().orElseThrow().kind()))
        .containsExactly("photo", "photo", "video");
    assertThat(seen.getFirst().words()).isEqualTo("both");
    assertThat(seen.getLast().media().orElseThrow().width()).isEqualTo(640);
    assertThat(seen.getLast().album()).isEqualTo(seen.getFirst().album());
  }

  @Test
  void givenAlbums_whenTheyBreakARule_thenNothingIsPosted() {
    var one = "{\"type\":\"photo\",\"media\":\"attach://none\"}";
    album("[]", "there are no messages to send");
    album("[" + one + "]", "not enough messages to send as an album");
    album("[" + (one + ",").repeat(10) + one + "]", "too many messages to send as an album");
    album("[" + one + "," + one + "]", "can't find file \"none\" in the request");
    album(
        "[" + one + ",{\"type\":\"document\",\"media\":\"x\"}]",
        "document can't be mixed with other media types");
    album("[1,2]", "can't parse InputMedia: type \"\" is not for albums");
    assertThat(telegram.messages(group)).isEmpty();
  }

  private void album(String media, String words) {
    var answer = bot.bot("sendMediaGroup", "{\"chat_id\":%d,\"media\":%s}".formatted(group, media));
    assertThat(answer.description()).isEqualTo("Bad Request: " + words);
  }

  @Test
  void givenFilesThatAreTooLarge_whenUploaded_thenTheEntityIsRefused() {
    assertTooLarge(bot.parts("sendPhoto", large("photo", 10_000_001)));
    assertTooLarge(bot.parts("sendVideo", large("video", 50_000_001)));
    assertTooLarge(bot.parts("sendVideo", large("video", 120_000_000)));
    assertThat(bot.parts("sendPhoto", large("photo", 10_000_000)).status()).isEqualTo(200);
    assertThat(bot.parts("sendDocument", large("document", 20_000_001)).status()).isEqualTo(200);
    assertThat(telegram.messages(group)).hasSize(2);
  }

  private static void assertTooLarge(Caller.Answer answer) {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.description()).isEqualTo("Request Entity Too Large");
  }

  @Test
  void givenOddPictures_whenUploaded_thenTheyAreRefused() {
    assertThat(bot.parts("sendPhoto", photo(picture(9000, 2000))).description())
        .isEqualTo("Bad Request: PHOTO_INVALID_DIMENSIONS");
    assertThat(bot.parts("sendPhoto", photo(picture(2100, 100))).description())
        .isEqualTo("Bad Request: PHOTO_INVALID_DIMENSIONS");
    assertThat(bot.parts("sendPhoto", photo(new byte[0])).description())
        .isEqualTo("Bad Request: file must be non-empty");
    assertThat(
            bot.call("sendPhoto", "{'chat_id':%d,'photo':'https://x.invalid/a.jpg'}", group)
                .description())
        .isEqualTo("Bad Request: failed to get HTTP URL content");
    assertThat(bot.call("sendPhoto", "{'chat_id':%d}", group).description())
        .isEqualTo("Bad Request: there is no photo in the request");
    assertThat(bot.parts("sendPhoto", photo(PICTURE, "caption", "x".repeat(1025))).description())
        .isEqualTo("Bad Request: message caption is too long");
  }

  @Test
  void givenDocumentsAndAnimations_whenSentAndChanged_thenPeopleSeeThem() {
    var animation =
        Caller.form("chat_id", group)
            .addFormDataPart("animation", "a.mp4", Caller.bytes(new byte[10]))
            .build();
    var sent = bot.parts("sendAnimation", animation).result();
    assertThat(sent.has("document")).isTrue();
    assertThat(telegram.messages(group).getFirst().media().orElseThrow().kind())
        .isEqualTo("animation");
    var id = sent.path("message_id").asText();
    var change =
        Caller.form(
                "chat_id",
                group,
                "message_id",
                id,
                "media",
                "{\"type\":\"photo\",\"media\":\"attach://p\",\"has_spoiler\":true}")
            .addFormDataPart("p", "p.jpg", Caller.bytes(PICTURE))
            .build();
    var changed = bot.parts("editMessageMedia", change).result();
    assertThat(changed.has("animation")).isFalse();
    var media = telegram.messages(group).getFirst().media().orElseThrow();
    assertThat(media.kind()).isEqualTo("photo");
    assertThat(media.spoiler()).isTrue();
    bot.call("editMessageCaption", "{'chat_id':%d,'message_id':%s,'caption':'new'}", group, id)
        .result();
    assertThat(telegram.messages(group).getFirst().caption()).contains("new");
    assertThat(
            bot.call("editMessageText", "{'chat_id':%d,'message_id':%s,'text':'new'}", group, id)
                .description())
        .isEqualTo("Bad Request: there is no text in the message to edit");
  }

  private MultipartBody photo(byte[] bytes, Object... fields) {
    return Caller.form(fields)
        .addFormDataPart("chat_id", Long.toString(group))
        .addFormDataPart("photo", "p.png", Caller.bytes(bytes))
        .build();
  }

  private MultipartBody large(String name, int size) {
    return Caller.form("chat_id", group)
        .addFormDataPart(
            name,
            "large",
            new RequestBody() {
              @Override
              public MediaType contentType() {
                return MediaType.get("video/mp4");
              }

              @Override
              public long contentLength() {
                return size;
              }

              @Override
              public void writeTo(BufferedSink sink) throws IOException {
                var chunk = new byte[1 << 16];
                for (int left = size; left > 0; left -= chunk.length) {
                  sink.write(chunk, 0, Math.min(left, chunk.length));
                }
              }
            })
        .build();
  }

  /// The head of a PNG, as much as tells the size.
  private static byte[] picture(int width, int height) {
    var bytes = new byte[64];
    System.arraycopy(
        "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, 16);
    for (int i = 0; i < 4; i++) {
      bytes[16 + i] = (byte) (width >>> 24 - 8 * i);
      bytes[20 + i] = (byte) (height >>> 24 - 8 * i);
    }
    return bytes;
  }
}
