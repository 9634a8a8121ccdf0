package org.littleredbridge.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a text into [Piece]s. Every pattern repeats single characters only, so hostile texts cost
/// no more than long ones.
final class PieceScanner {
  private static final String LINK_TAIL = "[!-~&&[^<>\"]]*[A-Za-z0-9/_=&#%~+-]";

  private static final String LINK =
      "(?<link>(?i:[a-z][a-z0-9+.-]{1,15}://"
          + LINK_TAIL
          + "|(?<![a-z0-9.@_-])www\\."
          + LINK_TAIL
          + "|(?<![a-z0-9.@_-])(?:[a-z0-9-]{1,63}\\.){1,6}"
          + "(?:com|cn|net|org|io|me|app|link|xyz|top|cc|shop|gg|ly|co|info|ru|tv|vip|site|online|club|dev|ai|de|uk|jp|us|eu)"
          + "(?![a-z0-9-])(?:[/?#:]"
          + LINK_TAIL
          + ")?))";

  private static final String MAIL =
      "(?<mail>(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}"
          + "(?:\\.[A-Za-z0-9-]{1,63}){1,6})";

  /// `#标签[话题]#`; other words than 话题 stand there too, rarely.
  private static final String TOPIC =
      "[#＃](?<topic>[^#＃\\[\\]\\n]{1,60})(?:\\[话题\\][#＃]?|\\[\\p{IsHan}{2,4}\\][#＃])";

  private static final String STRAY = "(?<stray>\\[话题\\][#＃]?)";

  private static final String TAG =
      "(?<![A-Za-z0-9&/])[#＃](?=[\\p{N}_·]{0,60}\\p{L})(?<tag>[\\p{L}\\p{M}\\p{N}_·]{1,60})"
          + "(?:[#＃](?![\\p{L}\\p{N}]))?";

  /// A nickname may hold spaces and the note does not say where it ends: up to the first space.
  private static final String MENTION =
      "(?<mention>(?<![A-Za-z0-9._%+-])[@＠]"
          + "[^\\s@＠#＃,，.。!！?？、;；:：…()（）\\[\\]【】<>\"“”\\p{So}]{1,30})";

  private static final String CODE = "\\[(?<code>doge|[\\p{IsHan}A-Za-z]{1,10}?[RH])\\]";

  private static final Pattern PIECE =
      Pattern.compile(String.join("|", LINK, MAIL, TOPIC, STRAY, TAG, MENTION, CODE));

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private final EmojiCodes codes = new EmojiCodes();

  /// The text in pieces, in order; words are never empty.
  ///
  /// @param text made clean by [CleanText]
  List<Piece> scan(String text) {
    var pieces = new ArrayList<Piece>();
    var matcher = PIECE.matcher(text);
    int words = 0;
    while (matcher.find()) {
      var piece = piece(matcher);
      if (piece.isEmpty()) {
        continue;
      }
      if (matcher.start() > words) {
        pieces.add(new Piece.Words(text.substring(words, matcher.start())));
      }
      pieces.add(piece.get());
      words = matcher.end();
    }
    if (words < text.length()) {
      pieces.add(new Piece.Words(text.substring(words)));
    }
    return pieces;
  }

  private Optional<Piece> piece(Matcher match) {
    if (match.group("link") != null || match.group("mail") != null) {
      return Optional.of(new Piece.Link(match.group()));
    }
    if (match.group("mention") != null) {
      return Optional.of(new Piece.Mention(match.group()));
    }
    if (match.group("stray") != null) {
      return Optional.of(new Piece.Emoji(match.group(), ""));
    }
    if (match.group("code") instanceof String code) {
      return emoji(match.group(), code);
    }
    var topic = match.group("topic");
    var name = (topic != null ? topic : match.group("tag")).strip();
    return Optional.of(
        name.isEmpty()
            ? new Piece.Emoji(match.group(), "")
            : new Piece.Hashtag(match.group(), name, topic != null));
  }

  /// Empty for brackets that are no code at all, such as `[HDR]`.
  private Optional<Piece> emoji(String written, String code) {
    var name = code.equals("doge") ? code : code.substring(0, code.length() - 1);
    var known = codes.emoji(name).or(() -> codes.emoji(name.toLowerCase(Locale.ROOT)));
    return known.isPresent() || HAN.matcher(name).find()
        ? Optional.of(new Piece.Emoji(written, known.orElse("")))
        : Optional.empty();
  }
}
