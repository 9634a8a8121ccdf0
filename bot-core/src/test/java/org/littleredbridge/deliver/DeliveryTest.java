package org.littleredbridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.note.NoteId;

final class DeliveryTest {
  private static final Shape LONG = new Shape(3, List.of("a rest", "more of it"));

  private static Delivery delivery(long id) {
    var cargo = new Cargo.Notice("hello", Optional.empty());
    return new Delivery(id, ChannelId.of("web", "lobby"), cargo, 0, List.of(), Instant.EPOCH);
  }

  @Test
  void givenTheGreatestId_whenKeysAreMade_thenTheyDifferAndServicesTakeThem() {
    var keys = new ArrayList<String>();
    for (int part = 0; part < LONG.size(); part++) {
      keys.add(delivery(Long.MAX_VALUE).partKey(part, LONG));
    }

    assertThat(keys).hasSize(6).doesNotHaveDuplicates();
    assertThat(keys).allSatisfy(key -> assertThat(key).hasSizeLessThanOrEqualTo(25));
    assertThat(keys).doesNotContain(delivery(1).partKey(3, LONG));
  }

  @Test
  void givenTheGreatestDigest_whenKeysAreMade_thenTheyDifferAndServicesTakeThem() {
    var notes = IntStream.range(0, 1_000).mapToObj(i -> new NoteId("n" + i)).toList();
    var cut = new Shape(0, List.of("n7", "n8"));
    var digest = digest(notes);

    for (int part = 0; part < 1_000; part++) {
      assertThat(digest.partKey(part, cut)).hasSizeLessThanOrEqualTo(25);
    }
    assertThat(digest.partKey(1, cut)).isNotEqualTo(digest.partKey(0, cut));
    assertThat(digest.partKey(0, Shape.SINGLE)).isNotEqualTo(digest.partKey(0, cut));
    assertThat(digest(notes.subList(0, 999)).partKey(0, cut)).isNotEqualTo(digest.partKey(0, cut));
    assertThat(digest(notes).partKey(0, cut)).isEqualTo(digest.partKey(0, cut));
  }

  private static Delivery digest(List<NoteId> notes) {
    var cargo = new Cargo.Digest(notes);
    return new Delivery(
        Long.MAX_VALUE, ChannelId.of("web", "lobby"), cargo, 0, List.of(), Instant.EPOCH);
  }

  @Test
  void givenPicturesThatCameOrWent_whenTriedAgain_thenTheMainMessageIsTheSame() {
    assertThat(delivery(7).partKey(3, LONG))
        .isEqualTo(delivery(7).partKey(0, new Shape(0, LONG.rest())));
    assertThat(delivery(7).partKey(1, new Shape(1, List.of()))).isEqualTo("d7-0");
  }

  @Test
  void givenATextThatIsCutElsewhere_whenTriedAgain_thenTheMainMessageIsAnother() {
    assertThat(delivery(7).partKey(0, new Shape(0, List.of("rest"))))
        .isNotEqualTo(delivery(7).partKey(0, new Shape(0, List.of("a rest"))))
        .isNotEqualTo(delivery(7).partKey(0, Shape.SINGLE));
  }
}
