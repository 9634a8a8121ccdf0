package org.littleredbridge.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.Part;
import org.littleredbridge.note.Advertising;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.translate.Audience;
import org.littleredbridge.translate.TextPrep;
import org.littleredbridge.translate.TranslatedText;

/// Lays out notes that waited too long as lists of titles, in as many messages as they take.
///
/// Only the first titles are translated, some at a time and for a while: a digest of a thousand
/// notes must neither spend the engine nor keep its channel waiting. Notes are read one by one, so
/// that no more than their titles is in memory.
final class DigestLayout {
  /// More lines nobody reads in one message, and Telegram takes no more than a hundred links in
  /// one.
  private static final int LINES = 40;

  private static final int TITLE = 80;
  private static final int CREATOR = 24;
  // What a service puts around a title, a name and a link.
  private static final int AROUND = 12;
  private static final int SHORTEST_TITLE = 4;
  private static final int LONGEST_LINK = 300;

  private static final int TRANSLATED = 60;
  private static final int AT_ONCE = 20;
  private static final Duration TRANSLATING = Duration.ofSeconds(20);

  private final NoteLayout.Ports ports;
  private final TextPrep prep = new TextPrep();

  DigestLayout(NoteLayout.Ports ports) {
    this.ports = ports;
  }

  /// How the notes of a message are kept in a [Shape].
  static String written(Part.Digest digest) {
    return digest.entries().stream().map(Part.Entry::note).collect(Collectors.joining(" "));
  }

  static String written(List<NoteId> notes) {
    return notes.stream().map(NoteId::value).collect(Collectors.joining(" "));
  }

  /// @return the messages that are left to send
  List<Part> parts(
      Delivery delivery,
      List<NoteId> notes,
      Audience audience,
      MessengerCapabilities capabilities) {
    var language = audience.language();
    var cut = delivery.shape().filter(shape -> !shape.rest().isEmpty());
    var sent = delivery.sent().size();
    var known = cut.map(shape -> lists(notes, shape)).orElse(List.of());
    var left = known.isEmpty() ? notes : known.stream().skip(sent).flatMap(List::stream).toList();
    var lines = lines(left, audience, capabilities);
    var page = new Page(capabilities, room(notes.size(), language, capabilities));
    var parts = new ArrayList<Part>();
    var from = known.stream().limit(sent).mapToInt(List::size).sum();
    for (var list : known.isEmpty() ? page.cut(lines) : page.keep(lines, known, sent)) {
      var entries = list.stream().map(Line::entry).toList();
      parts.add(
          new Part.Digest(
              heading(from, entries.size(), notes.size(), language),
              entries,
              label(list, language)));
      from += entries.size();
    }
    return parts;
  }

  /// Which notes each message lists, as an earlier try has cut them.
  private static List<List<NoteId>> lists(List<NoteId> notes, Shape shape) {
    var later =
        shape.rest().stream()
            .map(ids -> Stream.of(ids.split(" ")).map(NoteId::new).toList())
            .toList();
    var first = new ArrayList<>(notes);
    first.removeAll(new HashSet<>(later.stream().flatMap(List::stream).toList()));
    var lists = new ArrayList<List<NoteId>>();
    lists.add(first);
    lists.addAll(later);
    return lists;
  }

  private int room(int all, Locale language, MessengerCapabilities capabilities) {
    var label = ports.wording().say(language, "label.none");
    return capabilities.cardText()
        - capabilities.measure(heading(all, 0, all, language))
        - 3 * capabilities.measure(label)
        - AROUND;
  }

  private String heading(int from, int count, int all, Locale language) {
    return count == all
        ? ports.wording().say(language, "digest.head", all)
        : ports.wording().say(language, "digest.part", from + 1, from + count, all);
  }

  private String label(List<Line> list, Locale language) {
    var texts = list.stream().flatMap(line -> line.translated().stream()).toList();
    return texts.stream()
        .filter(TranslatedText::translated)
        .findFirst()
        .or(() -> texts.stream().findFirst())
        .map(text -> text.label().say(ports.wording(), language))
        .orElseGet(() -> ports.wording().say(language, "label.none"));
  }

  private List<Line> lines(
      List<NoteId> notes, Audience audience, MessengerCapabilities capabilities) {
    var lines = new ArrayList<Line>();
    var end = System.nanoTime() + TRANSLATING.toNanos();
    for (int at = 0; at < notes.size(); at += AT_ONCE) {
      var some = notes.subList(at, Math.min(notes.size(), at + AT_ONCE));
      var found = some.stream().map(this::listed).toList();
      var translate = at < TRANSLATED && System.nanoTime() < end;
      var titles =
          translate
              ? ports.translations().translate(found.stream().map(Listed::title).toList(), audience)
              : List.<TranslatedText>of();
      for (int i = 0; i < found.size(); i++) {
        lines.add(
            line(
                found.get(i),
                translate ? Optional.of(titles.get(i)) : Optional.empty(),
                audience.language(),
                capabilities));
      }
    }
    return lines;
  }

  /// What is read of a note; the rest of it is let go.
  private record Listed(NoteId id, String title, String creator, URI link, boolean advertising) {}

  private Listed listed(NoteId id) {
    return ports
        .stored()
        .note(id)
        .map(note ->
            new Listed(
                id,
                begun(CardLayout.oneLine(note.heading())),
                CardLayout.oneLine(note.creator().name()),
                link(note),
                Advertising.isMarked(note)))
        .orElseGet(() -> new Listed(id, "", "", page(id), false));
  }

  /// Where a note has no title, its first line can be as long as the note.
  private static String begun(String heading) {
    return heading.length() <= 4 * TITLE
        ? heading
        : new TextCut(String::length).shortened(heading, 4 * TITLE);
  }

  private URI link(Note note) {
    var link = ports.links().page(note.ref());
    return link.toASCIIString().length() <= LONGEST_LINK ? link : page(note.id());
  }

  private URI page(NoteId id) {
    return ports.links().page(new NoteRef(id, Optional.empty()));
  }

  private Line line(
      Listed listed,
      Optional<TranslatedText> translated,
      Locale language,
      MessengerCapabilities capabilities) {
    var title =
        CardLayout.oneLine(
            translated.map(TranslatedText::text).orElseGet(() -> prep.plain(listed.title())));
    var named = title.isEmpty() ? ports.wording().say(language, "card.untitled") : title;
    var shown =
        listed.advertising()
            ? "[" + ports.wording().say(language, "card.advertising") + "] " + named
            : named;
    var entry =
        new Part.Entry(
            listed.id().value(),
            shortened(shown, TITLE, capabilities),
            shortened(listed.creator(), CREATOR, capabilities),
            listed.link());
    return new Line(entry, translated.filter(_ -> !title.isEmpty()));
  }

  private static String shortened(String text, int most, MessengerCapabilities capabilities) {
    if (capabilities.measure(text) <= most) {
      return text;
    }
    var shorter = new TextCut(capabilities::measure).shortened(text, most);
    return shorter.isEmpty() ? "…" : shorter;
  }

  /// @param translated what an engine was asked for; empty when none was
  private record Line(Part.Entry entry, Optional<TranslatedText> translated) {}

  /// Spreads lines over messages of one channel.
  ///
  /// @param room how much the lines of one message may measure together
  private record Page(MessengerCapabilities capabilities, int room) {
    /// As many lines in each message as it holds, one at least.
    List<List<Line>> cut(List<Line> lines) {
      var lists = new ArrayList<List<Line>>();
      var list = new ArrayList<Line>();
      int used = 0;
      for (var line : lines) {
        int length = length(line.entry());
        if (!list.isEmpty() && (list.size() == LINES || used + length > room)) {
          lists.add(List.copyOf(list));
          list.clear();
          used = 0;
        }
        list.add(length > room ? fitting(List.of(line)).getFirst() : line);
        used += length;
      }
      if (!list.isEmpty()) {
        lists.add(List.copyOf(list));
      }
      return lists;
    }

    /// The same notes in each message as before. Their titles may have grown since, when an engine
    /// answers now and did not then: they are shortened where need be.
    List<List<Line>> keep(List<Line> lines, List<List<NoteId>> known, int sent) {
      var lists = new ArrayList<List<Line>>();
      int from = 0;
      for (var notes : known.subList(Math.min(sent, known.size()), known.size())) {
        var list = lines.subList(from, from + notes.size());
        from += notes.size();
        if (!list.isEmpty()) {
          lists.add(fitting(list));
        }
      }
      return lists;
    }

    /// Long titles give way to short ones, then all names do; no link does.
    private List<Line> fitting(List<Line> list) {
      var fitting = list;
      for (int title = TITLE; length(fitting) > room && title >= SHORTEST_TITLE; title /= 2) {
        int most = title;
        fitting = list.stream().map(line -> shorter(line, most, line.entry().creator())).toList();
      }
      return length(fitting) <= room
          ? fitting
          : list.stream().map(line -> shorter(line, SHORTEST_TITLE, "")).toList();
    }

    private Line shorter(Line line, int title, String creator) {
      var entry = line.entry();
      var shorter =
          new Part.Entry(
              entry.note(), shortened(entry.title(), title, capabilities), creator, entry.link());
      return new Line(shorter, line.translated());
    }

    private int length(List<Line> list) {
      return list.stream().mapToInt(line -> length(line.entry())).sum();
    }

    private int length(Part.Entry entry) {
      return capabilities.measure(entry.title())
          + capabilities.measure(entry.creator())
          + (capabilities.linksCount() ? entry.link().toASCIIString().length() : 0)
          + AROUND;
    }
  }
}
