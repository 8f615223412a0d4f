package dev.hato.storage.statuses;

import dev.hato.storage.kernel.SqlText;

/**
 * Who may see which status: the one place where the rule is written in SQL. Every query that reads
 * statuses for somebody selects {@link #FROM} and adds {@link #visible}.
 *
 * <table>
 *   <caption>The rule</caption>
 *   <tr><td>deleted, or its author suspended</td><td>nobody</td></tr>
 *   <tr><td>its author</td><td>sees it</td></tr>
 *   <tr><td>the author blocks the viewer, or the viewer's domain</td><td>does not see it, mentioned or not</td></tr>
 *   <tr><td>PUBLIC, UNLISTED</td><td>everybody else</td></tr>
 *   <tr><td>PRIVATE</td><td>accepted followers of the author, and the mentioned</td></tr>
 *   <tr><td>DIRECT</td><td>the mentioned</td></tr>
 *   <tr><td>a boost</td><td>who may see both the boost and the original, each by the rows above</td></tr>
 * </table>
 *
 * <p>{@code offset 0} makes PostgreSQL probe the index for a mention; beside an {@code or} it would
 * otherwise hash every mention there is.
 */
public final class StatusVisibilitySql {
  private static final String JOINS =
      " left join accounts a on a.id = s.account_id"
          + " left join statuses o on o.id = s.reblog_of_id"
          + " left join accounts oa on oa.id = o.account_id ";

  /**
   * A status {@code s} with its author {@code a}; where it is a boost, the original {@code o} with
   * its author {@code oa}.
   */
  public static final String FROM = " from statuses s" + JOINS;

  private static final String ANYBODY =
      "{s}.deleted_at is null and {a}.suspended_at is null"
          + " and {s}.visibility in ('PUBLIC', 'UNLISTED')";

  private static final String KNOWN =
      """
      {s}.deleted_at is null and {a}.suspended_at is null and ({s}.account_id = {viewer} or (
        not exists (select 1 from blocks vb
          where vb.account_id = {s}.account_id and vb.target_id = {viewer})
        and not exists (select 1 from account_domain_blocks vd
          where vd.account_id = {s}.account_id
            and vd.domain = (select va.domain from accounts va where va.id = {viewer}))
        and ({s}.visibility in ('PUBLIC', 'UNLISTED')
          or ({s}.visibility = 'PRIVATE' and exists (select 1 from follows vf
            where vf.account_id = {viewer} and vf.target_id = {s}.account_id
              and vf.state = 'ACCEPTED'))
          or exists (select 1 from mentions vm
            where vm.status_id = {s}.id and vm.account_id = {viewer} offset 0))))""";

  private StatusVisibilitySql() {}

  /**
   * The same tables for a select that has the ids already. The outer joins say in which order to
   * go: from the ids to the rows.
   *
   * @param id the column with the status's id
   */
  public static String joinedBy(String id) {
    return " left join statuses s on s.id = " + id + JOINS;
  }

  /** A condition on the rows of {@link #FROM}. */
  public static SqlText visible(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Anonymous() -> SqlText.of(withOriginal(ANYBODY));
      case Viewer.Known known -> visibleTo(known.sql());
    };
  }

  /**
   * The same for a viewer that is itself a column, for one statement about many viewers.
   *
   * @param viewer an account id: a column, or a question mark with its argument
   */
  public static SqlText visibleTo(SqlText viewer) {
    return SqlText.of(withOriginal(KNOWN)).with("viewer", viewer);
  }

  private static String withOriginal(String rule) {
    String status = rule.replace("{s}", "s").replace("{a}", "a");
    String original = rule.replace("{s}", "o").replace("{a}", "oa");
    return "(" + status + " and (s.reblog_of_id is null or (" + original + ")))";
  }
}
