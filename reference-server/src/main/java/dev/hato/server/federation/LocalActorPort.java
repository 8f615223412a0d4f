package dev.hato.server.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.httpsig.SigningKey;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.ActorKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The local accounts as actors, and their keys: parsed once for many deliveries. Thread-safe. */
final class LocalActorPort implements LocalActors {
  private static final int MOST_KEYS = 1_000;

  private final Transactions transactions;
  private final LocalAccounts accounts;
  private final ActorSource documents;
  private final InstanceActor instance;
  private final Cache<Iri, Pair> keys =
      Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterWrite(Duration.ofMinutes(10)).build();

  private record Pair(Optional<SigningKey> signing, Optional<SigningKey> proof) {}

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
    return actor.equals(instance.id()) ? Optional.of(instance.key()) : keysOf(actor).signing();
  }

  @Override
  public Optional<SigningKey> proofKey(Iri actor) {
    return keysOf(actor).proof();
  }

  private Pair keysOf(Iri actor) {
    Pair known = keys.getIfPresent(actor);
    if (known != null) {
      return known;
    }
    List<ActorKey> read = transactions.read(tx -> tx.keys().ofActor(actor.value()));
    Pair pair =
        new Pair(
            read.stream().findFirst().map(LocalActorPort::parse),
            read.stream().filter(ActorKey::isProofKey).findFirst().map(LocalActorPort::parse));
    if (!read.isEmpty()) {
      keys.put(actor, pair);
    }
    return pair;
  }

  private static SigningKey parse(ActorKey key) {
    return SigningKey.fromPem(key.keyId(), key.privatePem());
  }
}
