package org.littleredbridge.deliver;

import java.util.List;
import java.util.stream.Stream;
import org.littleredbridge.chat.Part;

/// How a post of several messages is cut up: some with pictures, then the one that says what it is
/// about, then the rest of its text.
///
/// It is stored before the first of them is sent. A later try could cut otherwise, since a media
/// host or an engine answers now and not then, and would lose messages or send them twice. Of a
/// digest it says which notes each message lists.
///
/// @param pictures how many messages of pictures come first
/// @param rest the texts that follow the main message; of a digest the ids of the notes there
public record Shape(int pictures, List<String> rest) {
  /// Of what one message holds.
  static final Shape SINGLE = new Shape(0, List.of());

  public Shape {
    if (pictures < 0) {
      throw new IllegalArgumentException("a post has 0 or more messages of pictures");
    }
    rest = List.copyOf(rest);
  }

  /// The shape of a post of which `sent` messages, all with pictures, are in the channel.
  ///
  /// @param left the other messages
  static Shape of(int sent, List<Part> left) {
    var pictures = (int) left.stream().takeWhile(Part.Pictures.class::isInstance).count();
    var rest = left.stream().skip(pictures + 1L).flatMap(Shape::kept);
    return new Shape(sent + pictures, rest.toList());
  }

  private static Stream<String> kept(Part part) {
    return switch (part) {
      case Part.Say say -> Stream.of(say.text());
      case Part.Digest digest -> Stream.of(DigestLayout.written(digest));
      case Part.Card _, Part.Pictures _, Part.Quote _, Part.Outcome _, Part.Secret _ -> Stream.of();
    };
  }

  /// How many messages there are.
  int size() {
    return pictures + 1 + rest.size();
  }
}
