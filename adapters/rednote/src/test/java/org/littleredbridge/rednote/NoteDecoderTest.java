package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Media;
import org.littleredbridge.note.Media.Kind;

final class NoteDecoderTest {
  /// Later at every look.
  private static final class Ticking extends Clock {
    private final AtomicLong seconds = new AtomicLong(1_700_000_000);

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(seconds.incrementAndGet());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void givenAClockThatIsDaysBehind_whenAListIsRead_thenNoCardIsNewerThanThoseAboveIt()
      throws Exception {
    // Ids of 2033, which such a clock holds for no time at all.
    var answer =
        new ObjectMapper()
            .readTree(
                """
                {"feeds": [
                  {"id": "770000020000000000000003", "noteCard": {}},
                  {"id": "770000010000000000000002", "noteCard": {}},
                  {"id": "770000000000000000000001", "noteCard": {}}]}
                """);

    var cards = new NoteDecoder(new Ticking()).cards(new Wire(answer));

    assertThat(cards).hasSize(3);
    assertThat(cards.stream().map(Card::publishedAt).distinct()).hasSize(1);
  }

  @Test
  void givenALivePhotoAsTheWebApiSpellsIt_whenRead_thenWhatMovesStandsBehindItsPicture()
      throws Exception {
    var list =
        new ObjectMapper()
            .readTree(
                """
                {"image_list": [{
                  "url_default": "http://p.xhscdn.com/one",
                  "live_photo": true,
                  "stream": {
                    "h265": [{"master_url": "http://v.xhscdn.com/h265"}],
                    "h264": [{"master_url": "http://v.xhscdn.com/moves"}]}}]}
                """);

    var media = new MediaDecoder().pictures(new Wire(list));

    assertThat(media).extracting(Media::key).containsExactly("one", "moves");
    assertThat(media).extracting(Media::kind).containsExactly(Kind.PICTURE, Kind.VIDEO);
  }
}
