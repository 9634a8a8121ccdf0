package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.littleredbridge.Crowd;
import org.littleredbridge.StoreContract;
import org.littleredbridge.translate.Spending.Account;

/// What every [Spending] keeps to.
public abstract class SpendingContract extends StoreContract {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Account ALL = new Account("all", 1_000);
  private static final Account CLUB = new Account("community:telegram:-100", 300);

  private Spending spending() {
    return ports().spending();
  }

  @Test
  void givenRoom_whenCharged_thenEveryAccountPaysAndARestartForgetsNothing() {
    assertThat(spending().charge(TODAY, List.of(ALL, CLUB), 120)).isEmpty();
    restart();

    assertThat(spending().charge(TODAY, List.of(ALL, CLUB), 180)).isEmpty();
    assertThat(spending().of(TODAY)).containsEntry("all", 300L).containsEntry(CLUB.name(), 300L);
  }

  @Test
  void givenOneAccountWithoutRoom_whenCharged_thenNobodyPays() {
    assertThat(spending().charge(TODAY, List.of(ALL, CLUB), 301)).contains(CLUB);
    assertThat(spending().of(TODAY).getOrDefault("all", 0L)).isZero();
    assertThat(spending().charge(TODAY, List.of(ALL, CLUB), 300)).isEmpty();
    assertThat(spending().charge(TODAY, List.of(ALL, CLUB), 1)).contains(CLUB);
    assertThat(spending().charge(TODAY, List.of(ALL), 700)).isEmpty();
    assertThat(spending().charge(TODAY, List.of(ALL, CLUB), 1)).contains(ALL);
  }

  @Test
  void givenACharge_whenItIsTakenBack_thenThereIsRoomAgainAndNeverMore() {
    spending().charge(TODAY, List.of(CLUB), 300);
    spending().refund(TODAY, List.of(CLUB), 200);
    spending().refund(TODAY, List.of(CLUB, ALL), 200);

    assertThat(spending().of(TODAY).getOrDefault(CLUB.name(), 0L)).isZero();
    assertThat(spending().charge(TODAY, List.of(CLUB), 301)).contains(CLUB);
  }

  @Test
  void givenANewDay_whenCharged_thenYesterdayCountsNoMore() {
    spending().charge(TODAY, List.of(CLUB), 300);
    assertThat(spending().charge(TODAY.plusDays(1), List.of(CLUB), 300)).isEmpty();
    assertThat(spending().of(TODAY)).containsEntry(CLUB.name(), 300L);
    assertThat(spending().of(TODAY.plusDays(2))).isEmpty();
  }

  @Test
  void givenNoLimit_whenCharged_thenItIsCountedAllTheSame() {
    var free = new Account("engine:deepl", Long.MAX_VALUE);
    assertThat(spending().charge(TODAY, List.of(free), 5_000_000_000L)).isEmpty();
    assertThat(spending().charge(TODAY, List.of(free), 5_000_000_000L)).isEmpty();
    assertThat(spending().of(TODAY)).containsEntry("engine:deepl", 10_000_000_000L);
  }

  @Test
  void givenTwentyAtOnce_whenTheyAreCharged_thenNotOneTooMuchIsSpent() {
    var refused =
        Crowd.allAtOnce(20, _ -> spending().charge(TODAY, List.of(ALL, CLUB), 30)).stream()
            .flatMap(Optional::stream)
            .toList();
    assertThat(refused).hasSize(10).containsOnly(CLUB);
    assertThat(spending().of(TODAY)).containsEntry("all", 300L).containsEntry(CLUB.name(), 300L);
  }
}
