package org.littleredbridge.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;
import org.littleredbridge.chat.MessageRef;

/// What every [Notes] keeps to.
public abstract class NotesContract extends StoreContract {
  private Notes notes() {
    return ports().notes();
  }

  @Test
  void givenANote_whenItIsKept_thenItComesBackWhole() {
    var note = SampleNotes.note("n1", "早餐");
    notes().keep(note);
    restart();

    assertThat(notes().note(note.id())).contains(note);
    assertThat(notes().note(new NoteId("n2"))).isEmpty();
  }

  @Test
  void givenNotesOfOddShape_whenTheyAreKept_thenTheyComeBackWhole() {
    var video = SampleNotes.video("v1", "cats");
    var coverOnly =
        new Content.Video(
            Optional.of(SampleNotes.picture("cover")), Optional.empty(), Duration.ZERO);
    var bare = bare("b1", new Content.Slideshow(List.of()));
    var bareVideo = bare("b2", coverOnly);
    notes().keep(video);
    notes().keep(bare);
    notes().keep(bareVideo);

    assertThat(notes().note(video.id())).contains(video);
    assertThat(notes().note(bare.id())).contains(bare);
    assertThat(notes().note(bareVideo.id())).contains(bareVideo);
  }

  @Test
  void givenACard_whenTheDetailIsKept_thenTheNoteIsComplete() {
    notes().keep(SampleNotes.card("n1", "card"));
    var whole = SampleNotes.withToken(SampleNotes.note("n1", "whole"), "fresh");
    notes().keep(whole);

    assertThat(notes().note(whole.id())).contains(whole);
  }

  @Test
  void givenACompleteNote_whenACardIsKept_thenOnlyTokenAndLikesChange() {
    var whole = SampleNotes.note("n1", "whole");
    notes().keep(whole);
    notes()
        .keep(
            SampleNotes.withLikes(
                SampleNotes.withToken(SampleNotes.card("n1", "card"), "fresh"), 99));

    assertThat(notes().note(whole.id()))
        .contains(SampleNotes.withLikes(SampleNotes.withToken(whole, "fresh"), 99));
  }

  @Test
  void givenACompleteNote_whenItsEditedDetailIsKept_thenTheNewTextCounts() {
    notes().keep(SampleNotes.note("n1", "before"));
    var edited = SampleNotes.note("n1", "after");
    notes().keep(edited);

    assertThat(notes().note(edited.id())).contains(edited);
  }

  @Test
  void givenACard_whenAnotherCardIsKept_thenTheNewerCounts() {
    notes().keep(SampleNotes.card("n1", "before"));
    var newer = SampleNotes.withToken(SampleNotes.card("n1", "after"), "fresh");
    notes().keep(newer);

    assertThat(notes().note(newer.id())).contains(newer);
  }

  @Test
  void givenAKnownToken_whenTheNoteIsSeenWithoutOne_thenTheTokenIsNotForgotten() {
    var note = SampleNotes.note("n1", "title");
    notes().keep(note);
    notes().keep(SampleNotes.withoutToken(note));

    assertThat(notes().note(note.id())).contains(note);
  }

  @Test
  void givenANote_whenItIsKept_thenItsCreatorCanBeFollowed() {
    var note = SampleNotes.note("n1", "title");
    notes().keep(note);

    assertThat(notes().creator(note.creator().id())).contains(note.creator());
    assertThat(notes().creatorsNamed(note.creator().name())).containsExactly(note.creator());
  }

  @Test
  void givenACreator_whenSeenAgain_thenNameAndTokenAreTheNewest() {
    notes().keep(SampleNotes.creator("li", "李", "old"));
    var renamed = SampleNotes.creator("li", "李小", "fresh");
    notes().keep(renamed);

    assertThat(notes().creator(renamed.id())).contains(renamed);
    assertThat(notes().creatorsNamed("李")).isEmpty();
    assertThat(notes().creatorsNamed("李小")).containsExactly(renamed);
  }

  @Test
  void givenAKnownToken_whenTheCreatorIsSeenWithoutOne_thenTheTokenIsNotForgotten() {
    var known = SampleNotes.creator("li", "李");
    notes().keep(known);
    notes().keep(new Creator(new CreatorRef(known.id(), Optional.empty()), "李", known.avatar()));

    assertThat(notes().creator(known.id())).contains(known);
  }

  @Test
  void givenTwoCreatorsOfOneName_whenLookedFor_thenTheNewestComesFirst() {
    var first = SampleNotes.creator("li1", "李");
    var second = SampleNotes.creator("li2", "李");
    notes().keep(first);
    notes().keep(second);
    notes().keep(SampleNotes.creator("li3", "李子"));

    assertThat(notes().creatorsNamed("李")).containsExactly(second, first);
    assertThat(notes().creatorsNamed("%")).isEmpty();
    assertThat(notes().creatorsNamed("")).isEmpty();
  }

  @Test
  void givenACreatorWithoutPictureOrName_whenKept_thenItComesBackSo() {
    var hidden =
        new Creator(
            new CreatorRef(new CreatorId("hidden"), Optional.empty()), "", Optional.empty());
    notes().keep(hidden);

    assertThat(notes().creator(hidden.id())).contains(hidden);
  }

  @Test
  void givenCommentsOfBothLevels_whenTheyWereAnswersToAMember_thenTheyAreKnown() {
    var top = SampleNotes.comment("c1", SampleNotes.note("n1", "t"), SampleNotes.MEI, "");
    var below = SampleNotes.answer("c2", top, SampleNotes.creator("li", "李"), "谢谢");
    for (var comment : List.of(top, below)) {
      ports().outbox().addAnswer(comment, new MessageRef(LOBBY, "m1"), comment.id().value(), NOON);
    }
    restart();

    assertThat(notes().comment(top.id())).contains(top);
    assertThat(notes().comment(below.id())).contains(below);
    assertThat(notes().comment(new CommentId("c3"))).isEmpty();
  }

  @Test
  void givenDetailAndCardsAtOnce_whenTheyAreKept_thenTheTextStays() {
    var whole = SampleNotes.note("n1", "whole");
    Crowd.allAtOnce(
        20,
        i -> {
          notes().keep(i == 7 ? whole : SampleNotes.card("n1", "card"));
          return i;
        });

    assertThat(notes().note(whole.id()).orElseThrow().text()).isEqualTo(whole.text());
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileText_whenItIsKept_thenItComesOutAsItWentIn(String text) {
    var author = SampleNotes.creator("li", text);
    var note = SampleNotes.note("n1", text, text, author, SampleNotes.PUBLISHED);
    notes().keep(note);
    var comment = SampleNotes.comment("c1", note, author, text);
    ports().outbox().addAnswer(comment, new MessageRef(LOBBY, "m1"), "a1", NOON);

    var kept = notes().note(note.id()).orElseThrow();
    assertSame(kept.title(), text);
    assertSame(kept.text(), text);
    assertSame(kept.creator().name(), text);
    assertSame(notes().creator(author.id()).orElseThrow().name(), text);
    assertSame(notes().comment(comment.id()).orElseThrow().text(), text);
  }

  private static void assertSame(String actual, String expected) {
    assertThat(HostileTexts.readable(actual)).isEqualTo(HostileTexts.readable(expected));
  }

  private static Note bare(String id, Content content) {
    return new Note(
        new NoteRef(new NoteId(id), Optional.empty()),
        SampleNotes.MEI,
        "",
        "",
        List.of(),
        content,
        Count.UNKNOWN,
        SampleNotes.PUBLISHED,
        false);
  }
}
