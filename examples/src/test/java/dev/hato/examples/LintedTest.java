package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.Federation;
import dev.hato.activitypub.collections.CollectionQuery;
import dev.hato.activitypub.collections.CollectionSlice;
import dev.hato.activitypub.collections.ServedCollection;
import dev.hato.activitypub.lint.Lint;
import dev.hato.activitypub.lint.LintRule.Severity;
import dev.hato.activitypub.lint.LintSource;
import dev.hato.activitypub.memory.InMemoryStores;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.client.SafeHttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How an application checks in a test of its own what it shows to others. */
final class LintedTest {
  @Test
  void whatOthersSeeOfAliceHasNoFaults() {
    InMemoryStores stores = InMemoryStores.of("https://example.org", Clock.systemUTC());
    stores
        .actors()
        .add(
            Actor.newBuilder("Person")
                .preferredUsername("alice")
                .set("following", "https://example.org/users/alice/following"),
            Keys.generateRsa(new SecureRandom()));
    try (SafeHttpClient http = SafeHttpClient.newBuilder().build()) {
      Federation federation =
          Federation.newBuilder("https://example.org", Clock.systemUTC())
              .http(http)
              .inMemory(stores)
              .collection("/users/{user}/outbox", asked -> Optional.of(new Empty()))
              .collection("/users/{user}/followers", asked -> Optional.of(new Empty()))
              .collection("/users/{user}/following", asked -> Optional.of(new Empty()))
              .build();

      Iri alice = Iri.parse("https://example.org/users/alice");
      Lint lint = Lint.standard().atLeast(Severity.WARNING);
      assertThat(lint.walk(LintSource.of(federation), alice)).isEmpty();
    }
  }

  private record Empty() implements ServedCollection {
    @Override
    public OptionalLong totalItems() {
      return OptionalLong.of(0);
    }

    @Override
    public CollectionSlice page(CollectionQuery query) {
      return new CollectionSlice(List.of(), Optional.empty());
    }
  }
}
