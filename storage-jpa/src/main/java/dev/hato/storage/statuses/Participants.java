package dev.hato.storage.statuses;

import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.SiftedPage;
import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.util.List;

/** Who boosted and who favourited a status, for somebody who may see the status. */
final class Participants {
  private final TxScope scope;

  Participants(TxScope scope) {
    this.scope = scope;
  }

  List<Listed<Long>> favouritedBy(long statusId, Viewer viewer, Page page) {
    return new SiftedPage(
            "f.id",
            SqlText.of(
                "select f.id as list_key, f.account_id from favourites f where f.status_id = ?",
                statusId),
            " from {window} w left join accounts a on a.id = w.account_id",
            SqlText.of("a.suspended_at is null").plus(wanted(viewer)),
            "w.account_id")
        .read(scope.sql(), page, Participants::read);
  }

  List<Listed<Long>> boostedBy(long statusId, Viewer viewer, Page page) {
    return new SiftedPage(
            "b.id",
            SqlText.of(
                "select b.id as list_key, b.account_id from statuses b where b.reblog_of_id = ?",
                statusId),
            " from {window} w" + StatusVisibilitySql.joinedBy("w.list_key"),
            StatusVisibilitySql.visible(viewer).plus(wanted(viewer)),
            "w.account_id")
        .read(scope.sql(), page, Participants::read);
  }

  private static Listed<Long> read(Row row) throws SQLException {
    return new Listed<>(row.number("list_key"), row.number("account_id"));
  }

  private static SqlText wanted(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Anonymous() -> SqlText.of("");
      case Viewer.Known known ->
          SqlText.of(" and (a.id = ? or ", known.accountId())
              .plus(ViewerFilterSql.wanted(known.sql(), "a"))
              .plus(")");
    };
  }
}
