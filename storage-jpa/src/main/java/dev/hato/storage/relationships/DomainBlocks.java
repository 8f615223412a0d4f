package dev.hato.storage.relationships;

import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.TxScope;
import java.util.List;
import java.util.Locale;

/** Whole domains that an account does not want to meet. Ending the follows is the caller's part. */
public final class DomainBlocks {
  private final TxScope scope;

  public DomainBlocks(TxScope scope) {
    this.scope = scope;
  }

  /** Adds a block; false when there is one already. */
  public boolean add(long accountId, String domain) {
    if (domain.isBlank()) {
      throw new IllegalArgumentException("local accounts have no domain that could be blocked");
    }
    return scope
            .sql()
            .update(
                "insert into account_domain_blocks (id, account_id, domain, created_at)"
                    + " values (?, ?, ?, ?) on conflict do nothing",
                scope.nextId(),
                accountId,
                domain.toLowerCase(Locale.ROOT),
                scope.now())
        > 0;
  }

  /** Ends a block; false when there is none. */
  public boolean remove(long accountId, String domain) {
    return scope
            .sql()
            .update(
                "delete from account_domain_blocks where account_id = ? and domain = ?",
                accountId,
                domain.toLowerCase(Locale.ROOT))
        > 0;
  }

  /** The domains that an account blocks, keyed by the block. */
  public List<Listed<String>> list(long accountId, Page page) {
    return scope
        .sql()
        .page(
            page,
            "d.id",
            "select d.id, d.domain from account_domain_blocks d where d.account_id = ?",
            row -> new Listed<>(row.number("id"), row.text("domain")),
            accountId);
  }
}
