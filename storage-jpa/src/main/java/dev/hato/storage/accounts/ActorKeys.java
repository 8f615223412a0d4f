package dev.hato.storage.accounts;

import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The keys that local actors sign with. */
public final class ActorKeys {
  private final TxScope scope;

  public ActorKeys(TxScope scope) {
    this.scope = scope;
  }

  /** Adds a key; false when its id is taken, and nothing changes then. */
  public boolean add(ActorKey key) {
    return scope
            .sql()
            .update(
                "insert into actor_keys"
                    + " (key_id, account_id, algorithm, public_pem, private_pem, created_at)"
                    + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                key.keyId(),
                key.accountId(),
                key.algorithm(),
                key.publicPem(),
                key.privatePem(),
                scope.now())
        > 0;
  }

  public Optional<ActorKey> find(String keyId) {
    return scope
        .sql()
        .first("select k.* from actor_keys k where k.key_id = ?", ActorKeys::read, keyId);
  }

  /** The keys of an account, the one that signs requests first. */
  public List<ActorKey> ofAccount(long accountId) {
    return scope
        .sql()
        .list(
            "select k.* from actor_keys k where k.account_id = ? order by k.created_at, k.key_id",
            ActorKeys::read,
            accountId);
  }

  /** The keys of a local actor by its uri, the one that signs requests first. */
  public List<ActorKey> ofActor(String uri) {
    return scope
        .sql()
        .list(
            "select k.* from actor_keys k join accounts a on a.id = k.account_id"
                + " where a.uri = ? and a.domain = '' order by k.created_at, k.key_id",
            ActorKeys::read,
            uri);
  }

  private static ActorKey read(Row row) throws SQLException {
    return new ActorKey(
        row.text("key_id"),
        row.number("account_id"),
        row.text("algorithm"),
        row.text("public_pem"),
        row.text("private_pem"));
  }
}
