package dev.hato.storage.statuses;

import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import java.util.List;

/** Who boosted and who favourited a status, for somebody who may see the status. */
final class Participants {
  private final TxScope scope;

  Participants(TxScope scope) {
    this.scope = scope;
  }

  List<Listed<Long>> favouritedBy(long statusId, Viewer viewer, Page page) {
    SqlText select =
        SqlText.of(
                "select f.id, f.account_id from favourites f join accounts a on a.id = f.account_id"
                    + " where f.status_id = ? and a.suspended_at is null",
                statusId)
            .plus(wanted(viewer, "f"));
    return page(select, "f.id", page);
  }

  List<Listed<Long>> boostedBy(long statusId, Viewer viewer, Page page) {
    SqlText select =
        SqlText.of(
                "select b.id, b.account_id from statuses b join accounts a on a.id = b.account_id"
                    + " where b.reblog_of_id = ? and ",
                statusId)
            .plus(StatusVisibilitySql.visible(viewer, "b", "a"))
            .plus(wanted(viewer, "b"));
    return page(select, "b.id", page);
  }

  private List<Listed<Long>> page(SqlText select, String key, Page page) {
    return scope
        .sql()
        .page(
            page,
            key,
            select.text(),
            row -> new Listed<>(row.number("id"), row.number("account_id")),
            select.arguments());
  }

  private static SqlText wanted(Viewer viewer, String row) {
    return switch (viewer) {
      case Viewer.Anonymous() -> SqlText.of("");
      case Viewer.Known known ->
          SqlText.of(" and (" + row + ".account_id = ? or ", known.accountId())
              .plus(ViewerFilterSql.wanted(known.sql(), row + ".account_id"))
              .plus(")");
    };
  }
}
