package dev.hato.storage.statuses;

import dev.hato.storage.kernel.SqlText;

/**
 * Who may see which status: the one place where the rule is written in SQL. Every query that reads
 * statuses for somebody adds {@link #visible}.
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
 */
public final class StatusVisibilitySql {
  private static final String ANYBODY =
      "{s}.deleted_at is null and {a}.suspended_at is null"
          + " and {s}.visibility in ('PUBLIC', 'UNLISTED')";

  private static final String KNOWN =
      """
      {s}.deleted_at is null and {a}.suspended_at is null and ({s}.account_id = {viewer} or (
        not exists (select 1 from blocks vb
          where vb.account_id = {s}.account_id and vb.target_id = {viewer})
        and not exists (select 1 from account_domain_blocks vd join accounts va on va.domain = vd.domain
          where vd.account_id = {s}.account_id and va.id = {viewer})
        and ({s}.visibility in ('PUBLIC', 'UNLISTED')
          or ({s}.visibility = 'PRIVATE' and exists (select 1 from follows vf
            where vf.account_id = {viewer} and vf.target_id = {s}.account_id
              and vf.state = 'ACCEPTED'))
          or exists (select 1 from mentions vm
            where vm.status_id = {s}.id and vm.account_id = {viewer}))))""";

  private static final String WITH_ORIGINAL =
      " and ({s}.reblog_of_id is null or exists (select 1 from statuses vo"
          + " join accounts voa on voa.id = vo.account_id where vo.id = {s}.reblog_of_id and ";

  private StatusVisibilitySql() {}

  /**
   * A condition on one status.
   *
   * @param status alias of the row of {@code statuses}
   * @param author alias of its author's row of {@code accounts}
   */
  public static SqlText visible(Viewer viewer, String status, String author) {
    return switch (viewer) {
      case Viewer.Anonymous() -> complete(ANYBODY, SqlText.of(""), status, author);
      case Viewer.Known known -> visibleTo(known.sql(), status, author);
    };
  }

  /**
   * The same for a viewer that is itself a column, for one statement about many viewers.
   *
   * @param viewer an account id: a column, or a question mark with its argument
   */
  public static SqlText visibleTo(SqlText viewer, String status, String author) {
    return complete(KNOWN, viewer, status, author);
  }

  private static SqlText complete(String rule, SqlText viewer, String status, String author) {
    String outer = rule.replace("{s}", status).replace("{a}", author);
    String inner = rule.replace("{s}", "vo").replace("{a}", "voa");
    String whole = "(" + outer + WITH_ORIGINAL.replace("{s}", status) + inner + ")))";
    return SqlText.of(whole).with("viewer", viewer);
  }
}
