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

  private XmlMarks() {}

  static String to(String marked) {
    var escaped = marked.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
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
