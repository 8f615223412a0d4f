package dev.hato.activitypub.remote;

import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.telemetry.OperationListener;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.httpsig.CachingKeyResolver;
import dev.hato.httpsig.KeyResolver;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.WebFingerClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks things up on other servers: objects, actors by id and by handle, keys, collections.
 *
 * <p>A document is believed only from its own origin (FEP-fe34): it must be an ActivityPub document
 * by its media type, its id must be the address that served it, and its author must be of the same
 * origin; a document that is met elsewhere is fetched again at its id. Own addresses are never
 * fetched. Requests are signed by the instance actor when there is a key. Every method blocks,
 * takes a budget that bounds the whole operation, and never throws for what others answer.
 * Thread-safe.
 */
public final class RemoteObjects {
  private static final int MOST_ITEMS = 1_000;

  private final Documents documents;
  private final Actors actors;
  private final Handles handles;
  private final Origins origins;
  private final KeyResolver keys;

  private RemoteObjects(Builder builder, SafeHttpClient http, RemoteActorStore store) {
    this.origins = new Origins(builder.ownOrigins);
    this.documents =
        new Documents(
            http,
            builder.signed.orElseGet(() -> new SignedExchange(http, builder.clock)),
            builder.key,
            builder.reader,
            origins,
            builder.stopwatch);
    this.actors = new Actors(documents, store, builder.clock);
    WebFingerClient webFinger =
        builder.allowHttp ? WebFingerClient.allowingHttp(http) : WebFingerClient.over(http);
    this.handles = new Handles(webFinger, actors);
    this.keys =
        CachingKeyResolver.newBuilder(
                new RemoteKeys(actors, store, documents, builder.clock), builder.clock)
            .build();
  }

  /** Begins with the clock that ages and budgets are measured by. */
  public static Builder newBuilder(InstantSource clock) {
    return new Builder(clock);
  }

  /** The rules about who may speak for what. */
  public Origins origins() {
    return origins;
  }

  /** The keys of remote actors, remembered for a day and refreshed on demand. */
  public KeyResolver keys() {
    return keys;
  }

  /** An object from its own origin. */
  public FetchResult<ApObject> fetch(Iri id, FetchBudget budget) {
    return documents.fetch(id, budget);
  }

  /**
   * What an address that a person typed or copied leads to: the document that it serves, or the one
   * that its page names by {@code rel="alternate"} in a {@code Link} header or in its head. For
   * people only: an id is {@linkplain #fetch fetched}, and never found by a link.
   */
  public FetchResult<ApObject> lookUp(Iri address, FetchBudget budget) {
    return documents.lookUp(address, budget);
  }

  /**
   * What a verified activity refers to: the embedded object when its sender may speak for it, and
   * else the object as its own origin serves it.
   *
   * @param signer the verified sender
   */
  public FetchResult<ApObject> resolve(Ref<ApObject> ref, Iri signer, FetchBudget budget) {
    Optional<ApObject> embedded =
        ref.embedded().filter(object -> origins.maySpeakFor(signer, object));
    if (embedded.isPresent()) {
      return new FetchResult.Fetched<>(embedded.get());
    }
    return ref.id()
        .map(id -> fetch(id, budget))
        .orElseGet(() -> new FetchResult.Refused<>("an object without id cannot be looked up"));
  }

  /** An actor, from the store when it was fetched within 24 hours. */
  public FetchResult<Actor> actor(Iri id, FetchBudget budget) {
    return actors.find(id, budget);
  }

  /** An actor from its origin, whatever the store says. */
  public FetchResult<Actor> refreshActor(Iri id, FetchBudget budget) {
    return actors.refresh(id, budget);
  }

  /** An actor with its handle, by id. */
  public FetchResult<NamedActor> namedActor(Iri id, FetchBudget budget) {
    return actors.find(id, budget).then(actor -> handles.nameOf(actor, budget));
  }

  /** The handle of an actor that was fetched. */
  public FetchResult<NamedActor> nameOf(Actor actor, FetchBudget budget) {
    return handles.nameOf(actor, budget);
  }

  /** An actor with its handle, by a handle; the canonical one may be another. */
  public FetchResult<NamedActor> actorByAcct(Acct acct, FetchBudget budget) {
    return handles.byAcct(acct, budget);
  }

  /**
   * The items of a collection: ten pages and 1,000 items at most, all from its origin. Embedded
   * items are kept only when they are of that origin, too.
   */
  public FetchResult<List<Ref<ApObject>>> items(Iri collection, int limit, FetchBudget budget) {
    return new CollectionWalk(documents, budget, collection, Math.min(limit, MOST_ITEMS)).read();
  }

  /**
   * The ids of all items of a collection, or a refusal: when a page is missing, or the limit or ten
   * pages are not enough, nothing is known.
   */
  public FetchResult<List<Iri>> allIds(Iri collection, int limit, FetchBudget budget) {
    return new CollectionWalk(documents, budget, collection, limit).readAll();
  }

  /** Collects what looking up needs; {@code http} and {@code store} must be set. */
  public static final class Builder {
    private final InstantSource clock;
    private @Nullable SafeHttpClient http;
    private @Nullable RemoteActorStore store;
    private Optional<SignedExchange> signed = Optional.empty();
    private Supplier<Optional<SigningKey>> key = Optional::empty;
    private ApReader reader = ApReader.standard();
    private Set<String> ownOrigins = Set.of();
    private boolean allowHttp;
    private Stopwatch stopwatch = Stopwatch.NONE;

    private Builder(InstantSource clock) {
      this.clock = Objects.requireNonNull(clock);
    }

    /** The only way out. */
    public Builder http(SafeHttpClient client) {
      this.http = Objects.requireNonNull(client);
      return this;
    }

    /** Over the same client, when what it remembers of peers is to be shared with deliveries. */
    public Builder signed(SignedExchange exchange) {
      this.signed = Optional.of(exchange);
      return this;
    }

    /** Where actors are kept. */
    public Builder store(RemoteActorStore actorStore) {
      this.store = Objects.requireNonNull(actorStore);
      return this;
    }

    /** The key of the instance actor, asked for each request; unsigned when it gives none. */
    public Builder key(Supplier<Optional<SigningKey>> instanceKey) {
      this.key = Objects.requireNonNull(instanceKey);
      return this;
    }

    /** Reads documents, with the types that the application knows. */
    public Builder reader(ApReader documentReader) {
      this.reader = Objects.requireNonNull(documentReader);
      return this;
    }

    /** Origins ({@code scheme://host[:port]}) of our own ids. */
    public Builder ownOrigins(Set<String> origins) {
      this.ownOrigins = Set.copyOf(origins);
      return this;
    }

    /** Whether WebFinger may be asked by http; the client must allow it, too. */
    public Builder allowHttp(boolean allowed) {
      this.allowHttp = allowed;
      return this;
    }

    /** Hears of fetches. */
    public Builder operations(OperationListener listener) {
      this.stopwatch = new Stopwatch(listener);
      return this;
    }

    /**
     * The finished look-up.
     *
     * @throws IllegalStateException when a part is missing
     */
    public RemoteObjects build() {
      if (http == null || store == null) {
        throw new IllegalStateException("RemoteObjects needs http(…) and store(…)");
      }
      return new RemoteObjects(this, http, store);
    }
  }
}
