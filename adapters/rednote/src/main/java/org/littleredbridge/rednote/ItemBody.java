package org.littleredbridge.rednote;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// The HTML of a feed's item, taken apart. RSSHub puts what people wrote into it without escaping,
/// so anything may stand there.
///
/// @param text its lines, without blanks around them
record ItemBody(List<Picture> pictures, Optional<Clip> clip, String text) {
  /// A picture; sides are 0 when not told.
  record Picture(URI source, int width, int height) {}

  /// A video; the sources are the same video in several codecs, which only file names tell apart.
  record Clip(List<URI> sources, Optional<URI> poster) {}

  // A note has 1000 characters and 18 pictures.
  private static final int LARGEST = 200_000;
  private static final int MOST_PICTURES = 36;
  private static final int MOST_SOURCES = 12;
  private static final int LARGEST_SIDE = 100_000;
  private static final Set<String> UNSHOWN =
      Set.of("script", "style", "template", "iframe", "object", "svg", "noscript", "head");

  static ItemBody of(String html) {
    var reader = new Reader();
    Jsoup.parseBodyFragment(html.substring(0, Math.min(html.length(), LARGEST)))
        .body()
        .filter(reader);
    return new ItemBody(
        reader.pictures.stream().limit(MOST_PICTURES).toList(),
        reader.clip,
        reader
            .text
            .toString()
            .lines()
            .map(String::strip)
            .collect(Collectors.joining("\n"))
            .strip());
  }

  private static final class Reader implements NodeFilter {
    private final List<Picture> pictures = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Optional<Clip> clip = Optional.empty();

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode words) {
        text.append(words.text());
      }
      return node instanceof Element element ? element(element) : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element && element.isBlock()) {
        text.append('\n');
      }
      return FilterResult.CONTINUE;
    }

    private FilterResult element(Element element) {
      var name = element.normalName();
      if (name.equals("video")) {
        clip = clip.or(() -> clip(element));
        return FilterResult.SKIP_CHILDREN;
      }
      if (name.equals("img")) {
        Wire.webAddress(element.attr("src"))
            .map(src -> new Picture(src, side(element, "width"), side(element, "height")))
            .ifPresent(pictures::add);
      }
      if (name.equals("br") || (element.isBlock() && !text.isEmpty())) {
        text.append('\n');
      }
      return UNSHOWN.contains(name) ? FilterResult.SKIP_CHILDREN : FilterResult.CONTINUE;
    }

    private static Optional<Clip> clip(Element video) {
      var sources =
          Stream.concat(Stream.of(video), video.select("source").stream())
              .flatMap(one -> Wire.webAddress(one.attr("src")).stream())
              .distinct()
              .limit(MOST_SOURCES)
              .toList();
      return sources.isEmpty()
          ? Optional.empty()
          : Optional.of(new Clip(sources, Wire.webAddress(video.attr("poster"))));
    }

    private static int side(Element element, String name) {
      try {
        return Math.clamp(Integer.parseInt(element.attr(name).strip()), 0, LARGEST_SIDE);
      } catch (NumberFormatException _) {
        return 0; // absent, or a percentage
      }
    }
  }
}
