package dev.hato.activitypub.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.KeyResolver;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RemoteKeysTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final LocalInstance site = new LocalInstance(clock, builder -> {});
  private final RemoteInstance good = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteInstance evil = RemoteInstance.start("127.0.0.2", clock);
  private final RemoteActor bob = good.actor("bob");
  private final RemoteActor mallory = evil.actor("mallory");
  private final KeyResolver keys = site.federation().remote().keys();

  @AfterEach
  void close() {
    site.close();
    good.close();
    evil.close();
  }

  @Test
  void findsAKeyInItsActor() {
    KeyLookup lookup = keys.resolve(bob.key().keyId(), false);
    assertThat(lookup)
        .isInstanceOfSatisfying(
            KeyLookup.Found.class,
            found -> {
              assertThat(found.key().controller()).isEqualTo(bob.id().value());
              assertThat(found.key().keyId()).isEqualTo(bob.key().keyId());
            });
    keys.resolve(bob.key().keyId(), false);
    assertThat(good.requests()).hasSize(1);
  }

  @Test
  void findsAKeyWithADocumentOfItsOwn() {
    Iri keyId = bob.id("main-key");
    PublicKey key = PublicKey.of(keyId, bob.id(), pem(bob));
    good.serve(bob.document().toBuilder().publicKey(key).build());
    good.serve("/users/bob/main-key", key);
    assertThat(controller(keyId)).isEqualTo(bob.id().value());
  }

  @Test
  void findsAKeyWhoseAddressGivesTheActor() {
    // GoToSocial answers the key's address with a stub of the actor.
    Iri keyId = bob.id("main-key");
    Actor actor =
        bob.document().toBuilder().publicKey(PublicKey.of(keyId, bob.id(), pem(bob))).build();
    good.serve(actor);
    good.serve("/users/bob/main-key", actor.without("inbox"));
    assertThat(controller(keyId)).isEqualTo(bob.id().value());
  }

  @Test
  void F11_aKeyDocumentUnderAnotherIdIsRefused() {
    Iri asked = Iri.parse(evil.base() + "/key");
    evil.serve("/key", PublicKey.of(bob.id("main-key"), bob.id(), pem(mallory)));
    assertThat(keys.resolve(asked.value(), false)).isNotInstanceOf(KeyLookup.Found.class);
    assertThat(site.remoteActors().findByKey(asked.value())).isEmpty();
  }

  @Test
  void K12_aKeyThatItsOwnerDoesNotListIsRefused() {
    Iri asked = Iri.parse(evil.base() + "/key");
    evil.serve(PublicKey.of(asked, bob.id(), pem(mallory)));
    assertThat(keys.resolve(asked.value(), false)).isInstanceOf(KeyLookup.Invalid.class);

    Iri other = mallory.id("other-key");
    evil.serve(PublicKey.of(other, mallory.id(), pem(mallory)));
    assertThat(keys.resolve(other.value(), false)).isInstanceOf(KeyLookup.Invalid.class);
  }

  @Test
  void K12_aKeyListedForAnotherOwnerIsRefused() {
    Iri keyId = Iri.parse(mallory.key().keyId());
    evil.serve(
        mallory.document().toBuilder()
            .publicKey(PublicKey.of(keyId, bob.id(), pem(mallory)))
            .build());
    assertThat(keys.resolve(keyId.value(), false)).isInstanceOf(KeyLookup.Invalid.class);
  }

  @Test
  void K12_anActorCannotListAKeyOfAnotherOrigin() {
    Iri bobsKey = Iri.parse(bob.key().keyId());
    evil.serve(
        mallory.document().toBuilder()
            .publicKey(PublicKey.of(bobsKey, mallory.id(), pem(mallory)))
            .build());
    site.federation().remote().refreshActor(mallory.id(), FetchBudget.standard(clock));
    assertThat(controller(bobsKey)).isEqualTo(bob.id().value());
  }

  @Test
  void M24_aKeyLookUpStoresUnderTheActorsIdAlone() {
    ApObject impostor = mallory.document().with("preferredUsername", "bob");
    evil.serve(impostor);
    keys.resolve(mallory.key().keyId(), false);
    assertThat(site.remoteActors().find(mallory.id())).isPresent();
    assertThat(site.remoteActors().find(bob.id())).isEmpty();
  }

  @Test
  void F06_anUnreachableKeyIsFetchedOnceInTenMinutes() {
    good.reply("/users/bob", Reply.status(503));
    for (int i = 0; i < 100; i++) {
      assertThat(keys.resolve(bob.key().keyId(), false)).isInstanceOf(KeyLookup.Unreachable.class);
    }
    assertThat(good.requestsFor("/users/bob")).isEqualTo(1);
    good.serve(bob.document());
    clock.advance(Duration.ofMinutes(11));
    assertThat(controller(Iri.parse(bob.key().keyId()))).isEqualTo(bob.id().value());
  }

  @Test
  void aChangedKeyIsFoundByARefresh() {
    keys.resolve(bob.key().keyId(), false);
    RemoteActor changed = good.changeKey("bob", "main-key");
    clock.advance(Duration.ofMinutes(6));
    assertThat(keys.resolve(bob.key().keyId(), true))
        .isInstanceOfSatisfying(
            KeyLookup.Found.class,
            found ->
                assertThat(dev.hato.httpsig.Keys.toPem(found.key().publicKey()))
                    .isEqualTo(pem(changed)));
  }

  @Test
  void theKeyOfAnActorThatWasDeletedStillVerifiesItsLastWord() {
    keys.resolve(bob.key().keyId(), false);
    good.reply("/users/bob", Reply.status(410));
    clock.advance(Duration.ofHours(25));
    assertThat(controller(Iri.parse(bob.key().keyId()))).isEqualTo(bob.id().value());
    assertThat(keys.resolve(good.actor("carol").id() + "#none", false))
        .isInstanceOf(KeyLookup.Invalid.class);
  }

  @Test
  void G2_ownKeysAreNotFetched() {
    assertThat(keys.resolve(site.alice().key().keyId(), false))
        .isInstanceOf(KeyLookup.Invalid.class);
    assertThat(keys.resolve("nonsense", false)).isInstanceOf(KeyLookup.Invalid.class);
  }

  private String controller(Iri keyId) {
    KeyLookup lookup = keys.resolve(keyId.value(), false);
    assertThat(lookup).isInstanceOf(KeyLookup.Found.class);
    return ((KeyLookup.Found) lookup).key().controller();
  }

  private static String pem(RemoteActor actor) {
    return actor.document().publicKeys().getFirst().publicKeyPem().orElseThrow();
  }
}
