package org.littleredbridge.telegram;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is kept of a message that Telegram has taken, https://core.telegram.org/bots/api#message .
///
/// @param files Telegram's ids of the files it shows, by the form in which it shows them
record Receipt(int number, Map<FileKind, String> files) {
  Receipt {
    files = Map.copyOf(files);
  }

  /// Telegram's id of the file, when the message shows it in this form: it makes an animation of a
  /// video without sound, and such an id is good for animations only.
  Optional<String> file(FileKind kind) {
    return Optional.ofNullable(files.get(kind));
  }

  /// Reads a message.
  static Receipt read(JsonParser at) throws IOException {
    expect(JsonToken.START_OBJECT, at.currentToken());
    var number = 0;
    var known = false;
    var files = new EnumMap<FileKind, String>(FileKind.class);
    while (at.nextToken() == JsonToken.FIELD_NAME) {
      var name = at.currentName();
      var value = at.nextToken();
      switch (name) {
        case "message_id" -> {
          number = at.getIntValue();
          known = true;
        }
        // In all its sizes, of which the last is the largest.
        case "photo" -> keep(FileKind.PHOTO, at, files);
        case "video" -> keep(FileKind.VIDEO, at, files);
        case "animation" -> keep(FileKind.ANIMATION, at, files);
        case "document" -> keep(FileKind.DOCUMENT, at, files);
        default -> at.skipChildren();
      }
    }
    if (!known) {
      throw new IOException("a message without a number");
    }
    return new Receipt(number, files);
  }

  /// Reads the messages of an album.
  static List<Receipt> album(JsonParser at) throws IOException {
    expect(JsonToken.START_ARRAY, at.currentToken());
    var all = new ArrayList<Receipt>();
    while (at.nextToken() != JsonToken.END_ARRAY) {
      all.add(read(at));
    }
    return all;
  }

  private static void keep(FileKind kind, JsonParser at, Map<FileKind, String> files)
      throws IOException {
    if (at.currentToken() == JsonToken.START_ARRAY) {
      while (at.nextToken() != JsonToken.END_ARRAY) {
        keep(kind, at, files);
      }
    } else if (at.currentToken() == JsonToken.START_OBJECT) {
      while (at.nextToken() == JsonToken.FIELD_NAME) {
        var isId = at.currentName().equals("file_id");
        if (at.nextToken() == JsonToken.VALUE_STRING && isId) {
          files.put(kind, at.getText());
        } else {
          at.skipChildren();
        }
      }
    }
  }

  private static void expect(JsonToken wanted, JsonToken found) throws IOException {
    if (found != wanted) {
      throw new IOException("no message where one should be");
    }
  }
}
