package dev.hato.storage.federation;

import dev.hato.activitypub.spi.RemoteActorStore;
import dev.hato.activitypub.spi.StoredActor;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.TypeRegistry;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxRunner;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The cache of remote actors' documents, by id alone. Thread-safe. */
public final class JpaRemoteActorStore implements RemoteActorStore {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final TxRunner transactions;

  public JpaRemoteActorStore(TxRunner transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<StoredActor> find(Iri actor) {
    return transactions.read(scope -> find(scope, actor.value()));
  }

  /** Of the documents that list the key, only one of the key's own origin counts. */
  @Override
  public Optional<StoredActor> findByKey(String keyId) {
    return transactions.read(
        scope -> {
          List<String> owners =
              scope
                  .sql()
                  .list(
                      "select actor_uri from remote_actor_keys where key_id = ?"
                          + " order by actor_uri",
                      row -> row.text("actor_uri"),
                      keyId);
          Iri key = Iri.parse(keyId);
          return owners.stream()
              .filter(owner -> Iri.parse(owner).sameOrigin(key))
              .findFirst()
              .flatMap(owner -> find(scope, owner));
        });
  }

  @Override
  public void save(StoredActor actor) {
    int unused =
        transactions.write(
            scope -> {
              remove(scope, actor.id());
              scope
                  .sql()
                  .update(
                      "insert into remote_actors (uri, document, fetched_at) values (?, ?, ?)",
                      actor.id().value(),
                      actor.document().json().toString(),
                      actor.fetchedAt());
              List<@Nullable Object[]> keys = new ArrayList<>();
              actor.keyIds().stream()
                  .distinct()
                  .forEach(key -> keys.add(new Object[] {key, actor.id().value()}));
              return scope
                  .sql()
                  .updateAll(
                      "insert into remote_actor_keys (key_id, actor_uri) values (?, ?)", keys);
            });
  }

  @Override
  public void invalidate(Iri actor) {
    int unused = transactions.write(scope -> remove(scope, actor));
  }

  private static int remove(TxScope scope, Iri actor) {
    return scope.sql().update("delete from remote_actors where uri = ?", actor.value());
  }

  private static Optional<StoredActor> find(TxScope scope, String uri) {
    return scope
        .sql()
        .first(
            "select r.uri, r.document, r.fetched_at, coalesce((select"
                + " string_agg(k.key_id, ' ') from remote_actor_keys k"
                + " where k.actor_uri = r.uri), '') as key_ids"
                + " from remote_actors r where r.uri = ?",
            JpaRemoteActorStore::read,
            uri);
  }

  private static StoredActor read(Row row) throws SQLException {
    String keys = row.text("key_ids");
    ObjectNode document = (ObjectNode) MAPPER.readTree(row.text("document"));
    return new StoredActor(
        Iri.parse(row.text("uri")),
        new Actor(document, TypeRegistry.standard()),
        keys.isEmpty() ? List.of() : List.of(keys.split(" ")),
        row.instant("fetched_at"));
  }
}
