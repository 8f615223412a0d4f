package dev.hato.storage.statuses;

import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.SiftedPage;
import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import java.util.List;

/** One of the tables that mark statuses for an account: favourites, bookmarks, pins. */
final class MarkedStatuses {
  private final TxScope scope;
  private final String table;

  MarkedStatuses(TxScope scope, String table) {
    this.scope = scope;
    this.table = table;
  }

  boolean add(long accountId, long statusId) {
    return scope
            .sql()
            .update(
                "insert into "
                    + table
                    + " (id, account_id, status_id) values (?, ?, ?) on conflict do nothing",
                scope.nextId(),
                accountId,
                statusId)
        > 0;
  }

  boolean remove(long accountId, long statusId) {
    return scope
            .sql()
            .update(
                "delete from " + table + " where account_id = ? and status_id = ?",
                accountId,
                statusId)
        > 0;
  }

  List<Listed<Long>> of(long accountId, Page page) {
    SqlText candidates =
        SqlText.of(
            "select m.id as list_key, m.status_id from " + table + " m where m.account_id = ?",
            accountId);
    return new SiftedPage(
            "m.id",
            candidates,
            " from {window} w" + StatusVisibilitySql.joinedBy("w.status_id"),
            StatusVisibilitySql.visible(Viewer.of(accountId)),
            "s.id")
        .read(scope.sql(), page, row -> new Listed<>(row.number("list_key"), row.number("id")));
  }
}
