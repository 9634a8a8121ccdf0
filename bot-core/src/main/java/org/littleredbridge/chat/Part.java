package org.littleredbridge.chat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One message to be sent, in words and files, without any service's markup. Texts are what people
/// wrote: every messenger escapes them for its service, and lets nothing in them ping anybody.
public sealed interface Part {
  Optional<MessageRef> replyTo();

  /// A note.
  ///
  /// @param title one line, may be empty
  /// @param body may be empty; has line breaks
  /// @param tags without `#`
  /// @param original what the creator wrote, when `title` and `body` are not that
  /// @param label who translated, or that nobody did
  record Card(
      Subject subject,
      String title,
      String body,
      List<String> tags,
      Optional<Original> original,
      List<Aside> asides,
      String label,
      List<Attachment> attachments,
      List<Button> buttons,
      Optional<MessageRef> replyTo)
      implements Part {
    public Card {
      tags = List.copyOf(tags);
      asides = List.copyOf(asides);
      attachments = List.copyOf(attachments);
      buttons = List.copyOf(buttons);
    }
  }

  /// The pictures of a note whose card comes in the next message.
  ///
  /// @param attachments at least one
  /// @param caption one short line, may be empty
  record Pictures(List<Attachment> attachments, String caption, Optional<MessageRef> replyTo)
      implements Part {
    public Pictures {
      attachments = List.copyOf(attachments);
      if (attachments.isEmpty()) {
        throw new IllegalArgumentException("pictures without a picture");
      }
    }
  }

  /// What somebody on the other side said: a comment.
  ///
  /// @param original what they wrote, when `text` is a translation
  record Quote(
      String author,
      String text,
      Optional<String> original,
      List<Aside> asides,
      String label,
      List<Button> buttons,
      Optional<MessageRef> replyTo)
      implements Part {
    public Quote {
      asides = List.copyOf(asides);
      buttons = List.copyOf(buttons);
    }
  }

  /// What the bridge itself says; also the rest of a text that did not fit a card.
  record Say(String text, List<Button> buttons, Optional<MessageRef> replyTo) implements Part {
    public Say {
      buttons = List.copyOf(buttons);
    }

    public Say(String text, Optional<MessageRef> replyTo) {
      this(text, List.of(), replyTo);
    }
  }

  /// Several notes that come together, one line each. What does not fit one message goes on in
  /// another one of these.
  ///
  /// @param heading one line
  /// @param label who translated the titles; may be empty
  record Digest(String heading, List<Entry> entries, String label) implements Part {
    public Digest {
      entries = List.copyOf(entries);
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("a digest without a note");
      }
    }

    @Override
    public Optional<MessageRef> replyTo() {
      return Optional.empty();
    }
  }

  /// One note of a digest. A service lets the title lead to the note's page where it can.
  ///
  /// @param note its id
  /// @param title one line, never empty
  /// @param creator one line, may be empty
  /// @param link its page, for people
  record Entry(String note, String title, String creator, URI link) {}

  /// What became of a member's reply. A service that can show it on the reply itself does so.
  record Outcome(MessageRef reply, ReplyState state, String text) implements Part {
    @Override
    public Optional<MessageRef> replyTo() {
      return Optional.of(reply);
    }
  }

  /// A picture that is for one person's eyes: it is in no file, no service's id of it is kept, and
  /// where a service can forbid that it is passed on, it does. Only for [ChannelId#person]; a
  /// messenger refuses it elsewhere.
  final class Secret implements Part {
    private final byte[] png;
    private final String text;

    /// @param png a PNG file
    /// @param text stands below it
    public Secret(byte[] png, String text) {
      this.png = png.clone();
      this.text = text;
    }

    /// A PNG file.
    public byte[] png() {
      return png.clone();
    }

    public String text() {
      return text;
    }

    @Override
    public Optional<MessageRef> replyTo() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "Secret[hidden]";
    }
  }

  enum ReplyState {
    POSTED,
    UNKNOWN,
    REFUSED
  }

  /// What a card is about.
  ///
  /// @param id the note's id
  /// @param link its page, for people
  /// @param kind `slideshow` or `video`
  record Subject(String id, URI link, String creator, String kind) {}

  record Original(String title, String text) {}

  /// A word explained: term, how to read it (may be empty), meaning.
  record Aside(String term, String reading, String meaning) {}

  /// A file on our disk.
  ///
  /// @param key the file's lasting name
  /// @param width pixels, 0 when unknown
  /// @param height pixels, 0 when unknown
  record Attachment(String key, Path file, String contentType, long bytes, int width, int height) {}
}
