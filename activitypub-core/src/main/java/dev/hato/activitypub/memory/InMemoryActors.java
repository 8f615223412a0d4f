package dev.hato.activitypub.memory;

import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ActorBuilder;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import dev.hato.webfinger.AccountDirectory;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.Jrd;
import java.security.KeyPair;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The local actors of an application that has only a few, and their handles: bots, relays, tests.
 * Their addresses are the usual ones below {@code /users/}. The first actor is the server's own
 * one, too. Thread-safe.
 *
 * <p>Keep the keys: peers remember them, and one that changes at every start is refused by many.
 */
public final class InMemoryActors implements LocalActors, AccountDirectory {
  private final String base;
  private final Map<String, Resident> residents = new ConcurrentHashMap<>();
  private volatile Optional<String> first = Optional.empty();

  private record Resident(Actor document, SigningKey key, Optional<Tombstone> tombstone) {}

  /**
   * Nobody yet.
   *
   * @param base scheme and authority of all ids, and the path that the application is mounted at
   */
  public InMemoryActors(String base) {
    this.base = base;
  }

  /**
   * Adds an actor: its id, inbox, outbox, followers, shared inbox and public key are set here.
   *
   * @param described with {@code preferredUsername}, under which it is found
   * @param keys an RSA key pair
   * @return the whole document
   * @throws IllegalArgumentException without a user name
   */
  public Actor add(ActorBuilder described, KeyPair keys) {
    String name =
        described
            .build()
            .preferredUsername()
            .orElseThrow(() -> new IllegalArgumentException("set preferredUsername first"));
    Iri id = Iri.parse(base + "/users/" + name);
    Iri keyId = Iri.parse(id + "#main-key");
    Actor actor =
        described
            .id(id)
            .inbox(Iri.parse(id + "/inbox"))
            .outbox(Iri.parse(id + "/outbox"))
            .followers(Iri.parse(id + "/followers"))
            .sharedInbox(Iri.parse(base + "/inbox"))
            .publicKey(PublicKey.of(keyId, id, Keys.toPem(keys.getPublic())))
            .build();
    put(actor, SigningKey.rsa(keyId.value(), keys.getPrivate()));
    return actor;
  }

  /**
   * Adds an actor as it is, or puts it in the place of the one with its user name.
   *
   * @param key what it signs with; its public half is in the document
   */
  public synchronized void put(Actor actor, SigningKey key) {
    String name = actor.preferredUsername().orElseThrow();
    residents.put(lower(name), new Resident(actor, key, Optional.empty()));
    if (first.isEmpty()) {
      first = Optional.of(name);
    }
  }

  /**
   * Changes the document of an actor, which keeps its key.
   *
   * @return false when there is no such actor
   */
  public boolean replace(Actor actor) {
    return residents.computeIfPresent(
            lower(actor.preferredUsername().orElse("")),
            (name, now) -> new Resident(actor, now.key(), now.tombstone()))
        != null;
  }

  /** Deletes an actor: it keeps its key for its Delete, and its name is never given again. */
  public void remove(String name) {
    residents.computeIfPresent(
        lower(name),
        (unused, now) ->
            new Resident(
                now.document(), now.key(), now.document().id().map(id -> Tombstone.of(id))));
  }

  /** The id of the first actor, in whose name documents are fetched; empty before there is one. */
  public Optional<Iri> first() {
    return firstResident().flatMap(resident -> resident.document().id());
  }

  private Optional<Resident> firstResident() {
    return first.flatMap(name -> Optional.ofNullable(residents.get(lower(name))));
  }

  /** The hosts of our handles, for {@code FederationBuilder.webFinger}. */
  public Set<String> hosts() {
    return Set.of(authority());
  }

  @Override
  public Optional<LocalActor> find(String identifier) {
    return resident(identifier)
        .filter(resident -> resident.tombstone().isEmpty())
        .map(resident -> new LocalActor(identifier, resident.document()));
  }

  @Override
  public Optional<Tombstone> tombstone(String identifier) {
    return resident(identifier).flatMap(Resident::tombstone);
  }

  @Override
  public Optional<SigningKey> signingKey(Iri actor) {
    return residents.values().stream()
        .filter(resident -> resident.document().id().filter(actor::equals).isPresent())
        .map(Resident::key)
        .findFirst();
  }

  @Override
  public Listing byName(String user) {
    return listing(Optional.ofNullable(residents.get(lower(user))));
  }

  @Override
  public Listing byUrl(String url) {
    Iri asked = Iri.parse(url);
    return listing(
        residents.values().stream()
            .filter(
                resident ->
                    resident.document().id().filter(asked::equals).isPresent()
                        || resident.document().url().filter(asked::equals).isPresent())
            .findFirst());
  }

  @Override
  public Listing instance() {
    return listing(firstResident());
  }

  /** Addresses are exact, while handles are not: an id has one spelling. */
  private Optional<Resident> resident(String identifier) {
    return Optional.ofNullable(residents.get(lower(identifier)))
        .filter(
            resident ->
                resident.document().preferredUsername().filter(identifier::equals).isPresent());
  }

  private Listing listing(Optional<Resident> found) {
    if (found.isEmpty()) {
      return new Listing.Unknown();
    }
    Actor actor = found.get().document();
    if (found.get().tombstone().isPresent()) {
      return new Listing.Gone();
    }
    String handle = new Acct(actor.preferredUsername().orElseThrow(), authority()).uri();
    Jrd.Builder jrd = Jrd.newBuilder(handle).actor(actor.id().orElseThrow().value());
    actor.url().ifPresent(page -> jrd.alias(page.value()).profilePage(page.value()));
    return new Listing.Known(jrd.build());
  }

  private String authority() {
    String rest = base.substring(base.indexOf("://") + 3);
    int path = rest.indexOf('/');
    return path < 0 ? rest : rest.substring(0, path);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
