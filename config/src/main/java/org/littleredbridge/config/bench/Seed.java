package org.littleredbridge.config.bench;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.deliver.Outbox;
import org.littleredbridge.follow.Verdict;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformLinks.Target;
import org.littleredbridge.rednote.RedNoteLinks;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.store.Store;
import org.littleredbridge.store.StoreConfig;

/// Fills a store before the bridge starts, through the bridge's own ports: what commands would have
/// brought there in the course of time.
final class Seed implements AutoCloseable {
  private static final int AT_ONCE = 200;

  private final Store store;
  private final String messenger;

  Seed(StoreConfig store, String messenger) {
    this.store = Store.open(store);
    this.messenger = messenger;
  }

  private ChannelId channel(String chat) {
    return ChannelId.of(messenger, chat);
  }

  /// Each chat follows each creator.
  void follow(URI rednote, List<SandboxRedNote.Creator> creators, List<String> chats) {
    var links = new RedNoteLinks(rednote);
    var now = Instant.now();
    for (var person : creators) {
      var ref = reference(links, person);
      store.notes().keep(new Creator(ref, person.name(), Optional.empty()));
      chats.forEach(
          chat -> store.subscriptions().add(channel(chat), new Feed.CreatorFeed(ref.id()), 0, now));
    }
  }

  private static CreatorRef reference(RedNoteLinks links, SandboxRedNote.Creator person) {
    if (links.find(person.url().toString()).orElseThrow() instanceof Target.ToCreator(var ref)) {
      return ref;
    }
    throw new BenchException("The stand-in's link to a creator leads elsewhere.");
  }

  /// Notes that wait to be sent to each of the chats.
  void waiting(URI rednote, SandboxRedNote.Creator by, List<String> chats, int notes) {
    var ref = reference(new RedNoteLinks(rednote), by);
    var creator = new Creator(ref, by.name(), Optional.empty());
    var send =
        chats.stream()
            .map(this::channel)
            .collect(
                Collectors.<ChannelId, ChannelId, Verdict>toMap(
                    Function.identity(), _ -> new Verdict.Send()));
    var now = Instant.now();
    for (int first = 1; first <= notes; first += AT_ONCE) {
      var routed =
          IntStream.range(first, Math.min(first + AT_ONCE, notes + 1))
              .mapToObj(number -> new Outbox.Routed(note(number, creator, now), send))
              .toList();
      store.outbox().accept(new Feed.CreatorFeed(ref.id()), routed, now);
    }
  }

  private static Note note(int number, Creator creator, Instant now) {
    return new Note(
        new NoteRef(
            new NoteId("%08x00000000%08x".formatted(now.getEpochSecond(), number)),
            creator.ref().token()),
        creator,
        Judged.mark(number) + " 昨天的笔记",
        "昨天写的笔记，还在等着送出去。",
        List.of(),
        new Content.Slideshow(List.of()),
        Count.UNKNOWN,
        now,
        true);
  }

  @Override
  public void close() {
    store.close();
  }
}
