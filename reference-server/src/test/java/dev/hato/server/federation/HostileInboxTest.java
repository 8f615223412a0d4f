package dev.hato.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.Federation;
import dev.hato.activitypub.inbox.Inbound;
import dev.hato.activitypub.inbox.InboxVerdict;
import dev.hato.activitypub.memory.InMemoryFollowers;
import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.spi.StoredActor;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.HostileRequests;
import dev.hato.httpsig.HostileRequests.Hostile;
import dev.hato.httpsig.HostileRequests.Sent;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.TestDatabases;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The whole corpus of hostile signatures against an inbox over a database. The answer is 503 where
 * a request names a key that would have to be fetched: there is no network here.
 */
final class HostileInboxTest {
  private static final Iri ALICE = Iri.parse("https://peer.test/users/alice");
  private static final Iri KEY = Iri.parse(HostileRequests.KEY_ID);

  /** Every row of every table. */
  private static List<String> state(DatabaseConfig config) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(config.url(), config.username(), config.password());
        Statement statement = connection.createStatement();
        ResultSet script = statement.executeQuery("script")) {
      while (script.next()) {
        rows.add(script.getString(1));
      }
    }
    return rows;
  }

  @Test
  void K23_hostileSignaturesAreRefusedAndTheStateBeforeAndAfterIsEqual() throws Exception {
    DatabaseConfig config = TestDatabases.config(Dialect.H2);
    InstantSource clock = InstantSource.fixed(HostileRequests.NOW);
    try (Database database = Database.open(config, clock);
        SafeHttpClient http = offline()) {
      Federation federation = federation(database, http, clock);
      database.remoteActors().save(alice());
      List<String> before = state(config);

      List<Hostile> corpus = HostileRequests.all();
      for (Hostile hostile : corpus) {
        assertThat(receive(federation, hostile.request()))
            .as(hostile.name())
            .isInstanceOfSatisfying(
                InboxVerdict.Refused.class,
                refused -> {
                  assertThat(refused.reason()).isNotBlank();
                  assertThat(refused.status()).as(refused.reason()).isIn(400, 401, 503);
                });
      }
      System.out.println(
          "Hostile signatures: " + corpus.size() + " of " + corpus.size() + " refused");
      assertThat(corpus).hasSizeGreaterThan(200);
      assertThat(state(config)).isEqualTo(before);

      for (Sent fine : HostileRequests.unbent()) {
        assertThat(receive(federation, fine)).isInstanceOf(InboxVerdict.Accepted.class);
        // They carry the same activity, and a repeat would be ignored.
        database.seenActivities().removeOlderThan(HostileRequests.NOW.plusSeconds(1));
      }
      assertThat(state(config)).isNotEqualTo(before);
    }
  }

  private static InboxVerdict receive(Federation federation, Sent request) {
    return federation
        .inbox()
        .receive(new Inbound(request.message(), request.body(), Optional.empty()));
  }

  private static Federation federation(
      Database database, SafeHttpClient http, InstantSource clock) {
    return Federation.newBuilder("https://good.test", clock)
        .http(http)
        .queue(new JobStoreQueue(database.jobs()))
        .actors(new Nobody())
        .followers(new InMemoryFollowers())
        .payloads(database.payloads())
        .remoteActors(database.remoteActors())
        .seen(database.seenActivities())
        .health(database.originHealth())
        .build();
  }

  private static StoredActor alice() {
    Actor document =
        Actor.newBuilder("Person")
            .id(ALICE)
            .preferredUsername("alice")
            .inbox(Iri.parse(ALICE + "/inbox"))
            .publicKey(PublicKey.of(KEY, ALICE, Keys.toPem(HostileRequests.publicKey())))
            .build();
    return new StoredActor(ALICE, document, List.of(KEY.value()), HostileRequests.NOW);
  }

  private static SafeHttpClient offline() {
    return SafeHttpClient.newBuilder()
        .resolver(
            host -> {
              throw new UnknownHostException(host);
            })
        .build();
  }

  private static final class Nobody implements LocalActors {
    @Override
    public Optional<LocalActor> find(String identifier) {
      return Optional.empty();
    }

    @Override
    public Optional<SigningKey> signingKey(Iri actor) {
      return Optional.empty();
    }
  }
}
