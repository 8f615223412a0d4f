package dev.hato.examples;

import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import dev.hato.webfinger.AccountDirectory;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.Jrd;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The only account of a bot. Its key lives as long as the process; a real bot stores it. */
final class BotAccount implements LocalActors, AccountDirectory {
  private final Acct handle;
  private final Actor actor;
  private final SigningKey key;
  private final AtomicLong ids;

  BotAccount(String base, String name, InstantSource clock) {
    ids = new AtomicLong(clock.millis());
    KeyPair keys = Keys.generateRsa(new SecureRandom());
    Iri id = Iri.parse(base + "/users/" + name);
    Iri keyId = Iri.parse(id + "#main-key");
    handle = Acct.parse(name + "@" + base.substring(base.indexOf("://") + 3)).orElseThrow();
    key = SigningKey.rsa(keyId.value(), keys.getPrivate());
    actor =
        Actor.newBuilder("Service")
            .id(id)
            .preferredUsername(name)
            .inbox(Iri.parse(id + "/inbox"))
            .outbox(Iri.parse(id + "/outbox"))
            .publicKey(PublicKey.of(keyId, id, Keys.toPem(keys.getPublic())))
            .build();
  }

  Iri id() {
    return actor.id().orElseThrow();
  }

  /** An id for a new object or activity. */
  Iri nextId() {
    return Iri.parse(id() + "/" + ids.incrementAndGet());
  }

  Acct handle() {
    return handle;
  }

  @Override
  public Optional<LocalActor> find(String identifier) {
    return identifier.equals(handle.user())
        ? Optional.of(new LocalActor(identifier, actor))
        : Optional.empty();
  }

  @Override
  public Optional<SigningKey> signingKey(Iri sender) {
    return sender.equals(id()) ? Optional.of(key) : Optional.empty();
  }

  @Override
  public Listing byName(String user) {
    return user.equalsIgnoreCase(handle.user()) ? instance() : new Listing.Unknown();
  }

  @Override
  public Listing byUrl(String url) {
    return url.equals(id().value()) ? instance() : new Listing.Unknown();
  }

  @Override
  public Listing instance() {
    return new Listing.Known(Jrd.newBuilder(handle.uri()).actor(id().value()).build());
  }
}
