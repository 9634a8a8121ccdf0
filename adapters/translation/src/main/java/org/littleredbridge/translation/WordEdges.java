package org.littleredbridge.translation;

import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Where words begin and end in Chinese text, by HanLP. Its dictionaries (about 25 MB of heap, a
/// fifth of a second) are loaded at the first text and stay. Thread-safe.
final class WordEdges {
  private @Nullable Segment segment;

  /// The offsets between words, with 0 and the length.
  BitSet of(String text) {
    var edges = new BitSet(text.length() + 1);
    int at = 0;
    edges.set(at);
    for (var word : segment().seg(text)) {
      at += word.word.length();
      edges.set(at);
    }
    if (at != text.length()) {
      // Offsets that do not add up prove nothing: then no place inside the text is an edge.
      edges.clear();
      edges.set(0);
      edges.set(text.length());
    }
    return edges;
  }

  private synchronized Segment segment() {
    var ready = segment;
    if (ready == null) {
      // Only word edges are wanted: names, tags and HanLP's own list of users' words stay unloaded.
      ready =
          new ViterbiSegment()
              .enableCustomDictionary(false)
              .enableAllNamedEntityRecognize(false)
              .enablePartOfSpeechTagging(false);
      segment = ready;
    }
    return ready;
  }
}
