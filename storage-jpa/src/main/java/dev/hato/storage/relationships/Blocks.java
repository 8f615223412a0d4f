package dev.hato.storage.relationships;

import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.AccountRows;
import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.TxScope;
import java.util.List;
import java.util.Optional;

/** Blocks between accounts. Ending the follows of both is the caller's part. */
public final class Blocks {
  private final TxScope scope;

  public Blocks(TxScope scope) {
    this.scope = scope;
  }

  /**
   * Adds a block; false, and nothing changed, when there is one already.
   *
   * @param uri the id of the Block activity; empty when none was sent or received
   */
  public boolean add(long accountId, long targetId, String uri) {
    return scope
            .sql()
            .update(
                "insert into blocks (id, account_id, target_id, uri, created_at)"
                    + " values (?, ?, ?, ?, ?) on conflict do nothing",
                scope.nextId(),
                accountId,
                targetId,
                uri,
                scope.now())
        > 0;
  }

  /** The id of the Block activity; empty when there is no block. */
  public Optional<String> uri(long accountId, long targetId) {
    return scope
        .sql()
        .first(
            "select b.uri from blocks b where b.account_id = ? and b.target_id = ?",
            row -> row.text("uri"),
            accountId,
            targetId);
  }

  /** Ends a block; false when there is none. */
  public boolean remove(long accountId, long targetId) {
    return scope
            .sql()
            .update(
                "delete from blocks where account_id = ? and target_id = ?", accountId, targetId)
        > 0;
  }

  /** Whether an account blocks another; if so, it does until the transaction ends. */
  public boolean hold(long accountId, long targetId) {
    return scope
        .sql()
        .exists(
            "select 1 from blocks where account_id = ? and target_id = ? for update",
            accountId,
            targetId);
  }

  public boolean exists(long accountId, long targetId) {
    return uri(accountId, targetId).isPresent();
  }

  /** Whether either blocks the other. */
  public boolean between(long one, long other) {
    return scope
        .sql()
        .exists(
            "select 1 from blocks where (account_id = ? and target_id = ?)"
                + " or (account_id = ? and target_id = ?)",
            one,
            other,
            other,
            one);
  }

  /** Whom an account blocks, keyed by the block. */
  public List<Listed<Account>> list(long accountId, Page page) {
    return scope
        .sql()
        .page(
            page,
            "b.id",
            "select b.id as list_key, a.* from blocks b join accounts a on a.id = b.target_id"
                + " where b.account_id = ?",
            row -> new Listed<>(row.number("list_key"), AccountRows.read(row)),
            accountId);
  }
}
