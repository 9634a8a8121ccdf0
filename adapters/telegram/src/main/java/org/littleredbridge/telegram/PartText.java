package org.littleredbridge.telegram;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.littleredbridge.chat.Part;

/// The words of a part. Only the link to the note is hidden behind a text, and that text is the
/// host to which it leads.
final class PartText {
  /// Sources: https://core.telegram.org/bots/api#sendmessage , `#sendphoto`.
  static final int TEXT = 4_096;

  static final int CAPTION = 1_024;

  /// What the layout itself takes at most: the host, dots, brackets and empty lines.
  static final int LAYOUT = 100;

  private static final Pattern HASHTAG = Pattern.compile("[\\p{L}\\p{N}_]*\\p{L}[\\p{L}\\p{N}_]*");

  private PartText() {}

  /// @param limit how much may be seen; the original is left out when it does not fit that
  static Html card(Part.Card card, int limit) {
    var html = new Html();
    html.bold(line(card.title()));
    block(html, Words.quoted(card.body()));
    block(html, card.tags().stream().map(PartText::tag).collect(Collectors.joining(" ")));
    asides(html, card.asides());
    block(html, line(card.subject().creator()));
    page(html, card.subject().link());
    label(html, card.label());
    original(html, card.original().map(PartText::joined), limit);
    return html;
  }

  static Html quote(Part.Quote quote, int limit) {
    var html = new Html();
    html.bold(line(quote.author()));
    next(html, "\n", Words.quoted(quote.text()));
    asides(html, quote.asides());
    label(html, quote.label());
    original(html, quote.original(), limit);
    return html;
  }

  /// Each title leads to its note. Telegram shows at most a hundred such links in a message.
  static Html digest(Part.Digest digest) {
    var html = new Html().bold(line(digest.heading()));
    for (var entry : digest.entries()) {
      html.text("\n• ");
      entry(html, line(entry.title()), entry.link());
      var creator = line(entry.creator());
      html.text(creator.isEmpty() ? "" : " — " + creator);
    }
    label(html, digest.label());
    return html;
  }

  private static void entry(Html html, String title, URI link) {
    if (isWeb(link)) {
      html.link(title.isEmpty() ? link.getHost() : title, link);
    } else {
      html.text(title);
    }
  }

  private static boolean isWeb(URI link) {
    return link.getHost() != null
        && ("https".equals(link.getScheme()) || "http".equals(link.getScheme()));
  }

  static Html said(String text) {
    return new Html().text(Words.said(text));
  }

  /// The rest of a text that began in another message.
  static Html rest(String text) {
    return new Html().text(Words.quoted(text));
  }

  static Html caption(String text) {
    var words = line(text);
    return new Html().text(words.length() <= CAPTION ? words : cut(words, CAPTION - 1) + "…");
  }

  /// The beginning, not ending in half a character.
  static String cut(String words, int length) {
    if (words.length() <= length) {
      return words;
    }
    return words.substring(
        0, Character.isHighSurrogate(words.charAt(length - 1)) ? length - 1 : length);
  }

  private static String joined(Part.Original original) {
    return (original.title() + "\n" + original.text()).strip();
  }

  private static void asides(Html html, List<Part.Aside> asides) {
    block(
        html,
        asides.stream()
            .map(aside ->
                line(aside.term())
                    + (aside.reading().isBlank() ? "" : " (" + line(aside.reading()) + ")")
                    + ": "
                    + line(aside.meaning()))
            .collect(Collectors.joining("\n")));
  }

  private static void page(Html html, URI link) {
    if (isWeb(link)) {
      html.text(html.isEmpty() ? "" : " · ").link(link.getHost().toLowerCase(Locale.ROOT), link);
    }
  }

  private static void label(Html html, String label) {
    if (!label.isBlank()) {
      html.text(html.isEmpty() ? "" : "\n").italic(line(label));
    }
  }

  private static void original(Html html, Optional<String> original, int limit) {
    original
        .map(words -> Words.quoted(words).strip())
        .filter(words -> !words.isEmpty() && html.length() + 1 + words.length() <= limit)
        .ifPresent(words -> html.text(html.isEmpty() ? "" : "\n").folded(words));
  }

  private static void block(Html html, String words) {
    next(html, "\n\n", words);
  }

  private static void next(Html html, String gap, String words) {
    if (!words.isBlank()) {
      html.text(html.isEmpty() ? "" : gap).text(words.strip());
    }
  }

  /// What Telegram would not see as one hashtag stays a plain word.
  private static String tag(String tag) {
    return (HASHTAG.matcher(tag).matches() ? "#" : "") + line(tag);
  }

  private static String line(String words) {
    return Words.quoted(words).replace('\n', ' ').strip();
  }
}
