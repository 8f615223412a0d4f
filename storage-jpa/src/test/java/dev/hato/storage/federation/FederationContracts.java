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

/** The ports on a database against the suites that every port must pass. */
abstract class FederationContracts {
  private final Database database;

  FederationContracts(Dialect dialect) {
    database = TestDatabases.shared(dialect);
  }

  @Nested
  final class Payloads extends ActivityPayloadsContract {
    @Override
    protected ActivityPayloads payloads() {
      return database.payloads();
    }
  }

  @Nested
  final class Health extends OriginHealthStoreContract {
    @Override
    protected OriginHealthStore health() {
      return database.originHealth();
    }
  }

  @Nested
  final class Actors extends RemoteActorStoreContract {
    @Override
    protected RemoteActorStore actors() {
      return database.remoteActors();
    }
  }

  @Nested
  final class Seen extends SeenActivitiesContract {
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
  @Nested
  final class Following extends FollowersContract {
    private final Transactions transactions = database.transactions();

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
