package dev.hato.storage.timelines;

import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.SiftedPage;
import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import dev.hato.storage.relationships.Follows;
import dev.hato.storage.statuses.StatusVisibilitySql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the home feeds are made of. A feed itself is an array of ids that the server keeps; here is
 * how it is built, who gets a new status, and which of its ids still stand.
 */
public final class HomeFeeds {
  private final TxScope scope;

  public HomeFeeds(TxScope scope) {
    this.scope = scope;
  }

  /**
   * A page of an account's home timeline straight from the rows, newest first: to build a feed. Two
   * statements, more when the rule leaves much out.
   */
  public List<FeedEntry> rebuild(long accountId, Page page) {
    List<Long> authors = new ArrayList<>(new Follows(scope).followedIds(accountId));
    authors.add(accountId);
    // Asks for nothing that is not in the index by account: the rows are wide and far apart.
    SqlText candidates =
        SqlText.of("select c.id as list_key from statuses c where c.account_id = any(?)", authors);
    return new SiftedPage(
            "c.id",
            candidates,
            " from {window} w" + StatusVisibilitySql.joinedBy("w.list_key"),
            HomeRuleSql.stands(SqlText.of("?", accountId)),
            "s.id, s.reblog_of_id")
        .read(
            scope.sql(),
            page,
            row -> new FeedEntry(row.number("id"), row.optionalNumber("reblog_of_id")));
  }

  /**
   * The local accounts into whose feeds a status goes, its author among them, of those seen here
   * since a time. One statement, however many followers there are.
   */
  public List<Long> recipients(long statusId, Instant activeSince) {
    SqlText select =
        SqlText.of(
                "select u.account_id"
                    + StatusVisibilitySql.FROM
                    + "join (select f.target_id as author, f.account_id as reader from follows f"
                    + " where f.state = 'ACCEPTED'"
                    + " union all select id, id from accounts) r on r.author = s.account_id"
                    + " join users u on u.account_id = r.reader"
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
        SqlText.of("select s.id" + StatusVisibilitySql.FROM + "where s.id = any(?) and ", ids)
            .plus(HomeRuleSql.current(SqlText.of("?", accountId)));
    Set<Long> shown =
        new HashSet<>(scope.sql().list(select.text(), row -> row.number("id"), select.arguments()));
    return ids.stream().filter(shown::contains).toList();
  }
}
