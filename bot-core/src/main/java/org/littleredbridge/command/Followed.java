package org.littleredbridge.command;

import java.util.List;
import java.util.Optional;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.Notes;
import org.littleredbridge.note.PlatformLinks;
import org.littleredbridge.note.PlatformLinks.Target;

/// Finds the creator that somebody means: by profile link, note link, share text, or the id or name
/// of something already seen.
record Followed(PlatformLinks links, Notes notes, NotePlatform platform) {
  sealed interface Found {
    record One(Creator creator) implements Found {}

    record Several(List<Creator> creators) implements Found {}

    /// A creator of whom no token is known, which the platform demands.
    record WithoutToken(CreatorRef creator) implements Found {}

    record Nothing() implements Found {}
  }

  Found find(String text) {
    return links
        .find(text)
        .map(target ->
            switch (target) {
              case Target.ToCreator(var ref) -> creator(ref);
              case Target.ToNote(var ref) -> withAnyToken(authorOf(ref));
            })
        .orElseGet(() -> seen(text));
  }

  private Found creator(CreatorRef ref) {
    var known = notes.creator(ref.id());
    var token = ref.token().or(() -> known.flatMap(c -> c.ref().token()));
    var newest = new CreatorRef(ref.id(), token);
    if (token.isEmpty()) {
      return new Found.WithoutToken(newest);
    }
    return new Found.One(
        new Creator(newest, known.map(Creator::name).orElse(""), known.flatMap(Creator::avatar)));
  }

  private Creator authorOf(NoteRef ref) {
    var stored = notes.note(ref.id());
    var note =
        stored.isPresent() && stored.get().complete()
            ? stored.get()
            : platform.detail(withToken(ref, stored), NotePlatform.Depth.FIRST_COMMENTS).note();
    notes.keep(note.at(ref));
    return withToken(note.at(ref));
  }

  private static Found withAnyToken(Creator creator) {
    return creator.ref().token().isPresent()
        ? new Found.One(creator)
        : new Found.WithoutToken(creator.ref());
  }

  private static NoteRef withToken(NoteRef ref, Optional<Note> stored) {
    return new NoteRef(ref.id(), ref.token().or(() -> stored.flatMap(n -> n.ref().token())));
  }

  /// The token of a note card opens its author's profile as well.
  private Creator withToken(Note note) {
    var creator = note.creator();
    var token =
        creator
            .ref()
            .token()
            .or(() -> notes.creator(creator.id()).flatMap(c -> c.ref().token()))
            .or(() -> note.ref().token());
    return new Creator(new CreatorRef(creator.id(), token), creator.name(), creator.avatar());
  }

  private Found seen(String text) {
    var byId = idOf(text).flatMap(this::byId);
    if (byId.isPresent()) {
      return creator(byId.get().ref());
    }
    var named = notes.creatorsNamed(text);
    return switch (named.size()) {
      case 0 -> new Found.Nothing();
      case 1 -> creator(named.getFirst().ref());
      default -> new Found.Several(named);
    };
  }

  private Optional<Creator> byId(String id) {
    return notes
        .creator(new CreatorId(id))
        .or(() -> notes.note(new NoteId(id)).map(this::withToken));
  }

  private static Optional<String> idOf(String text) {
    return text.matches("[A-Za-z0-9_-]{1,64}") ? Optional.of(text) : Optional.empty();
  }
}
