package dev.hato.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.kernel.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the server eight times while people post, asks it once to end, on each database, and then
 * holds what clients were told against what is there. Times and texts follow from one seed; {@code
 * -Dhato.crash.seed=N} takes another, {@code -Dhato.crash.kills=N} kills more often, as {@code
 * .ci/run} does. What the server printed is in {@code target/crash}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrashTest {
  private static final long SEED = Long.getLong("hato.crash.seed", 19);
  private static final int KILLS = Integer.getInteger("hato.crash.kills", 8);

  @TempDir private static Path folder;
  private final Map<Dialect, Outcome> outcomes = new EnumMap<>(Dialect.class);

  @BeforeAll
  void killTheServerOnBothDatabases() throws Exception {
    System.out.println("Crash test: seed " + SEED + ", " + KILLS + " kills a database");
    JavaCommand java = JavaCommand.withCache(folder);
    try (EmbeddedPostgres postgres = durablePostgres();
        ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<Dialect, DatabaseConfig> databases =
          Map.of(
              Dialect.H2, DatabaseConfig.h2File(folder.resolve("hato")),
              Dialect.POSTGRESQL,
                  DatabaseConfig.of(
                      postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"));
      Map<Dialect, Future<Outcome>> running = new EnumMap<>(Dialect.class);
      databases.forEach(
          (dialect, database) ->
              running.put(dialect, both.submit(() -> ordeal(java, dialect, database))));
      for (Map.Entry<Dialect, Future<Outcome>> each : running.entrySet()) {
        outcomes.put(each.getKey(), each.getValue().get(10, TimeUnit.MINUTES));
      }
    }
  }

  /** As an operator runs it: the kit for tests leaves out what makes commits durable. */
  private static EmbeddedPostgres durablePostgres() throws Exception {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  private Outcome ordeal(JavaCommand java, Dialect dialect, DatabaseConfig database)
      throws Exception {
    Random random = new Random(SEED + dialect.ordinal());
    Path log = Path.of("target", "crash", dialect + ".log");
    try (Site site = new Site(java, database, folder.resolve(dialect.name()), log);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      site.begin();
      try (Crowd crowd = new Crowd(site, random)) {
        Nemesis nemesis = new Nemesis(site.server, crowd, random, timer);
        nemesis.kill(KILLS);
        int exitCode = nemesis.terminate();
        crowd.goHome();
        Outcome outcome = new Outcome(site, crowd.history, exitCode);
        System.out.println("Crash test on " + dialect + ": " + outcome);
        return outcome;
      }
    }
  }

  private Outcome of(Dialect dialect) {
    return outcomes.get(dialect);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R1_everyAcknowledgedPostIsThereOnce(Dialect dialect) {
    Outcome outcome = of(dialect);
    assertThat(outcome.history.posts).hasSizeGreaterThan(5 * KILLS);
    assertThat(outcome.history.contradictions).isEmpty();
    assertThat(outcome.unreadable).isEmpty();
    outcome.history.posts.forEach(
        (text, id) -> assertThat(outcome.idsByText.get(text)).as(text).containsExactly(id));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R1_whatIsThereWasPostedAndIsThereOnce(Dialect dialect) {
    Outcome outcome = of(dialect);
    Set<String> sent = new HashSet<>(outcome.history.posts.keySet());
    sent.addAll(outcome.history.unknown);
    assertThat(sent).containsAll(outcome.idsByText.keySet());
    assertThat(outcome.idsByText.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R2_noPostIsWithoutItsDeliveriesAndNoDeliveryWithoutItsPost(Dialect dialect) {
    Outcome outcome = of(dialect);
    assertThat(outcome.boosted).containsExactlyInAnyOrderElementsOf(outcome.history.boosted);
    assertThat(outcome.missing.values()).as("%s", outcome.missing).allMatch(Set::isEmpty);
    assertThat(outcome.phantoms).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R3_whatArrivesTwiceIsTheSameActivity(Dialect dialect) {
    assertThat(of(dialect).twofold).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R3_noJobIsLeftOverOrDead(Dialect dialect) {
    assertThat(of(dialect).queues).matches(Outcome::idle);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R4_aLikeThatWasDeliveredAgainCountsOnce(Dialect dialect) {
    Outcome outcome = of(dialect);
    assertThat(outcome.history.liked).isNotEmpty();
    outcome.likes.forEach(
        (id, count) ->
            assertThat(count).as(id).isEqualTo(outcome.history.liked.contains(id) ? 1 : 0));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R8_aServerThatIsAskedToEndUnderLoadDoesSoInOrder(Dialect dialect) {
    assertThat(of(dialect).exitCode).isZero();
    assertThat(of(dialect).errors).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R18_theHomeFeedOfAFollowerHasEveryPost(Dialect dialect) {
    assertThat(of(dialect).home).containsAll(of(dialect).uris);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R24_countersAgreeWithRows(Dialect dialect) {
    assertThat(of(dialect).wrongCounters).isEmpty();
  }
}
