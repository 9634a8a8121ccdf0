package org.littleredbridge.discord;

import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.Part;

/// Parts of posts as Discord's messages.
final class Drafts {
  static final int CONTENT = 2_000;

  private static final int THREAD_NAME = 100;
  private static final String NAMELESS = "…";

  private Drafts() {}

  static Draft of(Part part) {
    return switch (part) {
      case Part.Card card ->
          new Draft(
              "",
              Optional.of(Embeds.of(card)),
              card.buttons(),
              card.attachments(),
              name(card.title(), card.body(), card.subject().creator()));
      case Part.Pictures(var files, var caption, var _) ->
          new Draft(
              Markup.fit(caption, CONTENT), Optional.empty(), List.of(), files, name(caption));
      case Part.Quote quote ->
          new Draft(
              "", Optional.of(Embeds.of(quote)), quote.buttons(), List.of(), name(quote.text()));
      case Part.Digest digest ->
          new Draft(
              "", Optional.of(Embeds.of(digest)), List.of(), List.of(), name(digest.heading()));
      case Part.Say(var text, var buttons, var _) ->
          new Draft(Markup.fit(text, CONTENT), Optional.empty(), buttons, List.of(), name(text));
      // Its picture goes beside the draft: it is in no file.
      case Part.Secret secret ->
          new Draft(
              Markup.fit(secret.text(), CONTENT), Optional.empty(), List.of(), List.of(), NAMELESS);
      case Part.Outcome(var _, var _, var text) ->
          new Draft(Markup.fit(text, CONTENT), Optional.empty(), List.of(), List.of(), name(text));
    };
  }

  /// The first of the texts that says something.
  private static String name(String... texts) {
    for (var text : texts) {
      var line = Markup.plain(text, THREAD_NAME);
      if (!Markup.isBlank(line)) {
        return line;
      }
    }
    return NAMELESS;
  }
}
