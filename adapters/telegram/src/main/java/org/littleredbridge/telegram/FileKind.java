package org.littleredbridge.telegram;

import java.util.Optional;
import org.littleredbridge.chat.Part;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/// In which form Telegram takes a file, https://core.telegram.org/bots/api#sending-files and
/// `#sendphoto`.
enum FileKind {
  PHOTO,
  VIDEO,
  ANIMATION,
  DOCUMENT;

  static final long LARGEST = 50L << 20;
  private static final long LARGEST_PHOTO = 10L << 20;
  private static final int LONGEST_SIDES = 10_000;
  private static final int STEEPEST = 20;

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

  /// Telegram's id of the file, when the message shows it in this form: it makes an animation of a
  /// video without sound, and such an id is good for animations only.
  Optional<String> idIn(Message message) {
    return switch (this) {
      case PHOTO ->
          Optional.ofNullable(message.getPhoto())
              .filter(sizes -> !sizes.isEmpty())
              .map(sizes -> sizes.getLast().getFileId());
      case VIDEO -> Optional.ofNullable(message.getVideo()).map(video -> video.getFileId());
      case ANIMATION ->
          Optional.ofNullable(message.getAnimation()).map(animation -> animation.getFileId());
      case DOCUMENT ->
          Optional.ofNullable(message.getDocument()).map(document -> document.getFileId());
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
