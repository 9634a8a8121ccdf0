package org.littleredbridge.rednote;

/// The envelope of xiaohongshu-mcp: `{"success":true,"data":…}`, or `{"error","code","details"}`
/// where `code` names the operation and `details`, of any JSON type, the cause.
final class McpDialect implements Dialect {
  @Override
  public Reply read(Received answer) {
    var json = answer.json();
    if (json.isEmpty()) {
      return answer.unreadable("HTTP " + answer.status() + " without readable JSON");
    }
    return json.get().isObject()
        ? envelope(answer, json.get())
        : answer.unreadable("not a JSON object");
  }

  private static Reply envelope(Received answer, Wire body) {
    if (answer.isSuccessful() && body.flag("success")) {
      return new Reply.Answered(body.at("data"));
    }
    if (answer.isSuccessful() && !body.has("success") && !body.has("error")) {
      return answer.unreadable("the answer is not that of a xiaohongshu-mcp gateway");
    }
    var details = body.at("details").node();
    var words = details.isValueNode() ? details.asText("") : details.toString();
    if (answer.isSuccessful() && words.isBlank()) {
      // A failure in the clothes of a success has no `details`.
      words = body.text("error", "message");
    }
    var empty = words.equals("{}") || words.equals("[]") || words.equals("null");
    return new Reply.Refused(
        answer.refusal(body.text("code"), empty ? "" : words, body.text("error", "message")));
  }
}
