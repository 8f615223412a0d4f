package dev.hato.storage.federation;

import dev.hato.activitypub.outbox.ActivityPayloads;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.InboxPage;
import dev.hato.activitypub.spi.OriginHealthStore;
import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.activitypub.testkit.ActivityPayloadsContract;
import dev.hato.activitypub.testkit.FollowersContract;
import dev.hato.activitypub.testkit.OriginHealthStoreContract;
import dev.hato.activitypub.testkit.RemoteActorStoreContract;
import dev.hato.activitypub.testkit.SeenActivitiesContract;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.storage.Database;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.ActorUrls;
import dev.hato.storage.accounts.Profile;
import dev.hato.storage.accounts.RemoteActor;
import dev.hato.storage.accounts.RemoteSave;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.Cast;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.TestDatabases;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The ports on both databases against the suites that every port must pass. */
final class FederationContractsTest {
  @Nested
  final class PayloadsInH2 extends Payloads {
    PayloadsInH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  final class PayloadsInPostgres extends Payloads {
    PayloadsInPostgres() {
      super(Dialect.POSTGRESQL);
    }
  }

  @Nested
  final class HealthInH2 extends Health {
    HealthInH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  final class HealthInPostgres extends Health {
    HealthInPostgres() {
      super(Dialect.POSTGRESQL);
    }
  }

  @Nested
  final class ActorsInH2 extends Actors {
    ActorsInH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  final class ActorsInPostgres extends Actors {
    ActorsInPostgres() {
      super(Dialect.POSTGRESQL);
    }
  }

  @Nested
  final class SeenInH2 extends Seen {
    SeenInH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  final class SeenInPostgres extends Seen {
    SeenInPostgres() {
      super(Dialect.POSTGRESQL);
    }
  }

  @Nested
  final class FollowersInH2 extends Following {
    FollowersInH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  final class FollowersInPostgres extends Following {
    FollowersInPostgres() {
      super(Dialect.POSTGRESQL);
    }
  }

  private abstract static class Payloads extends ActivityPayloadsContract {
    private final Database database;

    Payloads(Dialect dialect) {
      database = TestDatabases.shared(dialect);
    }

    @Override
    protected ActivityPayloads payloads() {
      return database.payloads();
    }
  }

  private abstract static class Health extends OriginHealthStoreContract {
    private final Database database;

    Health(Dialect dialect) {
      database = TestDatabases.shared(dialect);
    }

    @Override
    protected OriginHealthStore health() {
      return database.originHealth();
    }
  }

  private abstract static class Actors extends RemoteActorStoreContract {
    private final Database database;

    Actors(Dialect dialect) {
      database = TestDatabases.shared(dialect);
    }

    @Override
    protected RemoteActorStore actors() {
      return database.remoteActors();
    }
  }

  private abstract static class Seen extends SeenActivitiesContract {
    private final Database database;

    Seen(Dialect dialect) {
      database = TestDatabases.shared(dialect);
    }

    @Override
    protected SeenActivities seen() {
      return database.seenActivities();
    }

    @Override
    protected long waiting() {
      return database.jobs().stats().stream()
          .filter(queue -> queue.queue().equals(TYPE.queue()))
          .mapToLong(queue -> queue.counts().waiting())
          .sum();
    }
  }

  /** The query that the server's port asks. */
  private abstract static class Following extends FollowersContract {
    private final Transactions transactions;

    Following(Dialect dialect) {
      transactions = TestDatabases.shared(dialect).transactions();
    }

    @Override
    protected Followers followers() {
      return (actor, after, limit) -> {
        List<String> page =
            transactions.read((Tx tx) -> tx.follows().inboxes(actor.value(), after, limit));
        return new InboxPage(
            page.stream().map(Iri::parse).toList(),
            page.size() == limit ? Optional.of(page.getLast()) : Optional.empty());
      };
    }

    @Override
    protected Iri actor() {
      return Iri.parse(transactions.write((Tx tx) -> Cast.local(tx, "alice")).uri());
    }

    @Override
    protected void follow(Iri actor, Actor follower) {
      transactions.run(
          tx -> {
            Account followed = tx.accounts().findByUri(actor.value()).orElseThrow();
            RemoteSave saved = tx.accounts().saveRemote(account(follower));
            Account from = ((RemoteSave.Saved) saved).account();
            People.follow(tx, from.id(), followed.id());
          });
    }

    private static RemoteActor account(Actor actor) {
      String id = actor.id().orElseThrow().value();
      var urls =
          ActorUrls.newBuilder(id)
              .url(id)
              .inbox(actor.inbox().orElseThrow().value())
              .sharedInbox(actor.sharedInbox().map(Iri::value).orElse(""))
              .outbox(id + "/outbox")
              .followers(id + "/followers")
              .following(id + "/following")
              .featured(id + "/featured")
              .build();
      return new RemoteActor(
          actor.preferredUsername().orElseThrow(),
          actor.id().orElseThrow().host().orElseThrow(),
          urls,
          Profile.newBuilder().displayName("").build(),
          Optional.empty());
    }
  }
}
