package dev.hato.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.storage.Migrations.SchemaSet;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.testkit.ChildJvm;
import dev.hato.storage.testkit.TestDatabases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void eachSetStandsAloneAndOthersCanFollow(Dialect dialect) {
    for (SchemaSet set : SchemaSet.values()) {
      DatabaseConfig config = TestDatabases.config(dialect);
      Database.open(config, InstantSource.system(), Set.of(set)).close();
      try (Database whole = Database.open(config, InstantSource.system())) {
        whole.transactions().run(tx -> tx.settings().put("set", set.name()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R25_aSchemaOfANewerVersionIsRefused(Dialect dialect) throws SQLException {
    DatabaseConfig config = TestDatabases.config(dialect);
    Database.open(config, InstantSource.system()).close();
    change(
        config,
        "insert into schema_social (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success) values"
            + " (999, '9999', 'later', 'SQL', 'V9999__later.sql', 'x', 1, true)");
    assertRefused(config);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R25_aMigrationThatWasChangedAfterwardsIsRefused(Dialect dialect) throws SQLException {
    DatabaseConfig config = TestDatabases.config(dialect);
    Database.open(config, InstantSource.system()).close();
    change(config, "update schema_social set checksum = 1 where version = '0100'");
    assertRefused(config);
  }

  private static void assertRefused(DatabaseConfig config) {
    assertThatThrownBy(() -> Database.open(config, InstantSource.system()))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("the social schema does not fit this version of Hato")
        .message()
        .doesNotContain("\n");
  }

  private static void change(DatabaseConfig config, String command) throws SQLException {
    String url =
        config.url() + (config.url().startsWith("jdbc:h2") ? ";DATABASE_TO_LOWER=TRUE" : "");
    try (Connection connection =
            DriverManager.getConnection(url, config.username(), config.password());
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(command)).isEqualTo(1);
    }
  }

  @Test
  void R25_aSessionThatIsNotInUtcIsRefused() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.H2);
    ChildJvm child =
        ChildJvm.start(StorageChild.class, List.of("-Duser.timezone=Asia/Tokyo"), "open", config);
    assertThat(child.output())
        .containsExactly(
            "refused: the database session is not in UTC: start Java with -Duser.timezone=UTC");
    assertThat(child.exitCode()).isEqualTo(1);
  }

  @Test
  void R25_anUnknownKindOfDatabaseIsRefused() {
    DatabaseConfig config = DatabaseConfig.of("jdbc:mysql://localhost/hato", "hato", "secret");
    assertThatThrownBy(() -> Database.open(config, InstantSource.system()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("jdbc:h2: or jdbc:postgresql:");
    assertThat(config.toString()).doesNotContain("secret");
  }
}
