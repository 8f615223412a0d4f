package dev.hato.storage.relationships;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.storage.Database;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.relationships.Follow.State;
import dev.hato.storage.testkit.Cast;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelationshipsTest {
  private static Transactions on(Dialect dialect) {
    return TestDatabases.shared(dialect).transactions();
  }

  private static List<Account> locals(Dialect dialect, int count) {
    return on(dialect)
        .write(
            tx -> {
              List<Account> accounts = new ArrayList<>();
              for (int i = 0; i < count; i++) {
                accounts.add(Cast.local(tx, "p"));
              }
              return accounts;
            });
  }

  private static Optional<Follow> follow(Tx tx, Account from, Account to, State state) {
    return tx.follows().add(from.id(), to.id(), state, FollowOptions.DEFAULT, "");
  }

  private static Account reload(Dialect dialect, Account account) {
    return on(dialect).read(tx -> tx.accounts().find(account.id()).orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFollowIsCountedOnceAndUncountedWhenItEnds(Dialect dialect) {
    List<Account> pair = locals(dialect, 2);
    Account alice = pair.get(0);
    Account bob = pair.get(1);
    assertThat(on(dialect).write((Tx tx) -> follow(tx, alice, bob, State.ACCEPTED))).isPresent();
    assertThat(on(dialect).write((Tx tx) -> follow(tx, alice, bob, State.ACCEPTED))).isEmpty();
    assertThat(reload(dialect, alice).followingCount()).isEqualTo(1);
    assertThat(reload(dialect, bob).followersCount()).isEqualTo(1);
    assertThat(on(dialect).write((Tx tx) -> tx.follows().remove(alice.id(), bob.id()))).isPresent();
    assertThat(on(dialect).write((Tx tx) -> tx.follows().remove(alice.id(), bob.id()))).isEmpty();
    assertThat(reload(dialect, alice).followingCount()).isZero();
    assertThat(reload(dialect, bob).followersCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aRequestCountsFromItsAcceptance(Dialect dialect) {
    List<Account> pair = locals(dialect, 2);
    Account alice = pair.get(0);
    Account bob = pair.get(1);
    on(dialect).run(tx -> follow(tx, alice, bob, State.PENDING));
    assertThat(reload(dialect, bob).followersCount()).isZero();
    assertThat(on(dialect).read((Tx tx) -> tx.follows().isFollowing(alice.id(), bob.id())))
        .isFalse();
    assertThat(on(dialect).read((Tx tx) -> tx.follows().requests(bob.id(), Page.first(5))))
        .extracting(listed -> listed.value().id())
        .containsExactly(alice.id());
    assertThat(on(dialect).write((Tx tx) -> tx.follows().accept(alice.id(), bob.id()))).isPresent();
    assertThat(on(dialect).write((Tx tx) -> tx.follows().accept(alice.id(), bob.id()))).isEmpty();
    assertThat(reload(dialect, bob).followersCount()).isEqualTo(1);
    assertThat(on(dialect).read((Tx tx) -> tx.follows().isFollowing(alice.id(), bob.id())))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R20_followsThatRaceInBothDirectionsAreCountedExactly(Dialect dialect) {
    List<Account> pair = locals(dialect, 2);
    Race.of(
        8,
        n ->
            on(dialect)
                .write(tx -> follow(tx, pair.get(n % 2), pair.get((n + 1) % 2), State.ACCEPTED)));
    for (Account account : pair) {
      assertThat(reload(dialect, account).followersCount()).isEqualTo(1);
      assertThat(reload(dialect, account).followingCount()).isEqualTo(1);
    }
    Race.of(
        8,
        n ->
            on(dialect)
                .write(
                    tx -> tx.follows().remove(pair.get(n % 2).id(), pair.get((n + 1) % 2).id())));
    for (Account account : pair) {
      assertThat(reload(dialect, account).followersCount()).isZero();
      assertThat(reload(dialect, account).followingCount()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void nobodyFollowsThemselves(Dialect dialect) {
    Account alice = locals(dialect, 1).getFirst();
    assertThatThrownBy(() -> on(dialect).run(tx -> follow(tx, alice, alice, State.ACCEPTED)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void followersPageByTheIdOfTheFollow(Dialect dialect) {
    List<Account> people = locals(dialect, 6);
    Account star = people.getFirst();
    for (Account fan : people.subList(1, 6)) {
      on(dialect).run(tx -> follow(tx, fan, star, State.ACCEPTED));
    }
    List<Listed<Account>> all =
        on(dialect).read(tx -> tx.follows().followers(star.id(), Page.first(40)));
    assertThat(all)
        .extracting(l -> l.value().id())
        .containsExactlyElementsOf(
            people.subList(1, 6).reversed().stream().map(Account::id).toList());
    long third = all.get(2).key();
    assertThat(
            on(dialect)
                .read(
                    (Tx tx) -> tx.follows().followers(star.id(), Page.first(40).withMaxId(third))))
        .isEqualTo(all.subList(3, 5));
    assertThat(
            on(dialect)
                .read(
                    (Tx tx) -> tx.follows().followers(star.id(), Page.first(1).withSinceId(third))))
        .isEqualTo(all.subList(0, 1));
    assertThat(
            on(dialect)
                .read((Tx tx) -> tx.follows().followers(star.id(), Page.first(1).withMinId(third))))
        .isEqualTo(all.subList(1, 2));
    assertThat(
            on(dialect).read((Tx tx) -> tx.follows().following(people.get(1).id(), Page.first(5))))
        .extracting(l -> l.value().id())
        .containsExactly(star.id());
    assertThat(on(dialect).read((Tx tx) -> tx.follows().followedIds(people.get(1).id())))
        .containsExactly(star.id());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFollowIsFoundAndChangedByItsParts(Dialect dialect) {
    List<Account> pair = locals(dialect, 2);
    long from = pair.get(0).id();
    long to = pair.get(1).id();
    FollowOptions options = new FollowOptions(false, true, List.of("ja", "en"));
    String uri = "https://remote.test/follows/" + from;
    on(dialect).run(tx -> tx.follows().add(from, to, State.ACCEPTED, FollowOptions.DEFAULT, ""));
    on(dialect)
        .run(
            tx -> {
              tx.follows().setOptions(from, to, options);
              tx.follows().setUri(from, to, uri);
            });
    Follow follow = on(dialect).read(tx -> tx.follows().findByUri(uri).orElseThrow());
    assertThat(follow.options()).isEqualTo(options);
    assertThat(on(dialect).read((Tx tx) -> tx.follows().find(from, to))).contains(follow);
    assertThat(on(dialect).read((Tx tx) -> tx.follows().findByUri(""))).isEmpty();
    assertThat(on(dialect).read((Tx tx) -> tx.follows().localFollowers(to, 0, 10)))
        .containsExactly(new LocalFollower(from, options));
    assertThat(on(dialect).read((Tx tx) -> tx.follows().localFollowers(to, from, 10))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void deliveriesGoOnceToEachSharedInbox(Dialect dialect) {
    Account alice = locals(dialect, 1).getFirst();
    String host = Cast.unique("h");
    on(dialect)
        .run(
            tx -> {
              for (int i = 0; i < 3; i++) {
                follow(tx, Cast.remote(tx, "r", host + "a.test"), alice, State.ACCEPTED);
                follow(tx, Cast.remote(tx, "r", host + "b.test"), alice, State.ACCEPTED);
              }
              follow(tx, Cast.remote(tx, "r", host + "c.test"), alice, State.PENDING);
              follow(tx, Cast.local(tx, "l"), alice, State.ACCEPTED);
              Account suspended = Cast.remote(tx, "r", host + "d.test");
              follow(tx, suspended, alice, State.ACCEPTED);
              tx.accounts().setSuspended(suspended.id(), true);
            });
    String a = "https://" + host + "a.test/inbox";
    String b = "https://" + host + "b.test/inbox";
    assertThat(on(dialect).read((Tx tx) -> tx.follows().inboxes(alice.uri(), "", 10)))
        .containsExactly(a, b);
    assertThat(on(dialect).read((Tx tx) -> tx.follows().inboxes(alice.uri(), "", 1)))
        .containsExactly(a);
    assertThat(on(dialect).read((Tx tx) -> tx.follows().inboxes(alice.uri(), a, 10)))
        .containsExactly(b);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void blocksAreAddedOnceListedAndLifted(Dialect dialect) {
    List<Account> pair = locals(dialect, 2);
    long alice = pair.get(0).id();
    long bob = pair.get(1).id();
    assertThat(on(dialect).write((Tx tx) -> tx.blocks().add(alice, bob, "https://x.test/b")))
        .isTrue();
    assertThat(on(dialect).write((Tx tx) -> tx.blocks().add(alice, bob, ""))).isFalse();
    assertThat(on(dialect).read((Tx tx) -> tx.blocks().uri(alice, bob)))
        .contains("https://x.test/b");
    assertThat(on(dialect).read((Tx tx) -> tx.blocks().exists(bob, alice))).isFalse();
    assertThat(on(dialect).read((Tx tx) -> tx.blocks().between(bob, alice))).isTrue();
    assertThat(on(dialect).read((Tx tx) -> tx.blocks().list(alice, Page.first(5))))
        .extracting(l -> l.value().id())
        .containsExactly(bob);
    assertThat(on(dialect).read((Tx tx) -> tx.relationships().hiddenFrom(bob)))
        .containsExactly(alice);
    assertThat(on(dialect).write((Tx tx) -> tx.blocks().remove(alice, bob))).isTrue();
    assertThat(on(dialect).write((Tx tx) -> tx.blocks().remove(alice, bob))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aMuteEndsByItself(Dialect dialect) {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    try (Database database = TestDatabases.open(dialect, now::get)) {
      Transactions transactions = database.transactions();
      List<Account> pair =
          transactions.write(tx -> List.of(Cast.local(tx, "a"), Cast.local(tx, "b")));
      long alice = pair.get(0).id();
      long bob = pair.get(1).id();
      transactions.run(tx -> tx.mutes().put(alice, bob, true, Duration.ZERO));
      transactions.run(tx -> tx.mutes().put(alice, bob, false, Duration.ofHours(1)));
      Relationship muted =
          transactions.read(tx -> tx.relationships().of(alice, List.of(bob))).get(bob);
      assertThat(muted.muting()).isTrue();
      assertThat(muted.mutingNotifications()).isFalse();
      assertThat(muted.muteExpiresAt()).contains(now.get().plusSeconds(3600));
      assertThat(transactions.read((Tx tx) -> tx.mutes().list(alice, Page.first(5)))).hasSize(1);
      assertThat(transactions.read((Tx tx) -> tx.relationships().hiddenFrom(alice)))
          .containsExactly(bob);

      now.set(now.get().plusSeconds(3600));
      assertThat(transactions.read((Tx tx) -> tx.mutes().exists(alice, bob))).isFalse();
      assertThat(
              transactions
                  .read((Tx tx) -> tx.relationships().of(alice, List.of(bob)))
                  .get(bob)
                  .muting())
          .isFalse();
      assertThat(transactions.write((Tx tx) -> tx.mutes().removeExpired())).isEqualTo(1);
      assertThat(transactions.write((Tx tx) -> tx.mutes().remove(alice, bob))).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void oneViewerAndManyOthersComeInOneAnswer(Dialect dialect) {
    List<Account> people = locals(dialect, 6);
    long viewer = people.getFirst().id();
    on(dialect)
        .run(
            tx -> {
              follow(tx, people.get(0), people.get(1), State.ACCEPTED);
              follow(tx, people.get(0), people.get(2), State.PENDING);
              follow(tx, people.get(3), people.get(0), State.ACCEPTED);
              follow(tx, people.get(4), people.get(0), State.PENDING);
              tx.blocks().add(viewer, people.get(3).id(), "");
              tx.blocks().add(people.get(4).id(), viewer, "");
              tx.mutes().put(viewer, people.get(5).id(), true, Duration.ZERO);
            });
    List<Long> ids = people.subList(1, 6).stream().map(Account::id).toList().reversed();
    List<Long> asked = new ArrayList<>(ids);
    asked.add(7L);
    List<Relationship> found =
        List.copyOf(on(dialect).read(tx -> tx.relationships().of(viewer, asked)).values());
    assertThat(found).extracting(Relationship::targetId).containsExactlyElementsOf(ids);
    List<Relationship> r = found.reversed();
    assertThat(r)
        .extracting(Relationship::isFollowing)
        .containsExactly(true, false, false, false, false);
    assertThat(r)
        .extracting(Relationship::isRequested)
        .containsExactly(false, true, false, false, false);
    assertThat(r)
        .extracting(Relationship::isFollowedBy)
        .containsExactly(false, false, true, false, false);
    assertThat(r)
        .extracting(Relationship::isRequestedBy)
        .containsExactly(false, false, false, true, false);
    assertThat(r)
        .extracting(Relationship::blocking)
        .containsExactly(false, false, true, false, false);
    assertThat(r)
        .extracting(Relationship::blockedBy)
        .containsExactly(false, false, false, true, false);
    assertThat(r)
        .extracting(Relationship::mutingNotifications)
        .containsExactly(false, false, false, false, true);
  }
}
