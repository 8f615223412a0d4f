package dev.hato.storage.statuses;

import dev.hato.storage.kernel.SqlText;

/**
 * Whom a viewer does not want to meet on lists, beyond what {@link StatusVisibilitySql} hides from
 * him: accounts that he mutes or blocks, that block him, or whose domain he blocks. The one place
 * where this is written.
 */
public final class ViewerFilterSql {
  private static final String WANTED =
      """
      (not exists (select 1 from blocks wb where wb.account_id = {viewer} and wb.target_id = {other})
      and not exists (select 1 from blocks wr where wr.account_id = {other} and wr.target_id = {viewer})
      and not exists (select 1 from mutes wm where wm.account_id = {viewer} and wm.target_id = {other}
        and (wm.expires_at is null or wm.expires_at > current_timestamp))
      and not exists (select 1 from account_domain_blocks wd join accounts wa on wa.domain = wd.domain
        where wd.account_id = {viewer} and wa.id = {other}))""";

  private ViewerFilterSql() {}

  /**
   * A condition on another account.
   *
   * @param viewer an account id: a column, or a question mark with its argument
   * @param other the column that holds the other account's id
   */
  public static SqlText wanted(SqlText viewer, String other) {
    return SqlText.of(WANTED.replace("{other}", other)).with("viewer", viewer);
  }

  /**
   * The author of a status and, where it is a boost, the author of the original. Always true for
   * nobody known.
   */
  public static SqlText wantedStatus(Viewer viewer, String status) {
    return switch (viewer) {
      case Viewer.Anonymous() -> SqlText.of("true");
      case Viewer.Known known -> wantedStatus(known.sql(), status);
    };
  }

  /** The same for a viewer that is a column. */
  public static SqlText wantedStatus(SqlText viewer, String status) {
    return wanted(viewer, status + ".account_id")
        .plus(" and ")
        .plus(wantedOriginal(viewer, status));
  }

  /**
   * Only the author of the original, and only where it is a boost: for lists that the viewer opened
   * himself.
   */
  public static SqlText wantedOriginal(SqlText viewer, String status) {
    return SqlText.of(
            "("
                + status
                + ".reblog_of_id is null or exists (select 1 from statuses wo where wo.id = "
                + status
                + ".reblog_of_id and ")
        .plus(wanted(viewer, "wo.account_id"))
        .plus("))");
  }
}
