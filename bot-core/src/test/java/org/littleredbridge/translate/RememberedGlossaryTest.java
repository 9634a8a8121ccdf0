package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.littleredbridge.MemoryStore;

final class RememberedGlossaryTest {
  private static final String CLUB = "telegram:-100";

  private final CommunityGlossary stored = new MemoryStore().glossary();
  private final AtomicLong nanos = new AtomicLong();
  private final RememberedGlossary glossary = new RememberedGlossary(stored, nanos::get);

  private static void put(CommunityGlossary one, String term) {
    one.put(CLUB, new Footnote(term, "", "meaning"), "telegram:1", Instant.EPOCH);
  }

  @Test
  void givenWordsThatWereRead_whenTheyChangeHere_thenThatHoldsAtOnce() {
    assertThat(glossary.of(CLUB)).isEmpty();
    put(glossary, "emo");
    assertThat(glossary.of(CLUB)).hasSize(1);
    assertThat(glossary.remove(CLUB, "emo")).isTrue();

    assertThat(glossary.of(CLUB)).isEmpty();
    assertThat(stored.of(CLUB)).isEmpty();
  }

  @Test
  void givenWordsThatWereRead_whenAnotherBridgeChangesThem_thenThatHoldsWithinTenSeconds() {
    assertThat(glossary.of(CLUB)).isEmpty();
    put(stored, "emo");
    assertThat(glossary.of(CLUB)).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());

    assertThat(glossary.of(CLUB)).hasSize(1);
  }
}
