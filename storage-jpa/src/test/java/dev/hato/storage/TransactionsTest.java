package dev.hato.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Accounts.Counter;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.kernel.TxRunner;
import dev.hato.storage.oauth.NewApp;
import dev.hato.storage.testkit.Cast;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionsTest {
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void ofTwoThatDeadlockOneRunsAgain(Dialect dialect) {
    Transactions transactions = TestDatabases.shared(dialect).transactions();
    List<Account> pair =
        transactions.write(tx -> List.of(Cast.local(tx, "a"), Cast.local(tx, "b")));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    Race.of(
        2,
        n ->
            transactions.write(
                tx -> {
                  int run = runs.incrementAndGet();
                  tx.accounts().count(pair.get(n).id(), Counter.FOLLOWERS, 1);
                  if (run <= 2) {
                    await(bothHoldOne);
                  }
                  tx.accounts().count(pair.get(1 - n).id(), Counter.FOLLOWERS, 1);
                  return run;
                }));
    assertThat(runs.get()).isGreaterThan(2);
    for (Account account : pair) {
      long followers =
          transactions.read(tx -> tx.accounts().find(account.id()).orElseThrow().followersCount());
      assertThat(followers).isEqualTo(2);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatFailsForGoodComesOutAfterABoundedNumberOfRuns(Dialect dialect) {
    Transactions transactions = TestDatabases.shared(dialect).transactions();
    AtomicInteger runs = new AtomicInteger();
    String client = Cast.unique("client");
    NewApp app = new NewApp("a", "", List.of(), "read");
    transactions.run(tx -> tx.apps().add(app, client, "secret"));
    assertThatThrownBy(
            () ->
                transactions.run(
                    tx -> {
                      runs.incrementAndGet();
                      tx.apps().add(app, client, "secret");
                    }))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.sqlState()).contains("23505"));
    assertThat(runs).hasValue(TxRunner.ATTEMPTS);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFailureAfterTheCommitDoesNotUndoIt(Dialect dialect) {
    Transactions transactions = TestDatabases.shared(dialect).transactions();
    String name = Cast.unique("setting");
    List<String> ran = new ArrayList<>();
    transactions.run(
        tx -> {
          tx.settings().put(name, "kept");
          tx.afterCommit(
              () -> {
                throw new IllegalStateException("listener");
              });
          tx.afterCommit(() -> ran.add("next"));
        });
    assertThat(ran).containsExactly("next");
    assertThat(transactions.read((Tx tx) -> tx.settings().find(name))).contains("kept");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void moreTransactionsThanConnectionsAllFinish(Dialect dialect) {
    Database database = TestDatabases.shared(dialect);
    String name = Cast.unique("many");
    List<Integer> done =
        Race.of(
            200,
            n -> {
              database.transactions().run(tx -> tx.settings().put(name + "/" + tx.nextId(), "x"));
              return n;
            });
    assertThat(done).hasSize(200);
  }
}
