package org.littleredbridge.follow;

import org.littleredbridge.note.Content;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.Note;

/// One rule of a [Filter]. [#code()] is how it is stored, and how a verdict names it.
public sealed interface Rule {
  /// How a note does by a rule.
  enum Fit {
    FITS,
    FAILS,
    /// Not enough is known of the note.
    UNSURE
  }

  /// What a note may be.
  enum Type {
    PICTURES("pictures"),
    VIDEO("video");

    private final String word;

    Type(String word) {
      this.word = word;
    }
  }

  String code();

  Fit fit(NoteText note);

  /// Asks for these words; of several such rules and [Regex], one is enough.
  record Include(Phrase phrase) implements Rule {
    @Override
    public String code() {
      return "include:" + phrase.text();
    }

    @Override
    public Fit fit(NoteText note) {
      return wanted(phrase.isIn(note.words()), note.note());
    }
  }

  /// Wants nothing with these words.
  record Exclude(Phrase phrase) implements Rule {
    @Override
    public String code() {
      return "exclude:" + phrase.text();
    }

    @Override
    public Fit fit(NoteText note) {
      return fits(!phrase.isIn(note.words()));
    }
  }

  /// Asks for what an expression finds; see [Include].
  record Regex(Expression expression) implements Rule {
    @Override
    public String code() {
      return "regex:" + expression.text();
    }

    @Override
    public Fit fit(NoteText note) {
      return wanted(expression.isIn(note.words()), note.note());
    }
  }

  /// Wants nothing in which an expression finds something.
  record NotRegex(Expression expression) implements Rule {
    @Override
    public String code() {
      return "not-regex:" + expression.text();
    }

    @Override
    public Fit fit(NoteText note) {
      return fits(!expression.isIn(note.words()));
    }
  }

  /// Asks for notes of one type; a filter has one such rule at most.
  record OfType(Type type) implements Rule {
    @Override
    public String code() {
      return "type:" + type.word;
    }

    @Override
    public Fit fit(NoteText note) {
      return fits(
          switch (note.note().content()) {
            case Content.Slideshow _ -> type == Type.PICTURES;
            case Content.Video _ -> type == Type.VIDEO;
          });
    }
  }

  /// Asks for a tag; of several, one is enough.
  record Tag(Phrase tag) implements Rule {
    @Override
    public String code() {
      return "tag:" + tag.text();
    }

    @Override
    public Fit fit(NoteText note) {
      return wanted(note.tags().contains(tag.folded()), note.note());
    }
  }

  /// Wants nothing with this tag.
  record NotTag(Phrase tag) implements Rule {
    @Override
    public String code() {
      return "not-tag:" + tag.text();
    }

    @Override
    public Fit fit(NoteText note) {
      return fits(!note.tags().contains(tag.folded()));
    }
  }

  /// Asks for likes; a filter has one such rule at most.
  record Likes(long least) implements Rule {
    public Likes {
      if (least < 1) {
        throw new IllegalArgumentException("a minimum of likes is 1 or more");
      }
    }

    @Override
    public String code() {
      return "likes:" + least;
    }

    @Override
    public Fit fit(NoteText note) {
      var likes = note.note().likes();
      if (likes.atLeast() >= least) {
        return Fit.FITS;
      }
      return likes.exact() || isSurelyBelow(likes) ? Fit.FAILS : Fit.UNSURE;
    }

    /// `1.5万` leaves out a part of itself, `10万+` may be any number from there.
    private boolean isSurelyBelow(Count likes) {
      return likes.atLeast() > 0 && !likes.raw().endsWith("+") && likes.atLeast() <= least / 2;
    }
  }

  /// A ceiling of notes a day, which no note fails by itself; a filter has one such rule at most.
  record PerDay(int most) implements Rule {
    public PerDay {
      if (most < 1) {
        throw new IllegalArgumentException("a ceiling is one note a day or more");
      }
    }

    @Override
    public String code() {
      return "perday:" + most;
    }

    @Override
    public Fit fit(NoteText note) {
      return Fit.FITS;
    }
  }

  private static Fit fits(boolean yes) {
    return yes ? Fit.FITS : Fit.FAILS;
  }

  /// The text of a card is not known: what is wanted may be in it.
  private static Fit wanted(boolean there, Note note) {
    return there ? Fit.FITS : note.complete() ? Fit.FAILS : Fit.UNSURE;
  }

  /// The rule of a [#code()].
  ///
  /// @throws IllegalArgumentException when no rule has such a code
  static Rule ofCode(String code) {
    var colon = code.indexOf(':');
    var text = code.substring(colon + 1);
    return switch (code.substring(0, Math.max(0, colon))) {
      case "include" -> new Include(Phrase.of(text));
      case "exclude" -> new Exclude(Phrase.of(text));
      case "regex" -> new Regex(Expression.of(text));
      case "not-regex" -> new NotRegex(Expression.of(text));
      case "type" -> new OfType(type(text));
      case "tag" -> new Tag(Phrase.of(text));
      case "not-tag" -> new NotTag(Phrase.of(text));
      case "likes" -> new Likes(Long.parseLong(text));
      case "perday" -> new PerDay(Integer.parseInt(text));
      default -> throw new IllegalArgumentException("no rule has such a code");
    };
  }

  /// Whether a [#code()] is that of a [Likes].
  static boolean isOfLikes(String code) {
    return code.startsWith("likes:");
  }

  private static Type type(String word) {
    for (var type : Type.values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type of note is called so");
  }
}
