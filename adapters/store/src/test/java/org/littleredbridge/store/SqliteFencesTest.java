package org.littleredbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Leases;

final class SqliteFencesTest extends FencesContract {
  @TempDir Path folder = Path.of("");

  @Override
  StoreConfig config() {
    return new StoreConfig.Sqlite(folder.resolve("bridge.db"));
  }

  @Test
  void givenAProcessThatDied_whenTheNextOneStarts_thenItNeedNotWaitForTheLeases() {
    var duty = new Duty.Connection("web", Optional.of("web"));
    var leases = store().leases();
    assertThat(leases.length()).isGreaterThan(Duration.ofDays(365));
    var first = leases.take(new Leases.Node("here", "1"), duty).orElseThrow();
    assertThat(leases.take(new Leases.Node("there", "2"), duty)).isEmpty();

    store().releaseClaims();
    var second = leases.take(new Leases.Node("there", "2"), duty).orElseThrow();
    assertThat(second.fence()).isGreaterThan(first.fence());
  }
}
