package org.littleredbridge.translation;

import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where words begin and end in Chinese text, and how common they are, by HanLP. Its dictionaries
/// (about 25 MB of heap, a fifth of a second) are loaded at the first text and stay. Thread-safe.
final class WordEdges {
  private @Nullable Segment segment;

  /// The offsets between words, with 0 and the length.
  BitSet of(String text) {
    var edges = new BitSet(text.length() + 1);
    int at = 0;
    edges.set(at);
    for (var word : words(text)) {
      at += word.length();
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

  /// The words one after the other, with what stands between them.
  List<String> words(String text) {
    return segment().seg(text).stream().map(term -> term.word).toList();
  }

  /// How much a word tells about its text: the rarer, the more. 1 for the commonest, about 14 for
  /// words that HanLP does not know.
  double weight(String word) {
    segment();
    return 1
        + Math.log(1_000_000.0 / (1 + Math.min(CoreDictionary.getTermFrequency(word), 999_999)));
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
