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
      (not exists (select 1 from blocks wb
        where wb.account_id = {viewer} and wb.target_id = {other}.id)
      and not exists (select 1 from blocks wr
        where wr.account_id = {other}.id and wr.target_id = {viewer})
      and not exists (select 1 from mutes wm
        where wm.account_id = {viewer} and wm.target_id = {other}.id
          and (wm.expires_at is null or wm.expires_at > current_timestamp))
      and not exists (select 1 from account_domain_blocks wd
        where wd.account_id = {viewer} and wd.domain = {other}.domain))""";

  private ViewerFilterSql() {}

  /**
   * A condition on another account.
   *
   * @param viewer an account id: a column, or a question mark with its argument
   * @param other alias of the other account's row of {@code accounts}
   */
  public static SqlText wanted(SqlText viewer, String other) {
    return SqlText.of(WANTED.replace("{other}", other)).with("viewer", viewer);
  }

  /** The author of a status and, where it is a boost, of the original. True for nobody known. */
  public static SqlText wantedStatus(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Anonymous() -> SqlText.of("true");
      case Viewer.Known known -> wantedStatus(known.sql());
    };
  }

  /** The same for a viewer that is a column. */
  public static SqlText wantedStatus(SqlText viewer) {
    return wanted(viewer, "a").plus(" and ").plus(wantedOriginal(viewer));
  }

  /** Only the author of the original: for lists of an author whom the viewer chose himself. */
  public static SqlText wantedOriginal(SqlText viewer) {
    return SqlText.of("(s.reblog_of_id is null or ").plus(wanted(viewer, "oa")).plus(")");
  }
}
