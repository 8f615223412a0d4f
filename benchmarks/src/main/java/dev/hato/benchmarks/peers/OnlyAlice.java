package dev.hato.benchmarks.peers;

import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The one local actor. */
record OnlyAlice(Iri id, KeyPair keys) implements LocalActors {
  @Override
  public Optional<LocalActor> find(String identifier) {
    Actor document =
        Actor.newBuilder("Person")
            .id(id)
            .preferredUsername("alice")
            .inbox(Iri.parse(id + "/inbox"))
            .publicKey(PublicKey.of(keyId(), id, Keys.toPem(keys.getPublic())))
            .build();
    return identifier.equals("alice")
        ? Optional.of(new LocalActor("alice", document))
        : Optional.empty();
  }

  @Override
  public Optional<SigningKey> signingKey(Iri actor) {
    return actor.equals(id)
        ? Optional.of(SigningKey.rsa(keyId().value(), keys.getPrivate()))
        : Optional.empty();
  }

  private Iri keyId() {
    return Iri.parse(id + "#main-key");
  }

  /** A public post of hers, as it is sent. */
  static Activity note(Iri alice, int number) {
    Iri id = Iri.parse(alice + "/notes/" + number);
    Note note =
        Note.newBuilder()
            .id(id)
            .attributedTo(alice)
            .content("<p>News for everybody</p>")
            .published(InstantSource.system().instant())
            .to(List.of(Iri.PUBLIC))
            .build();
    return Create.newBuilder()
        .id(Iri.parse(id + "/activity"))
        .actor(alice)
        .object(note)
        .to(List.of(Iri.PUBLIC))
        .build();
  }
}
