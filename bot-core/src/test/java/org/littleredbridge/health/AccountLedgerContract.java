package org.littleredbridge.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.Crowd;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.StoreContract;

/// What every [AccountLedger] keeps to.
public abstract class AccountLedgerContract extends StoreContract {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
  private static final String OURS = "http://127.0.0.1:18060";
  private static final String OTHER = "http://127.0.0.1:18061";

  private AccountLedger accounts() {
    return ports().accounts();
  }

  @Test
  void givenAnAccount_whenItIsStopped_thenItStaysSoUntilCleared() {
    var stop = new AccountLedger.Stop("captcha", "solve it", NOON, Optional.empty());
    accounts().stop(OURS, stop);
    restart();

    assertThat(accounts().stop(OURS)).as("a restart is no way round").contains(stop);
    assertThat(accounts().stop(OTHER)).isEmpty();

    accounts().clear(OURS);
    accounts().clear(OURS);
    accounts().clear(OTHER);
    assertThat(accounts().stop(OURS)).isEmpty();
  }

  @Test
  void givenAStop_whenAnotherComes_thenTheNewOneCounts() {
    var shortly =
        new AccountLedger.Stop("rate_limited", "", NOON, Optional.of(noonPlusSeconds(60)));
    var forGood =
        new AccountLedger.Stop("account_warned", "muted", noonPlusSeconds(5), Optional.empty());
    accounts().stop(OURS, forGood);
    accounts().stop(OURS, shortly);
    assertThat(accounts().stop(OURS)).contains(shortly);

    accounts().stop(OURS, forGood);
    assertThat(accounts().stop(OURS)).contains(forGood);
  }

  @Test
  void givenACeiling_whenItIsReached_thenNothingMoreIsSpentOrCounted() {
    assertThat(accounts().spent(OURS, TODAY)).isZero();
    assertThat(accounts().spend(OURS, TODAY, 2)).isTrue();
    assertThat(accounts().spend(OURS, TODAY, 2)).isTrue();
    assertThat(accounts().spend(OURS, TODAY, 2)).isFalse();
    restart();

    assertThat(accounts().spend(OURS, TODAY, 2)).as("after a restart").isFalse();
    assertThat(accounts().spent(OURS, TODAY)).isEqualTo(2);
    assertThat(accounts().spend(OURS, TODAY, 3)).as("a higher ceiling").isTrue();
    assertThat(accounts().spend(OURS, TODAY, 1)).as("a lower ceiling").isFalse();
    assertThat(accounts().spent(OURS, TODAY)).isEqualTo(3);
  }

  @Test
  void givenACeilingOfNothing_whenSpending_thenItIsRefusedFromTheFirst() {
    assertThat(accounts().spend(OURS, TODAY, 0)).isFalse();
    assertThat(accounts().spent(OURS, TODAY)).isZero();
  }

  @Test
  void givenOtherDaysAndAccounts_whenSpending_thenEachHasItsOwnCeiling() {
    accounts().spend(OURS, TODAY, 1);

    assertThat(accounts().spend(OURS, TODAY.plusDays(1), 1)).isTrue();
    assertThat(accounts().spend(OTHER, TODAY, 1)).isTrue();
    assertThat(accounts().spend(OURS, TODAY, 1)).isFalse();
  }

  @Test
  void givenTwentyThreadsAtOnce_whenTheySpend_thenTheCeilingHoldsToTheUnit() {
    var spent =
        Crowd.allAtOnce(
            20,
            _ -> {
              var mine = 0;
              for (var i = 0; i < 5; i++) {
                mine += accounts().spend(OURS, TODAY, 30) ? 1 : 0;
              }
              return mine;
            });

    assertThat(spent.stream().mapToInt(Integer::intValue).sum()).isEqualTo(30);
    assertThat(accounts().spent(OURS, TODAY)).isEqualTo(30);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("org.littleredbridge.HostileTexts#all")
  void givenAHostileReason_whenAnAccountIsStopped_thenItIsKept(String reason) {
    var account = "x' OR '1'='1; --";
    accounts().stop(account, new AccountLedger.Stop("captcha", reason, NOON, Optional.empty()));

    var kept = accounts().stop(account).orElseThrow();
    assertThat(HostileTexts.readable(kept.reason())).isEqualTo(HostileTexts.readable(reason));
    assertThat(accounts().spend(account, TODAY, 1)).isTrue();
    assertThat(accounts().spent(OURS, TODAY)).isZero();
  }
}
