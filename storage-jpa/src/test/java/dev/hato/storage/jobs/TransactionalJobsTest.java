package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.jobs.Job;
import dev.hato.jobs.JobQueue;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.JobType;
import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.jobs.spi.Taker;
import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that are enqueued in the transaction that writes the data they belong to. */
final class TransactionalJobsTest {
  record Deliver(long status) {}

  private static final JobType<Deliver> DELIVER = JobType.of("deliver", "deliver", Deliver.class);

  private static long waiting(Database database) {
    return database.jobs().stats().stream()
        .map(QueueStats::counts)
        .mapToLong(QueueStats.Counts::waiting)
        .sum();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R2_dataAndJobsAreCommittedTogether(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      List<String> heard = new ArrayList<>();
      try (JobStore.Subscription hearing = database.jobs().subscribe(heard::add)) {
        database
            .transactions()
            .run(
                tx -> {
                  tx.settings().put("posted", "1");
                  tx.jobs().enqueue(DELIVER, new Deliver(1));
                  tx.jobs().enqueueAll(List.of(Job.of(DELIVER, new Deliver(2))));
                  assertThat(waiting(database)).as("seen by others before the commit").isZero();
                  assertThat(heard).as("woken before the commit").isEmpty();
                });
        assertThat(hearing).isNotNull();
      }

      assertThat(waiting(database)).isEqualTo(2);
      assertThat(heard).containsExactly("deliver");
      assertThat(database.transactions().<Boolean>read(TransactionalJobsTest::posted)).isTrue();
    }
  }

  private static boolean posted(Tx tx) {
    return tx.settings().find("posted").isPresent();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R2_aRollbackLeavesNoJobAndWakesNobody(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      List<String> heard = new ArrayList<>();
      try (JobStore.Subscription hearing = database.jobs().subscribe(heard::add)) {
        assertThatThrownBy(
                () ->
                    database
                        .transactions()
                        .run(
                            tx -> {
                              tx.settings().put("posted", "1");
                              tx.jobs().enqueue(DELIVER, new Deliver(1));
                              throw new IllegalArgumentException("no such account");
                            }))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(hearing).isNotNull();
      }

      assertThat(database.jobs().stats()).isEmpty();
      assertThat(heard).isEmpty();
      assertThat(database.transactions().<Boolean>read(TransactionalJobsTest::posted)).isFalse();
    }
  }

  @Test
  void R2_aJobThatCannotBeWrittenRollsTheDataBack() {
    try (Database database = TestDatabases.open(Dialect.POSTGRESQL)) {
      JobType<String> unwritable = JobType.of("PostgreSQL has no \0", "deliver", String.class);

      assertThatThrownBy(
              () ->
                  database
                      .transactions()
                      .run(
                          tx -> {
                            tx.settings().put("posted", "1");
                            tx.jobs().enqueue(unwritable, "payload");
                          }))
          .isInstanceOf(StorageException.class);

      assertThat(database.transactions().<Boolean>read(TransactionalJobsTest::posted)).isFalse();
      assertThat(database.jobs().stats()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTransactionThatRunsAgainEnqueuesItsJobsOnce(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      AtomicInteger runs = new AtomicInteger();
      database
          .transactions()
          .run(
              tx -> {
                tx.jobs().enqueue(DELIVER, new Deliver(1));
                tx.settings().put("race", "mine");
                if (runs.incrementAndGet() == 1) {
                  database.transactions().run(other -> other.settings().put("race", "other"));
                }
              });

      assertThat(runs).hasValue(2);
      assertThat(waiting(database)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aUniquenessKeyHoldsAcrossTransactions(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      Job<Deliver> once = Job.of(DELIVER, new Deliver(1)).uniquenessKey("refresh alice");
      database.transactions().run(tx -> tx.jobs().enqueue(once));
      database
          .transactions()
          .run(
              tx -> {
                tx.settings().put("posted", "1");
                tx.jobs().enqueueAll(List.of(once, Job.of(DELIVER, new Deliver(2)), once));
              });

      assertThat(waiting(database)).isEqualTo(2);
      assertThat(database.transactions().<Boolean>read(TransactionalJobsTest::posted)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aReadingTransactionEnqueuesNothing(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      assertThatThrownBy(
              () ->
                  database
                      .transactions()
                      .<Boolean>read(
                          tx -> {
                            tx.jobs().enqueue(DELIVER, new Deliver(1));
                            return true;
                          }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Transactions.write");
      assertThat(database.jobs().stats()).isEmpty();
    }
  }

  /** Has room for every job and writes down what it is given. */
  private static final class Desk implements Taker {
    private int reserved;
    private final List<ClaimedJob> started = new ArrayList<>();

    @Override
    public ClaimRequest.Holder holder() {
      return new ClaimRequest.Holder("desk", Duration.ofSeconds(30));
    }

    @Override
    public boolean reserve(JobData job) {
      reserved++;
      return true;
    }

    @Override
    public void start(ClaimedJob job) {
      started.add(job);
    }

    @Override
    public void cancel(JobData job) {
      reserved--;
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R2_aJobThatAWorkerTakesStartsAfterTheCommit(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      Desk desk = new Desk();
      try (JobStore.Subscription attached = database.jobs().attach(desk)) {
        assertThat(attached).isNotNull();
        database
            .transactions()
            .run(
                tx -> {
                  tx.jobs().enqueue(DELIVER, new Deliver(1));
                  assertThat(desk.started).as("started before the commit").isEmpty();
                  tx.afterCommit(() -> assertThat(desk.started).isEmpty());
                });
      }

      assertThat(desk.started).hasSize(1);
      assertThat(database.jobs().complete(List.of(desk.started.getFirst().lease()))).isEmpty();
      assertThat(database.jobs().stats()).isEmpty();
    }
  }

  @Test
  void R2_aRollbackStartsNothingAndGivesTheRoomBack() {
    try (Database database = TestDatabases.open(Dialect.POSTGRESQL)) {
      Desk desk = new Desk();
      JobType<String> unwritable = JobType.of("PostgreSQL has no \0", "deliver", String.class);
      try (JobStore.Subscription attached = database.jobs().attach(desk)) {
        assertThat(attached).isNotNull();
        assertThatThrownBy(
                () ->
                    database
                        .transactions()
                        .run(
                            tx -> {
                              tx.jobs().enqueue(DELIVER, new Deliver(1));
                              tx.jobs().enqueue(unwritable, "payload");
                            }))
            .isInstanceOf(StorageException.class);
      }

      assertThat(desk.started).isEmpty();
      assertThat(desk.reserved).isZero();
      assertThat(database.jobs().stats()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void callersThatEnqueueTogetherFailForTheirOwnJobsOnly(Dialect dialect) throws Exception {
    try (Database database = TestDatabases.open(dialect);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      JobQueue queue = new JobStoreQueue(database.jobs());
      JobType<String> refused = JobType.of("PostgreSQL has no \0", "deliver", String.class);
      List<Future<?>> good = new ArrayList<>();
      List<Future<?>> bad = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        long number = i;
        good.add(threads.submit(() -> queue.enqueue(DELIVER, new Deliver(number))));
        if (i % 10 == 0 && dialect == Dialect.POSTGRESQL) {
          bad.add(threads.submit(() -> queue.enqueue(refused, "payload")));
        }
      }
      for (Future<?> each : good) {
        each.get(30, TimeUnit.SECONDS);
      }
      for (Future<?> each : bad) {
        assertThatThrownBy(() -> each.get(30, TimeUnit.SECONDS))
            .hasCauseInstanceOf(StorageException.class);
      }

      assertThat(waiting(database)).isEqualTo(100);
    }
  }
}
