package dev.hato.activitypub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.SigningKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LocalActors} must do: extend it, and say how to make one and whom it knows. A
 * document without the key that signs in its name is the mistake that costs most time to find.
 */
public abstract class LocalActorsContract {
  /** The port. */
  protected abstract LocalActors actors();

  /** The identifier of an actor that is there. */
  protected abstract String present();

  /** The identifier of an actor that was deleted. */
  protected abstract String deleted();

  @Test
  void anActorHasAnIdAnInboxAndAnOutbox() {
    LocalActor actor = actors().find(present()).orElseThrow();

    assertThat(actor.identifier()).isEqualTo(present());
    assertThat(actor.document().id().filter(Iri::isHttp)).isPresent();
    assertThat(actor.document().inbox().filter(Iri::isHttp)).isPresent();
    assertThat(actor.document().outbox().filter(Iri::isHttp)).isPresent();
    assertThat(actor.document().preferredUsername()).isPresent();
    assertThat(actors().tombstone(present())).isEmpty();
  }

  @Test
  void itsAddressesAreOfOneOrigin() {
    var document = actors().find(present()).orElseThrow().document();
    Iri id = document.id().orElseThrow();

    assertThat(List.of(document.inbox().orElseThrow(), document.outbox().orElseThrow()))
        .allMatch(id::sameOrigin);
  }

  @Test
  void itSignsWithAKeyThatItsDocumentShows() {
    var document = actors().find(present()).orElseThrow().document();
    Iri id = document.id().orElseThrow();
    SigningKey key = actors().signingKey(id).orElseThrow();
    PublicKey shown =
        document.publicKeys().stream()
            .filter(each -> each.id().filter(Iri.parse(key.keyId())::equals).isPresent())
            .findFirst()
            .orElseThrow(() -> new AssertionError("the document does not show " + key.keyId()));

    assertThat(shown.owner()).contains(id);
    byte[] data = {1, 2, 3};
    assertThat(KeyLookup.fromPem(key.keyId(), id.value(), shown.publicKeyPem().orElseThrow()))
        .isInstanceOfSatisfying(
            KeyLookup.Found.class,
            found -> assertThat(found.key().verifies(data, key.sign(data))).isTrue());
  }

  @Test
  void whoWasDeletedIsGoneButKeepsItsKeyForItsLastDelete() {
    assertThat(actors().find(deleted())).isEmpty();
    Iri id = actors().tombstone(deleted()).orElseThrow().id().orElseThrow();

    assertThat(actors().signingKey(id)).isPresent();
  }

  @Test
  void nobodyElseIsThere() {
    assertThat(actors().find("nobody-of-that-name")).isEmpty();
    assertThat(actors().tombstone("nobody-of-that-name")).isEmpty();
    assertThat(actors().signingKey(Iri.parse("https://elsewhere.example/users/x"))).isEmpty();
  }
}
