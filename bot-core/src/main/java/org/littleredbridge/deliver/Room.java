package org.littleredbridge.deliver;

import java.util.ArrayList;
import java.util.List;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;

/// The room of one card or quote while its texts are put in: each takes its share, so that whatever
/// people write, no message is longer than its service allows, and the text itself goes on in
/// further messages.
final class Room {
  private final MessengerCapabilities capabilities;
  private final TextCut cut;
  private int left;

  /// A text of which only the beginning fits here.
  record Begun(String here, String rest) {}

  Room(MessengerCapabilities capabilities) {
    this.capabilities = capabilities;
    this.cut = new TextCut(capabilities::measure);
    this.left = capabilities.cardText();
  }

  /// Puts in as much of a text as fits a share of the whole room; the rest is to go elsewhere.
  Begun begin(String text, int share) {
    var pieces = cut.pieces(text, capabilities.cardText() / share, Integer.MAX_VALUE);
    take(pieces.getFirst());
    return new Begun(pieces.getFirst(), pieces.size() > 1 ? pieces.getLast() : "");
  }

  /// Puts in a text, with its end left out when it does not fit a share of the whole room.
  String shorten(String text, int share) {
    var most = capabilities.cardText() / share;
    var fitting = capabilities.measure(text) <= most ? text : cut.shortened(text, most);
    take(fitting);
    return fitting;
  }

  /// Puts in as many tags as fit a share of the whole room.
  List<String> tags(List<String> tags, int share) {
    var fitting = new ArrayList<String>();
    var most = capabilities.cardText() / share;
    for (var tag : tags) {
      var length = capabilities.measure("#" + tag) + 1;
      if (length <= most) {
        most -= length;
        left -= length;
        fitting.add(tag);
      }
    }
    return fitting;
  }

  /// Puts in the explanations for which the text leaves room; a third of what is left is theirs in
  /// any case, since without a translation they are what most readers have.
  List<Part.Aside> asides(List<Part.Aside> asides, String text) {
    var fitting = new ArrayList<Part.Aside>();
    var share = Math.max(left / 3, left - capabilities.measure(text));
    for (var aside : asides) {
      var length = capabilities.measure(aside.term() + aside.reading() + aside.meaning()) + 6;
      if (length <= share) {
        share -= length;
        left -= length;
        fitting.add(aside);
      }
    }
    return fitting;
  }

  /// The text in pieces: the first for what is left here, the others for messages of their own.
  List<String> pieces(String text) {
    return cut.pieces(text, left, capabilities.text());
  }

  /// How much all that was put in measures, with this piece of the text.
  int used(String piece) {
    return capabilities.cardText() - left + capabilities.measure(piece) + 1;
  }

  private void take(String text) {
    // One for what the service puts between two texts.
    left -= capabilities.measure(text) + 1;
  }
}
