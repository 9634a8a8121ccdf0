package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/// Makes the part of a message that shows a file, from an upload, an `attach://` name or the id of
/// a file that was sent before (https://core.telegram.org/bots/api#sending-files).
final class MediaContent {
  private static final String ATTACH = "attach://";
  // Width plus height, and how many times longer one side may be:
  // https://core.telegram.org/bots/api#sendphoto
  private static final int MOST_SIDES = 10_000;
  private static final int MOST_RATIO = 20;
  private final Files files;

  MediaContent(Files files) {
    this.files = files;
  }

  /// @param given the value of the parameter or of `media`
  /// @param own the part that has the parameter's own name
  /// @param about where width, height and the like stand
  ObjectNode of(
      String kind, Optional<String> given, Optional<Upload> own, Params call, Params about) {
    var file = file(kind, given, own, call, about);
    var content = Json.object();
    switch (kind) {
      case "photo" -> {
        var sizes = content.putArray("photo");
        sizes.add(
            size(file, file.thumbId(), Math.min(90, file.width()), Math.min(90, file.height())));
        sizes.add(size(file, file.id(), file.width(), file.height()).put("file_size", file.size()));
      }
      case "video" -> content.set("video", moving(file, about));
      case "animation" -> {
        content.set("animation", moving(file, about));
        content.set("document", document(file));
      }
      default -> content.set("document", document(file));
    }
    if (about.flag("has_spoiler")) {
      content.put("has_media_spoiler", true);
    }
    if (about.flag("show_caption_above_media")) {
      content.put("show_caption_above_media", true);
    }
    Formatted.caption(about).into(content, "caption", "caption_entities");
    return content;
  }

  private Files.Stored file(
      String kind, Optional<String> given, Optional<Upload> own, Params call, Params about) {
    if (own.isPresent()) {
      return uploaded(kind, own.get(), about);
    }
    var word =
        given.orElseThrow(() -> Refusal.bad("there is no %s in the request".formatted(kind)));
    if (word.startsWith(ATTACH)) {
      var part = word.substring(ATTACH.length());
      return uploaded(
          kind,
          call.upload(part)
              .orElseThrow(
                  () -> Refusal.bad("can't find file \"%s\" in the request".formatted(part))),
          about);
    }
    if (word.startsWith("http://") || word.startsWith("https://")) {
      // The stand-in goes nowhere.
      throw Refusal.bad("failed to get HTTP URL content");
    }
    var stored =
        files
            .find(word)
            .orElseThrow(() ->
                Refusal.bad(
                    "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"));
    if (!stored.kind().equals(kind)) {
      throw Refusal.bad(
          "can't use file of type %s as %s".formatted(capital(stored.kind()), capital(kind)));
    }
    return stored;
  }

  private Files.Stored uploaded(String kind, Upload upload, Params about) {
    var size = upload.size();
    if (kind.equals("photo") && size.known()) {
      int longer = Math.max(size.width(), size.height());
      int shorter = Math.min(size.width(), size.height());
      if (longer > MOST_SIDES - shorter || longer / MOST_RATIO > shorter) {
        throw Refusal.bad("PHOTO_INVALID_DIMENSIONS");
      }
    }
    return files.add(upload, kind, about.small("width").orElse(0), about.small("height").orElse(0));
  }

  private static ObjectNode size(Files.Stored file, String id, int width, int height) {
    return Json.object()
        .put("file_id", id)
        .put("file_unique_id", id.equals(file.id()) ? file.uniqueId() : "Th" + file.uniqueId())
        .put("width", width)
        .put("height", height);
  }

  private static ObjectNode moving(Files.Stored file, Params about) {
    return document(file)
        .put("width", file.width())
        .put("height", file.height())
        .put("duration", about.small("duration").orElse(0));
  }

  private static ObjectNode document(Files.Stored file) {
    return Json.object()
        .put("file_id", file.id())
        .put("file_unique_id", file.uniqueId())
        .put("file_name", file.fileName())
        .put("mime_type", file.contentType())
        .put("file_size", file.size());
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
