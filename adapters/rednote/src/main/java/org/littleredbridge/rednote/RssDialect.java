package org.littleredbridge.rednote;

import com.fasterxml.jackson.databind.node.MissingNode;
import org.jsoup.Jsoup;

/// The answers of RSSHub: a JSON Feed, the word `ok` of its health check, or an error, which is an
/// HTML page (as a package: JSON) whose first `code` element holds the message.
///
/// Source: RSSHub's `lib/errors/index.tsx` and `lib/views/error.tsx`.
final class RssDialect implements Dialect {
  private static final int LARGEST_PAGE = 256 << 10;

  @Override
  public Reply read(Received answer) {
    var json = answer.json().filter(Wire::isObject);
    if (json.isPresent() && json.get().has("error")) {
      var error = json.get().at("error");
      return refused(answer, error.isObject() ? error.text("message") : json.get().text("error"));
    }
    if (!answer.isSuccessful()) {
      return answer.status() < 400
          ? answer.unreadable("the address leads elsewhere")
          : refused(answer, message(answer.text(LARGEST_PAGE)));
    }
    if (json.filter(feed -> feed.node().path("items").isArray()).isPresent()) {
      return new Reply.Answered(json.get());
    }
    return answer.text("ok\r\n".length() + 1).strip().equals("ok")
        ? new Reply.Answered(new Wire(MissingNode.getInstance()))
        : answer.unreadable("the answer is no JSON Feed of RSSHub");
  }

  private static Reply refused(Received answer, String words) {
    // "Request in progress" tells by Cache-Control how long to stay away.
    return new Reply.Refused(answer.refusal(Refusal.RSSHUB, words, "").pausing(answer.pause()));
  }

  /// The message alone: the rest of the page is about RSSHub and would be mistaken for a cause.
  private static String message(String html) {
    var page = Jsoup.parse(html);
    var code = page.selectFirst("code");
    return code == null ? page.title() : code.text();
  }
}
