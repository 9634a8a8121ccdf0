package org.littleredbridge.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.SettableClock;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.Part;
import org.littleredbridge.sandbox.telegram.ChatKind;
import org.littleredbridge.sandbox.telegram.Limits;
import org.littleredbridge.sandbox.telegram.SandboxTelegramConfig;
import org.littleredbridge.sandbox.telegram.TelegramFault;
import org.littleredbridge.sandbox.telegram.TelegramUser;
import org.littleredbridge.telegram.TelegramLimits.Rate;

/// The pace against the stand-in's limits, over the wire; both go by one clock.
final class TelegramPacingTest {
  private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
  private final Instant noon = clock.instant();
  private final List<TelegramStage> stages = new ArrayList<>();
  private final Map<ChannelId, Instant> lastShown = new HashMap<>();
  @TempDir private Path folder = Path.of("");

  private TelegramStage stage(Limits service, TelegramLimits bridge) {
    var stage =
        new TelegramStage(SandboxTelegramConfig.still(0).withLimits(service), clock, bridge);
    stages.add(stage);
    return stage;
  }

  @AfterEach
  void close() {
    stages.forEach(TelegramStage::close);
  }

  private static List<ChannelId> people(TelegramStage stage, int count) {
    var people = new ArrayList<ChannelId>();
    for (int i = 0; i < count; i++) {
      var person = TelegramUser.of(9_000 + i, "P" + i);
      stage.service.say(person.id(), person, "/start");
      people.add(Place.channel(person.id()));
    }
    return people;
  }

  private static List<ChannelId> groups(TelegramStage stage, int count) {
    var groups = new ArrayList<ChannelId>();
    for (int i = 0; i < count; i++) {
      groups.add(Place.channel(stage.service.createChat(ChatKind.SUPERGROUP, "G" + i)));
    }
    return groups;
  }

  /// Sends so many messages to each channel, as lanes do: in order, and whoever must wait comes
  /// again at its time, which the store keeps in milliseconds.
  ///
  /// @return how many calls were refused for speed
  private long deliver(TelegramStage stage, List<ChannelId> channels, int each) {
    record Lane(ChannelId channel, int sent, Instant at) {}
    var lanes = new PriorityQueue<Lane>(Comparator.comparing(Lane::at));
    channels.forEach(channel -> lanes.add(new Lane(channel, 0, clock.instant())));
    while (!lanes.isEmpty()) {
      var lane = lanes.remove();
      if (lane.at().isAfter(clock.instant())) {
        clock.set(lane.at());
      }
      try {
        var part = new Part.Say("number " + lane.sent(), Optional.empty());
        stage.messenger().send(lane.channel(), part, Optional.empty(), "k" + lane.sent());
        lastShown.put(lane.channel(), clock.instant());
        if (lane.sent() + 1 < each) {
          lanes.add(new Lane(lane.channel(), lane.sent() + 1, clock.instant()));
        }
      } catch (ChatException e) {
        var pause = ((ChatFailure.RateLimited) e.failure()).pause();
        var at = Instant.ofEpochMilli(clock.instant().plus(pause).toEpochMilli());
        lanes.add(new Lane(lane.channel(), lane.sent(), at));
      }
    }
    for (var channel : channels) {
      assertThat(stage.shown(channel).stream().map(shown -> shown.text()).distinct())
          .as("lost nothing")
          .hasSize(each);
    }
    return stage.service.callCount("sendMessage") - (long) channels.size() * each;
  }

  private Duration took(ChannelId channel) {
    return Duration.between(noon, lastShown.getOrDefault(channel, Instant.MAX));
  }

  @Test
  void givenTelegramsLimits_whenTheyAreKept_thenNothingIsEverRefused() {
    var stage = stage(Limits.usual(), TelegramLimits.documented());
    var all = groups(stage, 4);
    all.addAll(people(stage, 40));

    assertThat(deliver(stage, all, 25)).isZero();
    assertThat(took(all.getFirst()))
        .as("20 a minute")
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
    assertThat(took(all.getLast())).isLessThan(Duration.ofSeconds(36));
  }

  @Test
  void givenTwoASecond_whenTheLimitIsSet_thenNothingIsRefusedAndNoTimeIsLost() {
    var limits =
        new TelegramLimits(
            Optional.empty(), Optional.of(new Rate(2, Duration.ofSeconds(1))), Optional.empty());
    var stage = stage(new Limits(0, 2, 0), limits);
    var people = people(stage, 10);

    assertThat(deliver(stage, people, 20)).isZero();
    assertThat(took(people.getLast())).isLessThan(Duration.ofMillis(9_270));
  }

  @Test
  void givenUnknownLimitsAndSlowGroups_whenAllAreServed_thenEachIsRefusedOnceAndNobodyWaits() {
    var stage = stage(new Limits(0, 2, 6), TelegramLimits.off());
    var groups = groups(stage, 2);
    var people = people(stage, 10);
    var all = new ArrayList<>(groups);
    all.addAll(people);

    // A group has two limits, and each is learnt by being met once.
    assertThat(deliver(stage, all, 20)).isLessThanOrEqualTo(people.size() + 2L * groups.size());
    assertThat(people)
        .allSatisfy(one -> assertThat(took(one)).isLessThan(Duration.ofMillis(9_270)));
    assertThat(took(groups.getFirst())).isGreaterThan(Duration.ofSeconds(120));
  }

  @Test
  void givenManyChatsAndTheBotsLimitUnknown_whenAllAreServed_thenNoneIsRefusedTwice() {
    var stage = stage(new Limits(30, 0, 0), TelegramLimits.off());

    assertThat(deliver(stage, people(stage, 90), 1)).isLessThanOrEqualTo(90);
    assertThat(Duration.between(noon, clock.instant())).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void givenAFullChat_whenAButtonIsAnswered_thenThatDoesNotWait() {
    var stage = stage(Limits.usual(), TelegramLimits.documented());
    var person = people(stage, 1).getFirst();
    var first = new Part.Say("a", Optional.empty());
    stage.messenger().send(person, first, Optional.empty(), "k");
    var reply = stage.says(stage.channel(), "nice", Optional.empty());
    stage.messenger().send(stage.channel(), first, Optional.empty(), "l");

    var posted = new Part.Outcome(reply, Part.ReplyState.POSTED, "Posted.");
    stage.messenger().send(stage.channel(), posted, Optional.empty(), "m");
    assertThat(stage.service.callCount("setMessageReaction"))
        .as("a reaction posts nothing")
        .isOne();

    stage.service.fault(TelegramFault.tooMany("setMessageReaction", 7));
    assertThat(limited(stage, stage.channel(), posted)).isEqualTo(Duration.ofSeconds(7));
    assertThat(limited(stage, stage.channel(), first)).isEqualTo(Duration.ofSeconds(7));
  }

  private static Duration limited(TelegramStage stage, ChannelId channel, Part part) {
    try {
      stage.messenger().send(channel, part, Optional.empty(), "x");
    } catch (ChatException e) {
      return ((ChatFailure.RateLimited) e.failure()).pause();
    }
    throw new AssertionError("it was sent");
  }

  private Part.Card cardWithPicture(String body) throws IOException {
    var file = Files.write(folder.resolve("p.png"), TelegramSpeakingTest.PNG);
    var picture = new Part.Attachment("p", file, "image/png", Files.size(file), 1, 1);
    return new Part.Card(
        new Part.Subject(
            "n1", URI.create("https://www.rednote.com/explore/n1"), "Lulu", "slideshow"),
        "T",
        body,
        List.of(),
        Optional.empty(),
        List.of(),
        "x",
        List.of(picture),
        List.of(),
        Optional.empty());
  }

  @Test
  void givenAPostOfSeveralMessages_whenItMustWaitInBetween_thenItGoesOnWhereItStopped()
      throws IOException {
    var stage = stage(Limits.usual(), TelegramLimits.documented());
    var card = cardWithPicture("b".repeat(2_000));
    var wait = limited(stage, stage.channel(), card);
    assertThat(wait).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_010));
    assertThat(limited(stage, stage.channel(), card)).as("too early").isPositive();
    clock.advance(wait);

    var sent = stage.messenger().send(stage.channel(), card, Optional.empty(), "x");
    assertThat(sent.also()).hasSize(1);
    assertThat(stage.shown(stage.channel())).hasSize(2);
    assertThat(stage.service.callCount("sendPhoto")).isOne();
    assertThat(stage.service.callCount("sendMessage")).isOne();
  }
}
