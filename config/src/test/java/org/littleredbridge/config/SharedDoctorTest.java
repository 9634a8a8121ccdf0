package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.lease.Duty;
import org.littleredbridge.lease.Holdings;
import org.littleredbridge.lease.Leases;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;
import org.littleredbridge.store.Store;

/// What `doctor` says of a database that several bridges share: the account is asked by one at a
/// time.
final class SharedDoctorTest {
  @TempDir Path folder;

  @Test
  void givenADatabaseForSeveral_whenExamined_thenTheGatewayIsAskedOnlyWhileNoNodeHasIt()
      throws IOException {
    try (var postgres = new OwnPostgres();
        var rednote = SandboxRedNote.start(SandboxConfig.still(0));
        var backstage = new Backstage(rednote.url())) {
      var settings =
          Sample.shared()
              .with("data.url", '"' + OwnPostgres.url(postgres.port()) + '"')
              .with("data.user", OwnPostgres.USER)
              .with("rednote.gateways.url", '"' + rednote.url().toString() + '"')
              .yaml();
      var file = Files.writeString(folder.resolve("bridge.yaml"), settings).toString();
      var nobody = examined(file);
      assertThat(nobody).contains("✓ gateway: " + rednote.url()).contains("✓ login: as ");
      assertThat(postgres.query("select node from leases where node is not null"))
          .as("what it took for that is given back")
          .isEmpty();

      var calls = backstage.calls();
      try (var store = Store.open(postgres.store());
          var east =
              new Holdings(
                  store.leases(),
                  new Leases.Node("east", "1"),
                  () -> List.of(new Duty.Gateway("rednote")))) {
        east.start((_, _) -> () -> {});
        var inUse = examined(file);

        assertThat(inUse)
            .contains("✓ gateway: in use by the node east, so it was not asked")
            .doesNotContain("login");
        assertThat(east.held()).hasSize(1);
        assertThat(backstage.calls()).isEqualTo(calls);
      }
    }
  }

  private static String examined(String file) {
    return Terminal.typed(Map.of("WEB_PASSWORD", "correct horse"), "doctor", "--config", file)
        .out();
  }
}
