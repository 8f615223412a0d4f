package dev.hato.activitypub.testkit;

import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import java.security.KeyPair;

/**
 * An actor of a {@link RemoteInstance}, with a real RSA key.
 *
 * @param name its user name
 * @param document what its instance serves
 * @param key what it signs with
 */
public record RemoteActor(String name, Actor document, SigningKey key) {
  static RemoteActor create(String base, String name, String keyName) {
    KeyPair keys = KeyPool.next();
    Iri id = Iri.parse(base + "/users/" + name);
    Iri keyId = Iri.parse(id + "#" + keyName);
    Actor document =
        Actor.newBuilder("Person")
            .id(id)
            .preferredUsername(name)
            .inbox(Iri.parse(id + "/inbox"))
            .outbox(Iri.parse(id + "/outbox"))
            .followers(Iri.parse(id + "/followers"))
            .sharedInbox(Iri.parse(base + "/inbox"))
            .publicKey(PublicKey.of(keyId, id, Keys.toPem(keys.getPublic())))
            .build();
    return new RemoteActor(name, document, SigningKey.rsa(keyId.value(), keys.getPrivate()));
  }

  /** The actor's id. */
  public Iri id() {
    return document.id().orElseThrow();
  }

  /** An id below the actor's, for objects and activities. */
  public Iri id(String path) {
    return Iri.parse(id() + "/" + path);
  }
}
