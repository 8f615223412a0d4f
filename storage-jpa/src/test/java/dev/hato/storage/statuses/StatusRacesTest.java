package dev.hato.storage.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.CounterCheck;
import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.TxFunction;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.notifications.NotificationType;
import dev.hato.storage.tags.Tag;
import dev.hato.storage.tags.TagName;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Things that must happen once happen once, whoever comes at the same moment. */
class StatusRacesTest {
  private static final int ROUNDS = 40;

  /**
   * Runs two transactions at the same time, again and again, and gives both results of each round.
   */
  private static <T> List<List<T>> race(Database database, IntFunction<List<TxFunction<T>>> round)
      throws Exception {
    List<List<T>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      CyclicBarrier start = new CyclicBarrier(2);
      for (int i = 0; i < ROUNDS; i++) {
        List<Future<T>> runs = new ArrayList<>();
        for (TxFunction<T> work : round.apply(i)) {
          runs.add(
              threads.submit(
                  () -> {
                    start.await(20, TimeUnit.SECONDS);
                    return database.transactions().write(work);
                  }));
        }
        results.add(
            List.of(runs.get(0).get(30, TimeUnit.SECONDS), runs.get(1).get(30, TimeUnit.SECONDS)));
      }
    }
    return results;
  }

  private static <T> List<TxFunction<T>> twice(TxFunction<T> work) {
    return List.of(work, work);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R20_oneOfTwoAddsTheStatus(Dialect dialect) throws Exception {
    try (Database database = TestDatabases.open(dialect)) {
      long alice = database.transactions().write(tx -> People.remote(tx, "alice", "b.example"));
      var results =
          race(
              database,
              i ->
                  twice(
                      tx ->
                          tx.statuses()
                              .add(
                                  Status.newBuilder(
                                          tx.nextId(), alice, "https://b.example/" + i, tx.now())
                                      .remote()
                                      .build())));
      assertThat(results)
          .allSatisfy(
              both -> {
                assertThat(both).filteredOn(r -> r instanceof StatusInsert.Added).hasSize(1);
                assertThat(both).filteredOn(r -> r instanceof StatusInsert.Known).hasSize(1);
              });
      assertThat(CounterCheck.mismatches(database)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R20_createAndDeleteAtOnceEndDeleted(Dialect dialect) throws Exception {
    try (Database database = TestDatabases.open(dialect)) {
      long alice = database.transactions().write(tx -> People.remote(tx, "alice", "b.example"));
      race(
          database,
          i -> {
            String uri = "https://b.example/" + i;
            return List.<TxFunction<Boolean>>of(
                tx ->
                    tx.statuses()
                            .add(
                                Status.newBuilder(tx.nextId(), alice, uri, tx.now())
                                    .remote()
                                    .build())
                        instanceof StatusInsert.Added,
                tx -> tx.statuses().deleteRemote(uri, alice, tx.now()).isPresent());
          });
      database
          .transactions()
          .run(
              tx -> {
                for (int i = 0; i < ROUNDS; i++) {
                  assertThat(tx.statuses().findByUri("https://b.example/" + i)).isEmpty();
                  assertThat(tx.statuses().buried("https://b.example/" + i)).isPresent();
                }
              });
      assertThat(CounterCheck.mismatches(database)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R20_favouriteBoostNotificationKeyAndTagOnceEach(Dialect dialect) throws Exception {
    try (Database database = TestDatabases.open(dialect)) {
      long alice = database.transactions().write(tx -> People.local(tx, "alice"));
      List<Status> posts = new ArrayList<>();
      database
          .transactions()
          .run(
              tx -> {
                posts.clear();
                for (int i = 0; i < ROUNDS; i++) {
                  posts.add(Posts.post(tx, alice));
                }
              });
      var results =
          race(
              database,
              i -> {
                Status post = posts.get(i);
                return twice(
                    tx -> {
                      List<String> done = new ArrayList<>();
                      long id = tx.nextId();
                      if (tx.idempotencyKeys().claim(alice, "key" + i, id).isEmpty()) {
                        done.add("claimed");
                      }
                      if (tx.favourites().add(alice, post.id(), "")) {
                        done.add("favourited");
                      }
                      if (tx.statuses().add(Posts.draft(tx, alice).reblogOf(post).build())
                          instanceof StatusInsert.Added) {
                        done.add("boosted");
                      }
                      if (tx.notifications()
                          .add(
                              alice,
                              NotificationType.FOLLOW,
                              post.id() > 0 ? alice : 0,
                              OptionalLong.of(post.id()))
                          .isPresent()) {
                        done.add("notified");
                      }
                      List<Tag> tags =
                          tx.tags().ensure(List.of(TagName.parse("レース" + i).orElseThrow()));
                      done.add("tag " + tags.getFirst().id());
                      return done;
                    });
              });
      assertThat(results)
          .allSatisfy(
              both -> {
                List<String> all = both.stream().flatMap(List::stream).toList();
                assertThat(all).containsOnlyOnce("claimed", "favourited", "boosted", "notified");
                assertThat(all.stream().filter(s -> s.startsWith("tag ")).distinct()).hasSize(1);
              });
      assertThat(CounterCheck.mismatches(database)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R24_countersEqualRowsAfterRandomWork(Dialect dialect) {
    Random random = new Random(24);
    try (Database database = TestDatabases.open(dialect)) {
      List<Long> accounts = new ArrayList<>();
      List<Status> posts = new ArrayList<>();
      database
          .transactions()
          .run(
              tx -> {
                for (int i = 0; i < 5; i++) {
                  accounts.add(People.local(tx, "someone" + i));
                }
                posts.add(Posts.post(tx, accounts.getFirst()));
              });
      for (int round = 0; round < 30; round++) {
        database
            .transactions()
            .run(
                tx -> {
                  for (int i = 0; i < 10; i++) {
                    someWork(tx, random, accounts, posts);
                  }
                });
      }
      assertThat(CounterCheck.mismatches(database)).isEmpty();
    }
  }

  private static void someWork(Tx tx, Random random, List<Long> accounts, List<Status> posts) {
    long account = accounts.get(random.nextInt(accounts.size()));
    Status target = posts.get(random.nextInt(posts.size()));
    boolean alive = tx.statuses().find(target.id()).isPresent();
    switch (random.nextInt(7)) {
      case 0, 1 -> posts.add(Posts.post(tx, account, Visibility.values()[random.nextInt(4)]));
      case 2 -> {
        if (alive) {
          posts.add(Posts.reply(tx, account, target));
        }
      }
      case 3 -> {
        if (alive
            && !target.isBoost()
            && tx.statuses().add(Posts.draft(tx, account).reblogOf(target).build())
                instanceof StatusInsert.Added(Status boost)) {
          posts.add(boost);
        }
      }
      case 4 -> tx.favourites().add(account, target.id(), "");
      case 5 -> tx.favourites().remove(account, target.id());
      default -> tx.statuses().delete(target.id(), tx.now());
    }
  }
}
