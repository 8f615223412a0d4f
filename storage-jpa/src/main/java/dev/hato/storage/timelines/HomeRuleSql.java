package dev.hato.storage.timelines;

import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.statuses.StatusVisibilitySql;
import dev.hato.storage.statuses.ViewerFilterSql;

/**
 * Which statuses stand on whose home timeline: the one place where the rule is written. It reads
 * the same in both directions, all statuses for one viewer and all viewers of one status.
 *
 * <ul>
 *   <li>one's own; and those of accounts one follows, in the languages chosen for them, boosts
 *       where wanted from them;
 *   <li>that one may see;
 *   <li>not of, boosted from, or naming somebody whom one blocks or mutes, who blocks one, or whose
 *       domain one blocks;
 *   <li>no answer to something unknown here, nor to somebody whom one does not follow, unless it is
 *       oneself or the author.
 * </ul>
 */
final class HomeRuleSql {
  private static final String FOLLOWED =
      """
      (s.account_id = {viewer} or exists (select 1 from follows hf
        where hf.account_id = {viewer} and hf.target_id = s.account_id and hf.state = 'ACCEPTED'
          and (s.reblog_of_id is null or hf.show_reblogs)
          and (hf.languages = '[]' or s.language = ''
            or hf.languages like '%"' || s.language || '"%')))
      and s.in_reply_to_uri = ''
      and (s.in_reply_to_account_id is null
        or s.account_id = {viewer} or s.in_reply_to_account_id = {viewer}
        or s.in_reply_to_account_id = s.account_id
        or exists (select 1 from follows hr where hr.account_id = {viewer}
          and hr.target_id = s.in_reply_to_account_id and hr.state = 'ACCEPTED'))
      and (s.account_id = {viewer} or not exists (select 1 from mentions hm
        where hm.status_id = coalesce(s.reblog_of_id, s.id) and not hm.silent
          and (exists (select 1 from blocks hb
              where hb.account_id = {viewer} and hb.target_id = hm.account_id)
            or exists (select 1 from mutes hu
              where hu.account_id = {viewer} and hu.target_id = hm.account_id
                and (hu.expires_at is null or hu.expires_at > current_timestamp)))
        offset 0))
      and\s""";

  private HomeRuleSql() {}

  /**
   * A condition on the rows of {@link StatusVisibilitySql#FROM}.
   *
   * @param viewer an account id: a column, or a question mark with its argument
   */
  static SqlText stands(SqlText viewer) {
    return SqlText.of(FOLLOWED).with("viewer", viewer).plus(current(viewer));
  }

  /**
   * The part that may change after a status came into a feed, to be asked again when it is read.
   */
  static SqlText current(SqlText viewer) {
    return StatusVisibilitySql.visibleTo(viewer)
        .plus(" and ")
        .plus(ViewerFilterSql.wantedStatus(viewer));
  }
}
