package org.littleredbridge.telegram;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure.Unavailable;
import org.littleredbridge.chat.Part.Attachment;
import org.littleredbridge.media.FileIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.client.TelegramMultipartBuilder;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.send.SendVideo;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaDocument;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaPhoto;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaVideo;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;

/// Sends files: by the id that Telegram gave them once, else from the disk, piece by piece. What
/// Telegram does not take is left out, with a line in the log, or goes as a document.
final class Uploads {
  private static final Duration SLOW = Duration.ofMillis(500);
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);
  private static final String HTML = "HTML";
  // telegrambots has no name for it: https://core.telegram.org/bots/api#sendphoto
  private static final String PROTECTED = "protect_content";

  private final BotApi api;
  private final FileIds ids;
  private final String service;

  /// @param botId ids of files are good for one bot
  Uploads(BotApi api, FileIds ids, long botId) {
    this.api = api;
    this.ids = ids;
    this.service = Place.MESSENGER + ":" + botId;
  }

  /// Words and buttons below a file; both may be empty.
  record Below(Html text, List<Button> buttons) {
    static final Below NOTHING = new Below(new Html(), List.of());

    @Nullable String html() {
      return text.isEmpty() ? null : text.html();
    }

    @Nullable String mode() {
      return text.isEmpty() ? null : HTML;
    }

    @Nullable InlineKeyboardMarkup keyboard() {
      return Keyboard.of(buttons).orElse(null);
    }
  }

  static List<Attachment> sendable(List<Attachment> files) {
    return files.stream().filter(Uploads::isSendable).toList();
  }

  private static boolean isSendable(Attachment file) {
    if (file.bytes() > 0 && file.bytes() <= FileKind.LARGEST) {
      return true;
    }
    leftOut(file, file.bytes() > 0 ? "larger than Telegram takes" : "empty");
    return false;
  }

  private static void leftOut(Attachment file, String reason) {
    log.atWarn()
        .addKeyValue("file", file.key())
        .addKeyValue("bytes", file.bytes())
        .addKeyValue("reason", reason)
        .log("file left out");
  }

  /// Albums of files that may stand together, ten at most.
  static List<List<Attachment>> albums(List<Attachment> files) {
    var albums = new ArrayList<List<Attachment>>();
    for (var file : files) {
      if (albums.isEmpty()
          || albums.getLast().size() == 10
          || !FileKind.of(albums.getLast().getFirst()).joins(FileKind.of(file))) {
        albums.add(new ArrayList<>());
      }
      albums.getLast().add(file);
    }
    return albums;
  }

  /// Sends one file.
  ///
  /// @return empty when Telegram does not take it
  /// @throws BotApiException for every other refusal
  Optional<Receipt> single(Address to, Attachment file, Below below) {
    try {
      return Optional.of(single(to, file, FileKind.of(file), below));
    } catch (BotApiException e) {
      if (!e.fileRefused()) {
        throw e;
      }
      leftOut(file, e.description());
      return Optional.empty();
    }
  }

  private Receipt single(Address to, Attachment file, FileKind kind, Below below) {
    try {
      return trying(to, file, kind, below);
    } catch (BotApiException e) {
      if (e.fileRefused() && !e.tooLarge() && kind != FileKind.DOCUMENT) {
        ids.forget(service, file.key());
        return call(to, file, FileKind.DOCUMENT, upload(file, 1), below);
      }
      throw e;
    }
  }

  private Receipt trying(Address to, Attachment file, FileKind kind, Below below) {
    var id = find(file);
    if (id.isPresent()) {
      try {
        return call(to, file, kind, new InputFile(id.get()), below);
      } catch (BotApiException e) {
        if (!e.fileIdUnknown()) {
          throw e;
        }
        ids.forget(service, file.key());
      }
    }
    var message = call(to, file, kind, upload(file, 1), below);
    message.file(kind).ifPresent(known -> keep(file, known));
    return message;
  }

  /// Telegram has the message: whatever the store says of the id, it must not be sent again.
  private void keep(Attachment file, String id) {
    try {
      ids.keep(service, file.key(), id);
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("file", file.key())
          .addKeyValue("reason", e.getMessage())
          .log("the id of a file was not kept; it will be uploaded again");
    }
  }

  /// @throws ChatException when the store took so long that another node may send by now
  private Optional<String> find(Attachment file) {
    var began = System.nanoTime();
    var id = ids.find(service, file.key());
    if (System.nanoTime() - began > SLOW.toNanos()) {
      throw new ChatException(new Unavailable("the store is slow"));
    }
    return id;
  }

  private static InputFile upload(Attachment file, int number) {
    return new InputFile(file.file().toFile(), FileKind.name(file, number));
  }

  private Receipt call(Address to, Attachment file, FileKind kind, InputFile source, Below below) {
    return api.upload(
        kind.method(),
        parts -> {
          parts.addInputFile(kind.field(), source, true);
          place(parts, to);
          if (kind == FileKind.VIDEO) {
            parts
                .addPart(SendVideo.SUPPORTS_STREAMING_FIELD, true)
                .addPart(SendVideo.WIDTH_FIELD, known(file.width()))
                .addPart(SendVideo.HEIGHT_FIELD, known(file.height()));
          }
          parts
              .addPart(SendPhoto.CAPTION_FIELD, below.html())
              .addPart(SendPhoto.PARSE_MODE_FIELD, below.mode())
              .addJsonPart(SendPhoto.REPLY_MARKUP_FIELD, below.keyboard());
        },
        Receipt::read);
  }

  /// Sends a picture from memory that nobody may pass on, and forgets it: no id of it is kept.
  ///
  /// @throws BotApiException when it came to nothing
  Receipt secret(Address to, byte[] png, Html text) {
    return api.upload(
        FileKind.PHOTO.method(),
        parts -> {
          parts.addInputFile(
              FileKind.PHOTO.field(),
              new InputFile(new ByteArrayInputStream(png), "code.png"),
              true);
          place(parts, to);
          parts
              .addPart(PROTECTED, true)
              .addPart(SendPhoto.CAPTION_FIELD, text.html())
              .addPart(SendPhoto.PARSE_MODE_FIELD, HTML);
        },
        Receipt::read);
  }

  private static void place(TelegramMultipartBuilder parts, Address to) throws IOException {
    parts
        .addPart(SendPhoto.CHAT_ID_FIELD, to.chat())
        .addPart(SendPhoto.MESSAGE_THREAD_ID_FIELD, to.topic())
        .addJsonPart(SendPhoto.REPLY_PARAMETERS_FIELD, to.reply());
  }

  private static @Nullable Integer known(int pixels) {
    return pixels > 0 ? pixels : null;
  }

  /// Sends files that may stand together.
  ///
  /// @param begun what an earlier try sent
  /// @return the numbers of the messages, one for each file that Telegram took
  /// @throws BotApiException when not all are done; the next try goes on there
  List<Integer> album(Address to, List<Attachment> files, Below below, Begun.Files begun) {
    if (files.size() == 1 || begun.sent(0).filter(some -> some.size() <= 1).isPresent()) {
      return apart(to, files, below, begun);
    }
    try {
      return begun.once(0, () -> numbers(together(to, files, below)));
    } catch (BotApiException e) {
      if (!e.fileRefused()) {
        throw e;
      }
      // One of them spoils the album, and Telegram does not always say which.
      log.atWarn().addKeyValue("reason", e.description()).log("album is sent one by one");
      return apart(to, files, below, begun);
    }
  }

  private List<Integer> apart(Address to, List<Attachment> files, Below below, Begun.Files begun) {
    var numbers = new ArrayList<Integer>();
    for (int i = 0; i < files.size(); i++) {
      var file = files.get(i);
      var words = numbers.isEmpty() ? below : Below.NOTHING;
      numbers.addAll(begun.once(i, () -> numbers(single(to, file, words).stream().toList())));
    }
    return numbers;
  }

  private static List<Integer> numbers(List<Receipt> messages) {
    return messages.stream().map(Receipt::number).toList();
  }

  private List<Receipt> together(Address to, List<Attachment> files, Below below) {
    var known = files.stream().map(this::find).toList();
    try {
      return together(to, files, known, below);
    } catch (BotApiException e) {
      if (!e.fileIdUnknown() || known.stream().allMatch(Optional::isEmpty)) {
        throw e;
      }
      files.forEach(file -> ids.forget(service, file.key()));
      return together(to, files, files.stream().map(_ -> Optional.<String>empty()).toList(), below);
    }
  }

  private List<Receipt> together(
      Address to, List<Attachment> files, List<Optional<String>> known, Below below) {
    var media = new ArrayList<InputMedia>();
    for (int i = 0; i < files.size(); i++) {
      media.add(item(files.get(i), known.get(i), i + 1, i == 0 ? below : Below.NOTHING));
    }
    var messages =
        api.upload(
            SendMediaGroup.PATH,
            parts -> {
              for (var item : media) {
                parts.addMedia(item);
              }
              parts.addJsonPart(SendMediaGroup.MEDIA_FIELD, media);
              place(parts, to);
            },
            Receipt::album);
    for (int i = 0; i < Math.min(files.size(), messages.size()); i++) {
      var file = files.get(i);
      if (known.get(i).isEmpty()) {
        messages.get(i).file(FileKind.of(file)).ifPresent(id -> keep(file, id));
      }
    }
    return messages;
  }

  private static InputMedia item(Attachment file, Optional<String> id, int number, Below below) {
    InputMedia media =
        switch (FileKind.of(file)) {
          case PHOTO -> new InputMediaPhoto(id.orElse("new"));
          case VIDEO -> video(file, id.orElse("new"));
          case DOCUMENT, ANIMATION -> new InputMediaDocument(id.orElse("new"));
        };
    if (id.isEmpty()) {
      media.setMedia(file.file().toFile(), FileKind.name(file, number));
    }
    media.setCaption(below.html());
    media.setParseMode(below.mode());
    return media;
  }

  private static InputMedia video(Attachment file, String media) {
    var video = new InputMediaVideo(media);
    video.setSupportsStreaming(true);
    video.setWidth(known(file.width()));
    video.setHeight(known(file.height()));
    return video;
  }
}
