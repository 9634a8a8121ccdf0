package org.littleredbridge.rednote;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the tool redbook says on standard error when it fails, taken apart: `Error: …`, perhaps
/// over several lines, often with `Code: …` below, both in colours.
///
/// Source: `handleError` in `dist/cli.js` and the messages in `dist/lib/client.js` of redbook
/// 0.8.2.
///
/// @param message without the platform's answer around its words
/// @param code the platform's number, or the HTTP status of an answer that is not JSON; may be
///   empty
/// @param refused whether the platform answered, and said no
record ToolWords(String message, String code, boolean refused) {
  private static final Pattern COLOURS = Pattern.compile("\\u001B\\[[0-9;?]*[ -/]*[@-~]");
  private static final Pattern CODE = Pattern.compile("Code: (-?[0-9A-Za-z_]{1,20})");
  private static final String ERROR = "Error: ";
  private static final String ANSWER = "API error: ";
  // The answer is cut after 300 characters, so it may be no JSON any more.
  private static final Pattern SAID =
      Pattern.compile("\"(?:msg|message)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,300})");
  private static final Pattern NUMBER = Pattern.compile("\"code\"\\s*:\\s*\"?(-?[0-9]{1,12})\"?");

  static ToolWords of(String standardError) {
    var text = COLOURS.matcher(standardError).replaceAll("");
    var message = new StringBuilder();
    var code = "";
    var inError = false;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      var number = CODE.matcher(line.strip());
      if (line.startsWith(ERROR)) {
        inError = true;
        message.append(line.substring(ERROR.length()));
      } else if (inError && number.matches()) {
        code = number.group(1);
      } else if (inError) {
        message.append(' ').append(line.strip());
      }
    }
    return inError ? told(message.toString(), code) : new ToolWords(unnamed(text), "", false);
  }

  /// A failure that the tool did not foresee, without its line about the session.
  private static String unnamed(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("Using "))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  private static ToolWords told(String message, String code) {
    if (!message.startsWith(ANSWER)) {
      return new ToolWords(message, code, false);
    }
    var number = code.isEmpty() ? found(NUMBER, message).orElse("") : code;
    return new ToolWords(found(SAID, message).orElse(message), number, isNo(number));
  }

  /// Its number makes an answer the platform's no; without one, or with that of a broken server, it
  /// is unclear what was done.
  private static boolean isNo(String number) {
    return number.matches("-?[0-9]+") && !number.matches("0|5[0-9]{2}");
  }

  private static Optional<String> found(Pattern pattern, String text) {
    var match = pattern.matcher(text);
    return match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
