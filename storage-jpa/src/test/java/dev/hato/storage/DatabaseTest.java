package dev.hato.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.persistence.internal.weaving.PersistenceWeaved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
  @Test
  void everyEntityIsWoven() {
    try (Database database = TestDatabases.open(Dialect.H2)) {
      assertThat(database.factory().getMetamodel().getEntities())
          .isNotEmpty()
          .allSatisfy(
              entity ->
                  assertThat(PersistenceWeaved.class)
                      .as(entity.getName())
                      .isAssignableFrom(entity.getJavaType()));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aCommittedWriteIsThereAfterReopening(Dialect dialect) {
    DatabaseConfig config = TestDatabases.config(dialect);
    try (Database database = Database.open(config, java.time.InstantSource.system())) {
      database.transactions().run(tx -> tx.settings().put("title", "鳩の巣"));
      database.transactions().run(tx -> tx.settings().put("title", "鳩"));
    }
    try (Database database = Database.open(config, java.time.InstantSource.system())) {
      assertThat(database.transactions().read((Tx tx) -> tx.settings().find("title").orElse("")))
          .isEqualTo("鳩");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anExceptionRollsBackAndSkipsWhatFollowsTheCommit(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      List<String> ran = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  database
                      .transactions()
                      .run(
                          (Tx tx) -> {
                            tx.settings().put("a", "1");
                            tx.settings().putIfAbsent("b", "1");
                            tx.afterCommit(() -> ran.add("after"));
                            throw new IllegalArgumentException("no");
                          }))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(ran).isEmpty();
      database.transactions().run(tx -> tx.afterCommit(() -> ran.add("commit")));
      assertThat(ran).containsExactly("commit");
      assertThat(
              database
                  .transactions()
                  .<java.util.Map<String, String>>read((Tx tx) -> tx.settings().all()))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void entitiesAndSqlSeeEachOtherInOneTransaction(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      String seen =
          database
              .transactions()
              .write(
                  tx -> {
                    tx.settings().put("a", "1");
                    tx.settings().put("b", "2");
                    return tx.settings().putIfAbsent("a", "3");
                  });
      assertThat(seen).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aLostRaceForAKeyRunsTheFunctionAgain(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      AtomicInteger runs = new AtomicInteger();
      database
          .transactions()
          .run(
              tx -> {
                tx.settings().put("race", "mine");
                if (runs.incrementAndGet() == 1) {
                  database.transactions().run(other -> other.settings().put("race", "other"));
                }
              });
      assertThat(runs).hasValue(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aReadingTransactionRefusesToWrite(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      assertThatThrownBy(
              () -> database.transactions().read((Tx tx) -> tx.settings().putIfAbsent("a", "1")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Transactions.write");
    }
  }
}
