package org.littleredbridge.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;

/// What every [Transcript] keeps to.
public abstract class TranscriptContract extends StoreContract {
  private Transcript transcript() {
    return ports().transcript();
  }

  private Transcript.Line added(ChannelId channel, String key) {
    return transcript().add(channel, key, NOON, Optional.empty(), "payload of " + key);
  }

  private List<String> newest(ChannelId channel, long after, int limit) {
    return transcript().newest(channel, after, limit).stream().map(Transcript.Line::key).toList();
  }

  @Test
  void givenALine_whenItIsReplaced_thenOnlyItsFormIsAnother() {
    var one = ports().transcript().add(LOBBY, "a", NOON, Optional.of("7"), "{}");
    var other = ports().transcript().add(LOBBY, "b", NOON, Optional.empty(), "{}");

    assertThat(ports().transcript().replace(LOBBY, one.id(), "{\"new\":1}"))
        .contains(new Transcript.Line(one.id(), LOBBY, "a", NOON, Optional.of("7"), "{\"new\":1}"));
    restart();
    assertThat(ports().transcript().line(LOBBY, one.id()))
        .map(Transcript.Line::payload)
        .contains("{\"new\":1}");
    assertThat(ports().transcript().line(LOBBY, other.id())).contains(other);
    assertThat(ports().transcript().replace(GARDEN, one.id(), "{}")).isEmpty();
    assertThat(ports().transcript().replace(LOBBY, 99, "{}")).isEmpty();
  }

  @Test
  void givenAMessage_whenItIsAdded_thenItCanBeReadAgain() {
    var line = transcript().add(LOBBY, "k1", NOON, Optional.of("k0"), "{\"text\":\"hi\"}");
    restart();

    assertThat(line)
        .isEqualTo(
            new Transcript.Line(
                line.id(), LOBBY, "k1", NOON, Optional.of("k0"), "{\"text\":\"hi\"}"));
    assertThat(transcript().line(LOBBY, line.id())).contains(line);
    assertThat(transcript().newest(LOBBY, 0, 10)).containsExactly(line);
  }

  @Test
  void givenMessagesInTwoChannels_whenTheyAreAdded_thenTheIdsGrowFromOne() {
    var ids = List.of(added(LOBBY, "a").id(), added(GARDEN, "b").id(), added(LOBBY, "c").id());

    assertThat(ids.getFirst()).isPositive();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void givenAKey_whenItIsAddedAgain_thenTheFirstMessageIsTheAnswer() {
    var first = added(LOBBY, "k1");
    var again =
        transcript().add(LOBBY, "k1", noonPlusSeconds(9), Optional.of("k0"), "other payload");

    assertThat(again).isEqualTo(first);
    assertThat(transcript().newest(LOBBY, 0, 10)).containsExactly(first);
    assertThat(added(GARDEN, "k1").id()).as("another channel").isGreaterThan(first.id());
  }

  @Test
  void givenManyMessages_whenTheNewestAreAskedFor_thenTheyComeOldestFirst() {
    var first = added(LOBBY, "a");
    added(GARDEN, "x");
    var third = added(LOBBY, "b");
    added(LOBBY, "c");

    assertThat(newest(LOBBY, 0, 10)).containsExactly("a", "b", "c");
    assertThat(newest(LOBBY, 0, 2)).as("the newest, not the oldest").containsExactly("b", "c");
    assertThat(newest(LOBBY, first.id(), 10)).containsExactly("b", "c");
    assertThat(newest(LOBBY, first.id(), 1)).containsExactly("c");
    assertThat(newest(LOBBY, third.id() + 100, 10)).isEmpty();
    assertThat(newest(ChannelId.of("web", "empty"), 0, 10)).isEmpty();
  }

  @Test
  void givenALine_whenAnotherChannelAsksForIt_thenItIsNotShown() {
    var line = added(LOBBY, "a");

    assertThat(transcript().line(GARDEN, line.id())).isEmpty();
    assertThat(transcript().line(LOBBY, line.id() + 1)).isEmpty();
    assertThat(transcript().line(LOBBY, -1)).isEmpty();
  }

  @Test
  void givenChannelsOfSeveralMessengers_whenListed_thenOnlyThatMessengersComeByName() {
    added(LOBBY, "a");
    added(GARDEN, "b");
    added(LOBBY, "c");
    added(ChannelId.of("website", "lobby"), "d");
    added(ChannelId.of("w_b", "lobby"), "e");

    assertThat(transcript().channels("web")).containsExactly(GARDEN, LOBBY);
    assertThat(transcript().channels("w_b")).containsExactly(ChannelId.of("w_b", "lobby"));
    assertThat(transcript().channels("%")).isEmpty();
  }

  @Test
  void givenALongTranscript_whenItIsPruned_thenTheNewestOfThatChannelStay() {
    for (var key : List.of("a", "b", "c")) {
      added(LOBBY, key);
      added(GARDEN, key);
    }
    transcript().prune(LOBBY, 2);
    transcript().prune(GARDEN, 5);

    assertThat(newest(LOBBY, 0, 10)).containsExactly("b", "c");
    assertThat(newest(GARDEN, 0, 10)).containsExactly("a", "b", "c");
  }

  @Test
  void givenATranscriptThatWasPrunedEmpty_whenAMessageIsAdded_thenItsIdIsNewAllTheSame() {
    var last = added(LOBBY, "a");
    transcript().prune(LOBBY, 0);
    restart();

    assertThat(transcript().channels("web")).isEmpty();
    assertThat(added(LOBBY, "b").id())
        .as("browsers ask for what came after")
        .isGreaterThan(last.id());
  }

  @Test
  void givenTwentyWritersAtOnce_whenTheyAddMessages_thenEachHasItsOwnId() {
    var lines = Crowd.allAtOnce(20, i -> added(LOBBY, "k" + i));

    assertThat(lines).extracting(Transcript.Line::id).doesNotHaveDuplicates();
    assertThat(newest(LOBBY, 0, 100))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 20).mapToObj(i -> "k" + i).toList());
  }

  @Test
  void givenTwentyWritersAtOnce_whenTheyAddTheSameKey_thenAllGetTheSameLine() {
    var lines = Crowd.allAtOnce(20, _ -> added(LOBBY, "k1"));

    assertThat(lines).containsOnly(lines.getFirst());
    assertThat(newest(LOBBY, 0, 100)).containsExactly("k1");
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostilePayload_whenItIsAdded_thenItComesOutAsItWentIn(String text) {
    var channel = ChannelId.of("web", "'; DROP TABLE line; -- \uD83D\uDE00");
    var line = transcript().add(channel, "k' OR '1'='1", NOON, Optional.of("r'"), text);

    var kept = transcript().line(channel, line.id()).orElseThrow();
    assertThat(HostileTexts.readable(kept.payload())).isEqualTo(HostileTexts.readable(text));
    assertThat(kept.key()).isEqualTo("k' OR '1'='1");
    assertThat(kept.replyTo()).contains("r'");
    assertThat(transcript().channels("web")).containsExactly(channel);
  }
}
