package org.littleredbridge.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.littleredbridge.follow.NoteText;
import org.littleredbridge.note.Advertising;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.translate.TranslatedText;
import org.littleredbridge.translate.TranslationChain;

/// The first results of a search, as lines: title, creator, likes and link of each.
record SearchResults(
    RecentSearches recent, Notes notes, PlatformLinks links, TranslationChain translations) {
  private static final int MOST = 5;
  private static final int TITLE = 80;
  private static final int ORIGINAL = 40;
  private static final int NAME = 40;

  /// @throws org.littleredbridge.note.PlatformException as the platform
  String say(Call call, SearchWords sought) {
    return recent
        .of(sought.feed(), new AskedNotes.Asker(call.channel(), call.member()))
        .map(found -> shown(call, sought, first(found, sought)))
        .orElseGet(() -> call.say("search.enough"));
  }

  /// A card does not tell its tags, and what cannot be known is shown.
  private static List<Note> first(List<Note> found, SearchWords sought) {
    return found.stream()
        .filter(note ->
            !note.complete() || sought.filter().surelyHoldsBack(NoteText.of(note)).isEmpty())
        .limit(MOST)
        .toList();
  }

  private String shown(Call call, SearchWords sought, List<Note> found) {
    var name = sought.feed().words();
    if (found.isEmpty()) {
      return call.say("search.nothing", name);
    }
    // Whoever names one of them by its link or id is understood without another request.
    found.forEach(notes::keep);
    var titles =
        translations.translate(found.stream().map(Note::heading).toList(), call.audience());
    return IntStream.range(0, found.size())
        .mapToObj(i -> (i + 1) + ". " + line(call, found.get(i), titles.get(i)))
        .collect(
            Collectors.joining(
                "\n",
                call.say("search.head", name) + "\n",
                "\n" + label(call, titles) + call.say("search.more", name)));
  }

  private String line(Call call, Note note, TranslatedText title) {
    var shown = OneLine.of(title.text(), TITLE);
    var original = title.translated() ? " (" + OneLine.of(title.original(), ORIGINAL) + ")" : "";
    var mark = Advertising.isMarked(note) ? "[" + call.say("card.advertising") + "] " : "";
    var creator = OneLine.of(note.creator().name(), NAME);
    var likes = OneLine.of(note.likes().raw(), NAME);
    return mark
        + (shown.isEmpty() ? call.say("card.untitled") : shown + original)
        + (creator.isEmpty() ? "" : " — " + creator)
        + (likes.isEmpty() ? "" : " · " + call.say("search.likes", likes))
        + "\n"
        + links.page(note.ref());
  }

  private static String label(Call call, List<TranslatedText> titles) {
    return titles.stream()
        .filter(TranslatedText::translated)
        .findFirst()
        .map(text -> "— " + text.label().say(call.wording(), call.language()) + "\n")
        .orElse("");
  }
}
