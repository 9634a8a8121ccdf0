package org.littleredbridge.translation;

import java.util.regex.Pattern;

/// Our marks as XML tags and back. A tag without content is left where it is; texts are escaped, so
/// that what people write is never a tag.
///
/// Source: https://developers.deepl.com/docs/xml-and-html-handling/xml
final class XmlMarks {
  static final String TAG = "x";

  private static final Pattern MARK = Pattern.compile("⟦(\\d{1,6})⟧");
  private static final Pattern ELEMENT =
      Pattern.compile("<x id=[\"'](\\d{1,6})[\"']\\s*(?:/>|>\\s*</x>)");
  private static final Pattern ENTITY = Pattern.compile("&(lt|gt|quot|apos|amp|#39|#x27);");

  /// What no XML document may hold, escaped or not. Source: https://www.w3.org/TR/xml/#charsets
  private static final Pattern FORBIDDEN =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private XmlMarks() {}

  static String to(String marked) {
    var escaped =
        FORBIDDEN
            .matcher(marked)
            .replaceAll("")
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    return MARK.matcher(escaped).replaceAll("<x id=\"$1\"/>");
  }

  static String from(String xml) {
    var marked = ELEMENT.matcher(xml).replaceAll("⟦$1⟧");
    // In one walk: &amp;lt; is what somebody wrote as &lt;
    return ENTITY.matcher(marked).replaceAll(match -> sign(match.group(1)));
  }

  private static String sign(String entity) {
    return switch (entity) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "amp" -> "&";
      default -> "'";
    };
  }
}
