package dev.hato.activitypub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.StoredActor;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link RemoteActorStore} must do: extend it and say how to make one. */
public abstract class RemoteActorStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final String bob = "https://good.example/" + UUID.randomUUID();
  private final String eve = "https://evil.example/" + UUID.randomUUID();

  /** The port; it may hold other actors. */
  protected abstract RemoteActorStore actors();

  @Test
  void nobodyIsKnownAtFirst() {
    assertThat(actors().find(Iri.parse(bob))).isEmpty();
    assertThat(actors().findByKey(bob + "#main-key")).isEmpty();
  }

  @Test
  void anActorIsFoundByItsIdAndByEachOfItsKeys() {
    StoredActor saved = actor(bob, "Bob 鳩", bob + "#a", bob + "#b");
    actors().save(saved);

    assertThat(actors().find(Iri.parse(bob))).contains(saved);
    assertThat(actors().findByKey(bob + "#a")).contains(saved);
    assertThat(actors().findByKey(bob + "#b")).contains(saved);
  }

  @Test
  void aDocumentIsReplacedTogetherWithItsKeys() {
    StoredActor second = actor(bob, "ボブ", bob + "#c");
    actors().save(actor(bob, "Bob", bob + "#a"));
    actors().save(second);

    assertThat(actors().find(Iri.parse(bob))).contains(second);
    assertThat(actors().findByKey(bob + "#a")).isEmpty();
    assertThat(actors().findByKey(bob + "#c")).contains(second);
  }

  @Test
  void whoIsForgottenIsNotFoundByHisKeysEither() {
    actors().save(actor(bob, "Bob", bob + "#a"));
    actors().invalidate(Iri.parse(bob));
    actors().invalidate(Iri.parse(bob));

    assertThat(actors().find(Iri.parse(bob))).isEmpty();
    assertThat(actors().findByKey(bob + "#a")).isEmpty();
  }

  @Test
  void K12_aKeyBelongsToADocumentOfItsOwnOrigin() {
    StoredActor honest = actor(bob, "Bob", bob + "#main-key");
    actors().save(honest);
    actors().save(actor(eve, "Eve", bob + "#main-key"));

    assertThat(actors().findByKey(bob + "#main-key")).contains(honest);
  }

  @Test
  void K12_aKeyIsNobodysWhenOnlyAStrangerListsIt() {
    actors().save(actor(eve, "Eve", bob + "#main-key"));

    assertThat(actors().findByKey(bob + "#main-key")).isEmpty();
  }

  private static StoredActor actor(String id, String name, String... keys) {
    Actor document = Actor.newBuilder("Person").id(Iri.parse(id)).name(name).build();
    return new StoredActor(Iri.parse(id), document, List.of(keys), NOW);
  }
}
