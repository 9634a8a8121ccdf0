package org.littleredbridge.command;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Community;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.follow.Admission;
import org.littleredbridge.follow.Communities;
import org.littleredbridge.follow.CommunityPlaces;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Before a community costs anything: turns away whom no operator has admitted, and asks the
/// operators, each once.
final class Entrance {
  private static final Logger log = LoggerFactory.getLogger(Entrance.class);
  private static final int NAME = 60;

  private final Admission admission;
  private final Communities communities;
  private final CommunityPlaces places;
  private final OperatorNotices notices;
  private final Guests guests;
  private final Wording wording;
  private final Clock clock;

  Entrance(Desk desk) {
    this.admission = desk.people().admission();
    this.guests = new Guests(desk.kept().settings(), admission);
    this.communities = desk.kept().communities();
    this.places = desk.kept().places();
    this.notices = desk.people().notices();
    this.wording = desk.wording();
    this.clock = desk.clock();
  }

  /// Why somebody is turned away.
  ///
  /// @param key under which it is said in public, so that it is said there once; empty: each time
  record Refusal(String text, Optional<String> key) {}

  /// Empty: the community is admitted. Asks the operators if it is not decided.
  Optional<Refusal> refusal(
      Community community, ChannelId channel, Member member, Locale language) {
    return switch (admission.of(community, channel, member)) {
      case ADMITTED -> {
        places.keepCommunity(community, channel, clock.instant());
        yield Optional.empty();
      }
      case DECLINED ->
          Optional.of(
              new Refusal(
                  wording.say(language, "admission.declined"),
                  communities.find(community.key()).map(Entrance::declinedKey)));
      case WAITING -> {
        ask(community, channel, Optional.empty());
        yield Optional.of(new Refusal(waiting(language), Optional.empty()));
      }
    };
  }

  /// As above, for a button. Who was led from an admitted community into the private chat is a
  /// guest of that community there.
  Optional<Refusal> refusal(Event.Press event, Locale language) {
    var community = event.community();
    var member = event.member();
    var own = admission.isOwn(community, event.channel(), member);
    var answer = admission.of(community, event.channel(), member);
    if (own && answer == Admission.Answer.WAITING && guests.admits(community.messenger(), member)) {
      return Optional.empty();
    }
    if (!own && answer == Admission.Answer.ADMITTED && admission.asks() && staysPrivate(event)) {
      guests.keep(member, community, clock.instant());
    }
    return refusal(community, event.channel(), member, language);
  }

  /// In the browser nobody is led anywhere.
  private boolean staysPrivate(Event.Press event) {
    return event.answerTo().isPrivate() && !admission.isAlwaysAdmitted(event.community());
  }

  /// What a community hears once when it is turned away.
  static String declinedKey(Communities.Known declined) {
    return "declined:" + declined.community().key() + ":" + declined.since();
  }

  /// Whether this is the private chat of the person who speaks.
  boolean isOwn(Community community, ChannelId channel, Member member) {
    return admission.isOwn(community, channel, member);
  }

  boolean admits(Community community, ChannelId channel, Member member) {
    return admission.of(community, channel, member) == Admission.Answer.ADMITTED;
  }

  /// Somebody changes what a channel of an admitted community gets: where to end that is kept, and
  /// the community can be turned away by its name, also where everybody is admitted.
  void uses(Community community, ChannelId channel, Member member) {
    var now = clock.instant();
    places.keepChannel(community, channel, now);
    if (!admission.isAlwaysAdmitted(community)
        && !admission.isOperatorsOwn(community, channel, member)) {
      places.keepHome(community, channel, now);
      communities.seen(community, now);
    }
  }

  /// The bot came into a community.
  void joined(Event.Joined event) {
    places.keepHome(event.community(), event.channel(), clock.instant());
    var own =
        event
            .by()
            .filter(by -> admission.isOperatorsOwn(event.community(), event.channel(), by))
            .isPresent();
    if (!own && admission.of(event.community()) == Admission.Answer.WAITING) {
      ask(event.community(), event.channel(), event.by());
    }
  }

  /// First the operators, then the community is known: a crash between the two asks nobody twice.
  private void ask(Community community, ChannelId channel, Optional<Member> by) {
    places.keepHome(community, channel, clock.instant());
    var approve = new Action.Approve(community.key());
    var decline = new Action.Decline(community.key());
    notices.ask(
        "admit:" + community.key(),
        language -> question(community, by, language),
        Stream.<Action>of(approve, decline).allMatch(Action::fits)
            ? List.of(approve, decline)
            : List.of());
    communities.seen(community, clock.instant());
    if (!admission.anybodyToAsk()) {
      log.atError()
          .addKeyValue("community", community.key())
          .log("a community waits to be admitted, and no operators are configured");
    }
  }

  private String question(Community community, Optional<Member> by, Locale language) {
    var name = name(community);
    var key = community.key();
    return by.map(member -> OneLine.of(member.name(), NAME))
        .filter(who -> !who.isBlank())
        .map(who -> wording.say(language, "admission.question-by", name, key, who))
        .orElseGet(() -> wording.say(language, "admission.question", name, key));
  }

  private String waiting(Locale language) {
    return wording.say(language, admission.anybodyToAsk() ? "admission.asked" : "admission.nobody");
  }

  /// By its name, or by its key where it has none.
  static String name(Community community) {
    var name = OneLine.of(community.name(), NAME);
    return name.isBlank() ? community.key() : name;
  }
}
