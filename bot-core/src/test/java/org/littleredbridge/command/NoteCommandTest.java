package org.littleredbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.littleredbridge.command.Office.ADA;
import static org.littleredbridge.command.Office.CLUB;
import static org.littleredbridge.command.Office.GROUP;
import static org.littleredbridge.command.Office.GUS;
import static org.littleredbridge.command.Office.OPERATORS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.deliver.Delivery;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.FakePlatform.Call;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.SampleNotes;

/// One note by its link: when somebody asks for it, and when somebody just pastes it.
final class NoteCommandTest {
  private static final String PAGE = "https://www.rednote.com/explore/";

  // Not new any more, so that the store alone does not do.
  private final Office office = new Office(OPERATORS, true, 400);
  private final Note note = old("n1");

  private Note old(String id) {
    office.clock.advance(Duration.ZERO);
    var published = office.clock.instant().minus(Duration.ofDays(30));
    return office.platform.publish(
        SampleNotes.note(id, "Milk tea", "text of " + id, SampleNotes.MEI, published));
  }

  private static String link(String id) {
    return PAGE + id + "?xsec_token=pasted";
  }

  private Event.Command ask(Member member, String words) {
    var event = office.command(member, words);
    office.desk.handle(event);
    return event;
  }

  private Event.Link paste(String text) {
    return paste(GROUP, GUS, text);
  }

  private Event.Link paste(ChannelId channel, Member member, String text) {
    var id = office.id();
    var event =
        new Event.Link(
            id, channel, CLUB, new MessageRef(channel, id), member, text, office.clock.instant());
    office.desk.handle(event);
    return event;
  }

  private void follows(ChannelId channel) {
    office.store.subscriptions().add(channel, new Feed.TrendingFeed(), 0, office.clock.instant());
  }

  private List<Cargo> sent() {
    var all = new ArrayList<Cargo>();
    var outbox = office.store.outbox();
    var now = office.clock.instant();
    for (var claim : outbox.claimDue(now, 99, 999, Duration.ofMinutes(1))) {
      claim.deliveries().stream().map(Delivery::cargo).forEach(all::add);
      claim.deliveries().forEach(one -> outbox.delivered(one, now));
      outbox.release(claim.channel());
    }
    return all;
  }

  private static Cargo card(String id, MessageRef replyTo) {
    return new Cargo.NoteCargo(SampleNotes.ref(id).id(), Optional.of(replyTo));
  }

  private String said() {
    var all = sent();
    assertThat(all).hasSize(1).first().isInstanceOf(Cargo.Notice.class);
    return ((Cargo.Notice) all.getFirst()).text();
  }

  private int details() {
    return office.platform.calls(Call.DETAIL);
  }

  // --- asked for

  @Test
  void givenALink_whenAMemberAsksForIt_thenItsCardAnswersTheMessageForOneRequest() {
    var event = ask(GUS, "note " + link("n1"));

    var sent = sent();
    assertThat(sent).hasSize(2);
    assertThat(((Cargo.Notice) sent.getFirst()).text()).contains("One moment");
    assertThat(sent.getLast()).isEqualTo(card("n1", event.message().orElseThrow()));
    assertThat(office.platform.calls()).isOne();
    assertThat(office.store.notes().note(note.id())).hasValueSatisfying(Note::complete);

    ask(GUS, "note " + link("n1"));
    ask(ADA, "note n1");
    assertThat(sent()).hasSize(2).allMatch(Cargo.NoteCargo.class::isInstance);
    assertThat(office.platform.calls()).as("whole and fresh").isOne();
  }

  @Test
  void givenACommandThatComesAgainAfterACrash_whenHandled_thenOneCard() {
    var event = ask(GUS, "note " + link("n1"));
    office.desk.handle(event);

    assertThat(sent()).filteredOn(Cargo.NoteCargo.class::isInstance).hasSize(1);
    assertThat(details()).isOne();
  }

  @Test
  void givenANoteThatTheChannelHad_whenAskedFor_thenItComesAgain() {
    office.seen(SampleNotes.note("n2", "Had"));
    var event = ask(GUS, "note " + PAGE + "n2");

    assertThat(sent()).containsExactly(card("n2", event.message().orElseThrow()));
    assertThat(details()).isZero();
  }

  @Test
  void givenAPrivateAnswer_whenAskedFor_thenTheCardComesInTheChannelAndTheAskerIsTold() {
    var alone = ChannelId.of("telegram", "!1");
    office.desk.handle(office.command(GROUP, CLUB, alone, GUS, "note " + link("n1")));

    assertThat(sent())
        .hasSize(2)
        .anyMatch(cargo -> cargo instanceof Cargo.Notice notice && notice.text().contains("Here"))
        .anyMatch(Cargo.NoteCargo.class::isInstance);
  }

  @Test
  void givenALinkWithoutAToken_whenNoneIsKnown_thenASentenceAndNoRequest() {
    ask(GUS, "note " + PAGE + "n1");
    assertThat(said()).contains("access token");
    ask(GUS, "note 6911a2b3000000000d00c0de");
    assertThat(said()).contains("access token");
    assertThat(office.platform.calls()).isZero();
  }

  @Test
  void givenWhatIsNoNote_whenAskedFor_thenASentenceSaysWhatIsWanted() {
    ask(GUS, "note");
    assertThat(said()).contains("/note");
    for (var words :
        List.of("note hello there", "note nobody-saw-this", "note " + "x".repeat(999))) {
      ask(GUS, words);
      assertThat(said()).contains("no RedNote link");
    }
    ask(GUS, "note https://www.rednote.com/user/profile/mei");
    assertThat(said()).contains("/follow");
    ask(GUS, "note xhslink.com/a/b");
    assertThat(said()).contains("short link");
    assertThat(office.platform.calls()).isZero();
  }

  @Test
  void givenANoteThatIsGoneOrHidden_whenAskedForAgain_thenItIsToldWithoutAnotherRequest() {
    office.platform.takeDown(note.id(), "该笔记已被删除");
    for (var i = 0; i < 3; i++) {
      ask(GUS, "note " + link("n1"));
      assertThat(sent().getLast())
          .isInstanceOfSatisfying(
              Cargo.Notice.class, notice -> assertThat(notice.text()).contains("该笔记已被删除"));
    }
    assertThat(details()).isOne();
  }

  @Test
  void givenAGatewayThatCannotBeAsked_whenAWholeOldNoteIsKnown_thenThatIsShown() {
    office.seen(note);
    office.platform.failNext(9, new Failure.Unreachable("down"));
    ask(GUS, "note " + link("n1"));
    assertThat(sent()).anyMatch(Cargo.NoteCargo.class::isInstance);

    old("n3");
    ask(GUS, "note " + link("n3"));
    assertThat(sent().getLast())
        .isInstanceOfSatisfying(
            Cargo.Notice.class, notice -> assertThat(notice.text()).contains("does not answer"));
  }

  @Test
  void givenAMadeUpToken_whenPastedForAKnownNote_thenTheTokenThatWorksStays() {
    var fresh = SampleNotes.note("n4", "New", "text", SampleNotes.MEI, office.clock.instant());
    office.seen(fresh);
    ask(GUS, "note " + PAGE + "n4?xsec_token=rubbish");
    assertThat(office.store.notes().note(fresh.id()))
        .hasValueSatisfying(kept -> assertThat(kept.ref()).isEqualTo(fresh.ref()));
  }

  @Test
  void givenAMemberWhoAsksAllDay_whenTheShareIsUsedUp_thenASentenceAndOthersMayGoOn() {
    for (var i = 0; i < 20; i++) {
      old("m" + i);
      ask(GUS, "note " + link("m" + i));
    }
    sent();
    assertThat(details()).isEqualTo(20);
    old("more");
    ask(GUS, "note " + link("more"));
    assertThat(said()).contains("as often today");
    ask(ADA, "note " + link("more"));
    assertThat(sent()).anyMatch(Cargo.NoteCargo.class::isInstance);
    office.clock.advance(Duration.ofDays(1));
    ask(GUS, "note " + link("n1"));
    assertThat(sent()).anyMatch(Cargo.NoteCargo.class::isInstance);
  }

  @Test
  void givenMadeUpTokens_whenRedNoteShowsNothing_thenMembersCannotStopTheAccount() {
    for (var i = 0; i < 30; i++) {
      office.platform.failNext(Call.DETAIL, 1, new Failure.NoteHidden("暂时无法浏览"));
      ask(new Member("x" + i, "X", Member.Standing.TAKES_PART), "note " + link("h" + i));
    }
    assertThat(details()).isEqualTo(3);
  }

  // --- pasted

  @Test
  void givenAChannelThatFollows_whenALinkIsPasted_thenItsCardAnswersItOnce() {
    follows(GROUP);
    var event = paste("看看 " + link("n1"));
    paste("again " + link("n1"));

    assertThat(sent()).containsExactly(card("n1", event.message()));
    assertThat(details()).isOne();
    office.clock.advance(Duration.ofMinutes(6));
    assertThat(paste(link("n1")).text()).isNotEmpty();
    assertThat(sent()).hasSize(1);
    assertThat(details()).isOne();
  }

  @Test
  void givenALinkThatComesAgainAfterACrash_whenHandled_thenOneCard() {
    follows(GROUP);
    var event = paste(link("n1"));
    office.clock.advance(Duration.ofMinutes(6));
    office.desk.handle(event);

    assertThat(sent()).hasSize(1);
  }

  @Test
  void givenAChannelThatFollowsNothing_whenALinkIsPasted_thenSilenceUntilItIsSwitchedOn() {
    paste(link("n1"));
    assertThat(sent()).isEmpty();
    assertThat(office.say(GUS, "note links on")).contains("Only people who manage");
    assertThat(office.say(GUS, "note links")).contains("leave");
    assertThat(office.say(ADA, "note links on")).contains("From now on");
    assertThat(office.say(GUS, "note LINKS")).contains("I answer");

    paste(link("n1"));
    assertThat(sent()).hasSize(1);
    var topic = new ChannelId("telegram", "-100", Optional.of("7"));
    paste(topic, GUS, link("n1"));
    assertThat(sent()).as("a topic does as its group").hasSize(1);

    follows(GROUP);
    assertThat(office.say(ADA, "note links off")).contains("alone");
    office.clock.advance(Duration.ofHours(1));
    paste(link("n1"));
    assertThat(sent()).isEmpty();
  }

  @Test
  void givenACommunityThatNobodyAdmitted_whenALinkIsPasted_thenSilenceAndNobodyIsAsked() {
    var strict = new Office();
    strict.store.subscriptions().add(GROUP, new Feed.TrendingFeed(), 0, strict.clock.instant());
    strict.desk.handle(
        new Event.Link(
            "e", GROUP, CLUB, new MessageRef(GROUP, "1"), GUS, link("n1"), strict.clock.instant()));

    assertThat(strict.told()).isEmpty();
    assertThat(strict.platform.calls()).isZero();
  }

  @Test
  void givenAPrivateChat_whenALinkIsPastedThere_thenItIsACommand() {
    var strict = new Office();
    var own = ChannelId.person("telegram", "3");
    strict.desk.handle(
        new Event.Link(
            "e",
            own,
            new org.littleredbridge.chat.Community("telegram", "3", "Som"),
            new MessageRef(own, "1"),
            Office.SOMEBODY,
            link("n1"),
            strict.clock.instant()));
    assertThat(strict.told())
        .anyMatch(told -> told.place().equals(own) && told.text().contains("operator"));

    paste(ChannelId.person("telegram", "2"), GUS, link("n1"));
    assertThat(sent()).anyMatch(Cargo.NoteCargo.class::isInstance);
  }

  @Test
  void givenManyLinks_whenPastedWithinAMinute_thenOnlyTheFirstFew() {
    follows(GROUP);
    for (var i = 0; i < 9; i++) {
      old("p" + i);
      paste(link("p" + i));
    }
    assertThat(sent()).hasSize(5);
    office.clock.advance(Duration.ofMinutes(2));
    paste(link("p8"));
    assertThat(sent()).hasSize(1);
  }

  @Test
  void givenLinksAtAWalkingPace_whenPasted_thenAllAreAnswered() {
    follows(GROUP);
    for (var i = 0; i < 12; i++) {
      old("w" + i);
      paste(GROUP, new Member("w" + i, "W", Member.Standing.TAKES_PART), link("w" + i));
      office.clock.advance(Duration.ofSeconds(20));
    }
    assertThat(sent()).hasSize(12);
  }

  @Test
  void givenWhatIsNoNote_whenPasted_thenSilence() {
    follows(GROUP);
    paste("https://www.rednote.com/user/profile/mei?xsec_token=t");
    paste("rednote.com is down");
    paste("xhslink.com/a/b");
    assertThat(sent()).isEmpty();
  }

  @Test
  void givenAnOldMessage_whenItsLinkIsHeardAtLast_thenSilence() {
    follows(GROUP);
    var id = office.id();
    office.desk.handle(
        new Event.Link(
            id,
            GROUP,
            CLUB,
            new MessageRef(GROUP, id),
            GUS,
            link("n1"),
            office.clock.instant().minus(Duration.ofHours(1))));
    assertThat(sent()).isEmpty();
  }

  @Test
  void givenANoteThatAFeedJustBrought_whenItsLinkIsPasted_thenItDoesNotComeTwice() {
    follows(GROUP);
    office.seen(note);
    paste(link("n1"));
    assertThat(sent()).isEmpty();
  }

  @Test
  void givenAnAccountThatIsStopped_whenLinksArePasted_thenItIsSaidOnceADay() {
    follows(GROUP);
    office.platform.failNext(1, new Failure.Captcha());
    for (var i = 0; i < 4; i++) {
      paste(link("c" + i));
      office.clock.advance(Duration.ofMinutes(6));
    }
    assertThat(sent())
        .hasSize(2)
        .extracting(cargo -> ((Cargo.Notice) cargo).text())
        .anyMatch(text -> text.contains("captcha"));
  }

  @Test
  void givenANoteThatIsGone_whenPasted_thenWhoPastedItIsTold() {
    follows(GROUP);
    office.platform.takeDown(note.id(), "私密笔记");
    var event = paste(link("n1"));
    assertThat(sent())
        .singleElement()
        .isInstanceOfSatisfying(
            Cargo.Notice.class,
            notice -> {
              assertThat(notice.text()).contains("私密笔记");
              assertThat(notice.replyTo()).contains(event.message());
            });
  }
}
