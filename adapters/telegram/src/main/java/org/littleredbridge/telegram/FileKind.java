package org.littleredbridge.telegram;

import org.littleredbridge.chat.Part;
import org.telegram.telegrambots.meta.api.methods.send.SendAnimation;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.send.SendVideo;

/// In which form Telegram takes a file, https://core.telegram.org/bots/api#sending-files and
/// `#sendphoto`.
enum FileKind {
  PHOTO(SendPhoto.PATH, SendPhoto.PHOTO_FIELD),
  VIDEO(SendVideo.PATH, SendVideo.VIDEO_FIELD),
  ANIMATION(SendAnimation.PATH, SendAnimation.ANIMATION_FIELD),
  DOCUMENT(SendDocument.PATH, SendDocument.DOCUMENT_FIELD);

  static final long LARGEST = 50L << 20;
  private static final long LARGEST_PHOTO = 10L << 20;
  private static final int LONGEST_SIDES = 10_000;
  private static final int STEEPEST = 20;

  private final String method;
  private final String field;

  FileKind(String method, String field) {
    this.method = method;
    this.field = field;
  }

  /// The method that posts one such file.
  String method() {
    return method;
  }

  /// What the file is called there.
  String field() {
    return field;
  }

  static FileKind of(Part.Attachment file) {
    return switch (file.contentType()) {
      case "image/gif" -> ANIMATION;
      case "image/jpeg", "image/png", "image/webp" -> isPhoto(file) ? PHOTO : DOCUMENT;
      case "video/mp4" -> VIDEO;
      default -> DOCUMENT;
    };
  }

  private static boolean isPhoto(Part.Attachment file) {
    long width = file.width();
    long height = file.height();
    return file.bytes() <= LARGEST_PHOTO
        && width + height <= LONGEST_SIDES
        && (width == 0
            || height == 0
            || Math.max(width, height) <= STEEPEST * Math.min(width, height));
  }

  /// Whether it may stand in an album beside others of its sort.
  boolean joins(FileKind other) {
    return switch (this) {
      case PHOTO, VIDEO -> other == PHOTO || other == VIDEO;
      case DOCUMENT -> other == DOCUMENT;
      case ANIMATION -> false;
    };
  }

  /// A name that people see on documents, and by which Telegram knows the format.
  static String name(Part.Attachment file, int number) {
    var end =
        switch (file.contentType()) {
          case "image/gif" -> "gif";
          case "image/jpeg" -> "jpg";
          case "image/png" -> "png";
          case "image/webp" -> "webp";
          case "image/heic" -> "heic";
          case "video/mp4" -> "mp4";
          default -> "bin";
        };
    return "rednote-" + number + "." + end;
  }
}
