package dev.hato.storage.statuses;

import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
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
    SqlText select =
        SqlText.of(
                "select m.id, m.status_id from "
                    + table
                    + " m join statuses s on s.id = m.status_id"
                    + " join accounts a on a.id = s.account_id where m.account_id = ? and ",
                accountId)
            .plus(StatusVisibilitySql.visible(Viewer.of(accountId), "s", "a"));
    return scope
        .sql()
        .page(
            page,
            "m.id",
            select.text(),
            row -> new Listed<>(row.number("id"), row.number("status_id")),
            select.arguments());
  }
}
