package dev.hato.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.ChildJvm;
import dev.hato.storage.testkit.TestDatabases;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class H2FileTest {
  private static final List<String> UTC = List.of("-Duser.timezone=UTC");
  private static final int ROUNDS = 8;
  private static final int WRITES = 150;

  /**
   * One kill after the other, on a file in which freed space is used at once instead of after 45 s:
   * H2 2.5.252 then opens at a state of some commits before.
   */
  @Test
  void R1_anAcknowledgedWriteSurvivesAKill() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.H2);
    try (Database database = Database.open(config, InstantSource.system());
        EntityManager entities = database.factory().createEntityManager()) {
      entities.getTransaction().begin();
      entities.createNativeQuery("set retention_time 0").executeUpdate();
      entities.getTransaction().commit();
    }
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      try (ChildJvm child = ChildJvm.start(StorageChild.class, UTC, "write", config)) {
        for (int i = 0; i < WRITES; i++) {
          acknowledged.add(Objects.requireNonNull(child.line()));
        }
        acknowledged.addAll(child.kill().stream().filter(H2FileTest::whole).toList());
      }
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * WRITES);
    try (Database database = Database.open(config, InstantSource.system())) {
      Set<String> kept = database.transactions().read(tx -> tx.settings().all().keySet());
      assertThat(kept).containsAll(acknowledged);
      assertThat(new HashSet<>(acknowledged)).hasSameSizeAs(acknowledged);
    }
  }

  /** The last line may have been cut by the kill. */
  private static boolean whole(String line) {
    return line.matches("id/\\d{18}");
  }

  @Test
  void aCommandWorksWhileTheServerRuns() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.H2);
    try (Database database = Database.open(config, InstantSource.system())) {
      database.transactions().run(tx -> tx.settings().put("owner", "serves"));
      ChildJvm command = ChildJvm.start(StorageChild.class, UTC, "guest", config);
      assertThat(command.output()).containsExactly("serves");
      assertThat(command.exitCode()).isZero();
      assertThat(database.transactions().read((Tx tx) -> tx.settings().find("guest")))
          .contains("was here");
    }
  }

  @Test
  void aCommandWorksAloneAndAfterAKilledServer() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.H2);
    try (ChildJvm server = ChildJvm.start(StorageChild.class, UTC, "write", config)) {
      assertThat(server.line()).startsWith("id/");
      server.kill();
    }
    ChildJvm command = ChildJvm.start(StorageChild.class, UTC, "guest", config);
    assertThat(command.output()).containsExactly("nobody");
    assertThat(command.exitCode()).isZero();
  }

  @Test
  void theDoorForCommandsIsOnLoopbackAndItsSecretIsTheOwners() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.H2);
    Path invitation = Path.of(config.url().substring("jdbc:h2:file:".length()) + ".port");
    try (Database database = Database.open(config, InstantSource.system())) {
      assertThat(database.dialect()).isEqualTo(Dialect.H2);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(invitation)))
          .isEqualTo("rw-------");
      int port = Integer.parseInt(Files.readString(invitation).split(" ", 2)[0]);
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      Optional<InetAddress> other = otherAddress();
      Assumptions.assumeTrue(other.isPresent(), "this machine has an address beside loopback");
      assertThatThrownBy(() -> new Socket(other.orElseThrow(), port).close())
          .isInstanceOf(ConnectException.class);
    }
    assertThat(invitation).doesNotExist();
  }

  private static Optional<InetAddress> otherAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }
}
