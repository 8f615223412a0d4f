package dev.hato.server.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.httpsig.SigningKey;
import dev.hato.storage.Transactions;
import java.time.Duration;
import java.util.Optional;

/** The local accounts as actors, and their keys: parsed once for many deliveries. Thread-safe. */
final class LocalActorPort implements LocalActors {
  private static final int MOST_KEYS = 1_000;

  private final Transactions transactions;
  private final LocalAccounts accounts;
  private final ActorSource documents;
  private final InstanceActor instance;
  private final Cache<Iri, SigningKey> keys =
      Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterWrite(Duration.ofMinutes(10)).build();

  LocalActorPort(Transactions transactions, ActorSource documents, InstanceActor instance) {
    this.transactions = transactions;
    this.accounts = new LocalAccounts(transactions);
    this.documents = documents;
    this.instance = instance;
  }

  @Override
  public Optional<LocalActor> find(String identifier) {
    return transactions.read(
        tx ->
            LocalAccounts.find(tx, identifier)
                .map(
                    account ->
                        new LocalActor(
                            account.username(),
                            documents.of(account, tx.keys().ofAccount(account.id())))));
  }

  @Override
  public Optional<Tombstone> tombstone(String identifier) {
    return accounts.findGone(identifier).map(gone -> Tombstone.of(Iri.parse(gone.uri())));
  }

  @Override
  public Optional<SigningKey> signingKey(Iri actor) {
    if (actor.equals(instance.id())) {
      return Optional.of(instance.key());
    }
    SigningKey known = keys.getIfPresent(actor);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<SigningKey> read =
        transactions.read(
            tx ->
                tx.keys().ofActor(actor.value()).stream()
                    .findFirst()
                    .map(key -> SigningKey.fromPem(key.keyId(), key.privatePem())));
    read.ifPresent(key -> keys.put(actor, key));
    return read;
  }
}
