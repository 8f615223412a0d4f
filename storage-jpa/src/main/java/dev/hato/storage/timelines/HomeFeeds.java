package dev.hato.storage.timelines;

import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the home feeds are made of. A feed itself is an array of ids that the server keeps; here is
 * how it is built, who gets a new status, and which of its ids still stand.
 */
public final class HomeFeeds {
  private static final String FROM =
      " from statuses s join accounts a on a.id = s.account_id where ";

  private final TxScope scope;

  public HomeFeeds(TxScope scope) {
    this.scope = scope;
  }

  /**
   * A page of an account's home timeline straight from the rows, newest first: to build a feed. One
   * statement.
   */
  public List<FeedEntry> rebuild(long accountId, Page page) {
    SqlText viewer = SqlText.of("?", accountId);
    SqlText select =
        SqlText.of(
                "select s.id, s.reblog_of_id"
                    + FROM
                    // First by plain ids, which an index can answer; the rule says the rest.
                    + "s.account_id in (select target_id from follows where account_id = ?"
                    + " and state = 'ACCEPTED' union all select cast(? as bigint)) and ",
                accountId,
                accountId)
            .plus(HomeRuleSql.stands(viewer));
    return scope
        .sql()
        .page(
            page,
            "s.id",
            select.text(),
            row -> new FeedEntry(row.number("id"), row.optionalNumber("reblog_of_id")),
            select.arguments());
  }

  /**
   * The local accounts into whose feeds a status goes, its author among them, of those seen here
   * since a time. One statement, however many followers there are.
   */
  public List<Long> recipients(long statusId, Instant activeSince) {
    SqlText select =
        SqlText.of(
                "select u.account_id"
                    + " from statuses s join accounts a on a.id = s.account_id"
                    + " join users u on u.account_id = s.account_id or u.account_id in"
                    + " (select f.account_id from follows f where f.target_id = s.account_id"
                    + " and f.state = 'ACCEPTED')"
                    + " where s.id = ? and u.last_active_at >= ? and ",
                statusId,
                activeSince)
            .plus(HomeRuleSql.stands(SqlText.of("u.account_id")))
            .plus(" order by u.account_id");
    return scope.sql().list(select.text(), row -> row.number("account_id"), select.arguments());
  }

  /** Those ids of a feed that may still be shown to its owner, in their order. One statement. */
  public List<Long> stillShown(long accountId, List<Long> ids) {
    SqlText select =
        SqlText.of("select s.id" + FROM + "s.id = any(?) and ", ids)
            .plus(HomeRuleSql.current(SqlText.of("?", accountId)));
    Set<Long> shown =
        new HashSet<>(scope.sql().list(select.text(), row -> row.number("id"), select.arguments()));
    return ids.stream().filter(shown::contains).toList();
  }
}
