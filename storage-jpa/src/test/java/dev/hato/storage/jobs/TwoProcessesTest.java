package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobData;
import dev.hato.jobs.spi.JobGroups;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.Migrations.SchemaSet;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.ChildJvm;
import dev.hato.storage.testkit.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Two processes do the same thing at the same moment, a thousand times. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class TwoProcessesTest {
  private static final int ROUNDS = 1_000;
  private static final Instant FIRST_RUN = Instant.parse("2025-06-01T12:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** How often one process was the one that did it. */
  record Tally(int added, int completed, int fired) {
    static Tally parse(String line) {
      String[] counts = line.split(" ");
      return new Tally(
          Integer.parseInt(counts[0]), Integer.parseInt(counts[1]), Integer.parseInt(counts[2]));
    }

    Tally plus(Tally other) {
      return new Tally(added + other.added, completed + other.completed, fired + other.fired);
    }

    @Override
    public String toString() {
      return added + " " + completed + " " + fired;
    }
  }

  private static JobData job(String queue, String payload, Instant runAt, JobKeys keys) {
    return new JobData("test", queue, payload, runAt, keys);
  }

  private static List<ClaimedJob> claimAll(JobStore store, String queue) {
    ClaimRequest.Holder holder = new ClaimRequest.Holder(queue, Duration.ofHours(1));
    return store.claim(
        new ClaimRequest(queue, 2 * ROUNDS, holder, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS));
  }

  /** One of the two; each has a member of every group. */
  private static Tally race(JobStore store, SharedBarrier barrier, String side) {
    List<ClaimedJob> members = claimAll(store, side);
    Tally tally = new Tally(0, 0, 0);
    for (int round = 0; round < ROUNDS; round++) {
      JobData once = job("once", side, Instant.EPOCH, JobKeys.NONE.withUniqueness("key " + round));
      barrier.await();
      int added = store.insert(List.of(once));
      barrier.await();
      boolean completed = store.complete(List.of(members.get(round).lease())).isEmpty();
      Instant due = FIRST_RUN.plus(EVERY.multipliedBy(round));
      JobData run = job("runs", "run " + round, Instant.EPOCH, JobKeys.NONE);
      barrier.await();
      boolean fired = store.schedules().fire("tidy", due, due.plus(EVERY), run);
      tally = tally.plus(new Tally(added, completed ? 1 : 0, fired ? 1 : 0));
    }
    return tally;
  }

  /** The other process. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      DatabaseConfig config =
          DatabaseConfig.of(arguments[1], arguments[2], arguments[3]).withPoolSize(2);
      try (Database database =
          Database.open(config, InstantSource.system(), EnumSet.noneOf(SchemaSet.class))) {
        SharedBarrier barrier = new SharedBarrier(Path.of(System.getProperty("barrier")));
        System.out.println(race(database.jobs(), barrier, "right"));
      }
    }
  }

  private static List<JobData> groups() {
    List<JobData> jobs = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      JobKeys group = JobKeys.NONE.withGroup("group " + i);
      jobs.add(job("left", "", Instant.EPOCH, group));
      jobs.add(job("right", "", Instant.EPOCH, group));
      jobs.add(job("last", "end of " + i, JobGroups.AT_THE_END, group));
    }
    return jobs;
  }

  @Test
  void R20_aThousandRacesForAKeyAGroupsEndAndARecurringRunHaveOneOutcomeEach(@TempDir Path folder)
      throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.POSTGRESQL);
    Path file = folder.resolve("barrier");
    try (Database database = Database.open(config, InstantSource.system())) {
      JobStore store = database.jobs();
      store.insert(groups());
      store.schedules().register("tidy", FIRST_RUN);
      Tally mine;
      Tally others;
      try (ChildJvm child =
          ChildJvm.start(Child.class, List.of("-Dbarrier=" + file), "race", config)) {
        mine = race(store, new SharedBarrier(file), "left");
        others = Tally.parse(Objects.requireNonNull(child.line()));
      }

      assertThat(mine.plus(others)).isEqualTo(new Tally(ROUNDS, 2 * ROUNDS, ROUNDS));
      assertThat(List.of(mine.added(), others.added())).as("both won some").doesNotContain(0);
      Map<String, Long> waiting =
          store.stats().stream()
              .collect(Collectors.toMap(s -> s.queue(), s -> s.counts().waiting()));
      assertThat(waiting)
          .isEqualTo(Map.of("once", (long) ROUNDS, "last", (long) ROUNDS, "runs", (long) ROUNDS));
      assertThat(claimAll(store, "last"))
          .extracting(last -> last.job().payload())
          .doesNotHaveDuplicates();
      for (int i = 0; i < ROUNDS; i++) {
        assertThat(store.groups().progress("group " + i))
            .contains(new JobGroups.Progress(2, 2, 0, false));
      }
    }
  }
}
