package dev.hato.activitypub.memory;

import dev.hato.activitypub.outbox.ActivityPayloads;
import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.spi.OriginHealthStore;
import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.activitypub.testkit.ActivityPayloadsContract;
import dev.hato.activitypub.testkit.FollowersContract;
import dev.hato.activitypub.testkit.LocalActorsContract;
import dev.hato.activitypub.testkit.OriginHealthStoreContract;
import dev.hato.activitypub.testkit.RemoteActorStoreContract;
import dev.hato.activitypub.testkit.SeenActivitiesContract;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.Keys;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** The ports in memory against the suites that every port must pass. */
final class InMemoryStoresTest {
  private static final KeyPair KEYS = Keys.generateRsa(new SecureRandom());
  private static final String BASE = "https://local.example";

  private final InMemoryStores stores = InMemoryStores.of(BASE, InstantSource.system());

  @Nested
  final class Payloads extends ActivityPayloadsContract {
    @Override
    protected ActivityPayloads payloads() {
      return stores.tx().payloads();
    }
  }

  @Nested
  final class Health extends OriginHealthStoreContract {
    private final InMemoryOriginHealth health = new InMemoryOriginHealth();

    @Override
    protected OriginHealthStore health() {
      return health;
    }
  }

  @Nested
  final class RemoteActors extends RemoteActorStoreContract {
    private final InMemoryRemoteActors actors = new InMemoryRemoteActors();

    @Override
    protected RemoteActorStore actors() {
      return actors;
    }
  }

  @Nested
  final class Seen extends SeenActivitiesContract {
    private final InMemorySeenActivities seen = new InMemorySeenActivities(stores.tx().jobs());

    @Override
    protected SeenActivities seen() {
      return seen;
    }

    @Override
    protected long waiting() {
      return stores.jobs().stats().stream().mapToLong(queue -> queue.counts().waiting()).sum();
    }
  }

  @Nested
  final class Following extends FollowersContract {
    @Override
    protected Followers followers() {
      return stores.followers();
    }

    @Override
    protected Iri actor() {
      return Iri.parse(BASE + "/users/alice");
    }

    @Override
    protected void follow(Iri actor, Actor follower) {
      stores.followers().add(actor, follower);
    }
  }

  @Nested
  final class Actors extends LocalActorsContract {
    private Actors() {
      stores.actors().add(Actor.newBuilder("Person").preferredUsername("alice"), KEYS);
      stores.actors().add(Actor.newBuilder("Person").preferredUsername("bob"), KEYS);
      stores.actors().remove("bob");
    }

    @Override
    protected LocalActors actors() {
      return stores.actors();
    }

    @Override
    protected String present() {
      return "alice";
    }

    @Override
    protected String deleted() {
      return "bob";
    }
  }
}
