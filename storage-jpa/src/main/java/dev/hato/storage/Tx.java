package dev.hato.storage;

import dev.hato.storage.accounts.Accounts;
import dev.hato.storage.accounts.ActorKeys;
import dev.hato.storage.accounts.Users;
import dev.hato.storage.instance.Settings;
import dev.hato.storage.kernel.TxScope;
import dev.hato.storage.relationships.Blocks;
import dev.hato.storage.relationships.Follows;
import dev.hato.storage.relationships.Mutes;
import dev.hato.storage.relationships.RelationshipQueries;
import java.time.Instant;

/**
 * One transaction: the repositories, and what commits or rolls back with them.
 *
 * <p>Valid inside the function it was given to, in that thread. Repositories keep nothing of their
 * own; take them where they are needed.
 */
public final class Tx {
  private final TxScope scope;

  Tx(TxScope scope) {
    this.scope = scope;
  }

  /** The time of this transaction. */
  public Instant now() {
    return scope.now();
  }

  /** A new id; ids sort by time. */
  public long nextId() {
    return scope.nextId();
  }

  /** A new id for something that was published elsewhere at that time. */
  public long nextId(Instant published) {
    return scope.nextId(published);
  }

  /** Runs after the commit, in order, in the calling thread; never after a rollback. */
  public void afterCommit(Runnable action) {
    scope.afterCommit(action);
  }

  public Accounts accounts() {
    return new Accounts(scope);
  }

  public Users users() {
    return new Users(scope);
  }

  public ActorKeys keys() {
    return new ActorKeys(scope);
  }

  public Follows follows() {
    return new Follows(scope);
  }

  public Blocks blocks() {
    return new Blocks(scope);
  }

  public Mutes mutes() {
    return new Mutes(scope);
  }

  public RelationshipQueries relationships() {
    return new RelationshipQueries(scope);
  }

  public Settings settings() {
    return new Settings(scope);
  }
}
