package dev.hato.storage.timelines;

import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.SiftedPage;
import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import dev.hato.storage.statuses.StatusVisibilitySql;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.ViewerFilterSql;
import java.util.List;

/**
 * The timelines that are the same list for everybody, less what a viewer may not see or does not
 * want: public, local, tag and profile. Each gives a page of ids, newest first, mostly by one
 * statement (see {@link SiftedPage}); {@link dev.hato.storage.statuses.StatusQueries#load} makes
 * statuses of them.
 */
public final class Timelines {
  /** As the partial indexes for PostgreSQL say it, so that they are used. */
  private static final String LISTED =
      "c.deleted_at is null and c.visibility = 'PUBLIC' and c.reblog_of_id is null";

  private static final String NO_REPLIES_TO_OTHERS =
      " and (c.in_reply_to_account_id is null or c.in_reply_to_account_id = c.account_id)"
          + " and c.in_reply_to_uri = ''";

  private static final String HAS_MEDIA =
      " and exists (select 1 from media_attachments ma where ma.status_id = c.id)";

  private final TxScope scope;

  public Timelines(TxScope scope) {
    this.scope = scope;
  }

  /** The federated or local timeline: PUBLIC, no boosts, no answers to others. */
  public List<Long> open(Viewer viewer, PublicFilter filter, Page page) {
    SqlText candidates =
        statuses(LISTED + NO_REPLIES_TO_OTHERS + origin(filter.origin()))
            .plusIf(filter.onlyMedia(), HAS_MEDIA)
            .plusIf(
                !filter.languages().isEmpty(),
                " and (c.language = '' or c.language = any(?))",
                filter.languages());
    return read("c.id", candidates, listedFor(viewer), page);
  }

  /** The timeline of hashtags: PUBLIC, no boosts, answers too. */
  public List<Long> tagged(Viewer viewer, TagFilter filter, Page page) {
    SqlText candidates =
        filter.any().size() == 1
            ? SqlText.of(
                "select t.status_id as list_key from status_tags t where t.tag_id = ?",
                filter.any().iterator().next())
            : SqlText.of(
                "select distinct t.status_id as list_key from status_tags t"
                    + " where t.tag_id = any(?)",
                filter.any());
    SqlText rule =
        SqlText.of(LISTED.replace("c.", "s.") + origin(filter.origin()).replace("c.", "s."))
            .plusIf(
                !filter.all().isEmpty(),
                " and (select count(*) from status_tags st where st.status_id = s.id"
                    + " and st.tag_id = any(?)) = ?",
                filter.all(),
                filter.all().size())
            .plusIf(
                !filter.none().isEmpty(),
                " and not exists (select 1 from status_tags st where st.status_id = s.id"
                    + " and st.tag_id = any(?))",
                filter.none())
            .plusIf(filter.onlyMedia(), HAS_MEDIA.replace("c.", "s."))
            .plus(" and ")
            .plus(listedFor(viewer));
    return read("t.status_id", candidates, rule, page);
  }

  /**
   * What stands on a profile: all that the viewer may see, but no boosts of authors whom he does
   * not want to meet.
   */
  public List<Long> profile(Viewer viewer, long accountId, AccountFilter filter, Page page) {
    SqlText candidates =
        statuses("c.account_id = ? and c.deleted_at is null", accountId)
            .plusIf(filter.excludeReplies(), NO_REPLIES_TO_OTHERS)
            .plusIf(filter.excludeReblogs(), " and c.reblog_of_id is null")
            .plusIf(filter.onlyMedia(), HAS_MEDIA)
            .plusIf(
                filter.pinned(),
                " and exists (select 1 from status_pins sp where sp.account_id = c.account_id"
                    + " and sp.status_id = c.id)")
            .plusIf(
                filter.taggedId().isPresent(),
                " and exists (select 1 from status_tags st where st.status_id = c.id"
                    + " and st.tag_id = ?)",
                filter.taggedId());
    SqlText rule = StatusVisibilitySql.visible(viewer).plus(wantedOriginal(viewer));
    return read("c.id", candidates, rule, page);
  }

  /** How many statuses stand on a profile for a viewer. */
  public long profileSize(Viewer viewer, long accountId) {
    SqlText count =
        SqlText.of(
                "select count(*)" + StatusVisibilitySql.FROM + "where s.account_id = ? and ",
                accountId)
            .plus(StatusVisibilitySql.visible(viewer))
            .plus(wantedOriginal(viewer));
    return scope.sql().number(count.text(), count.arguments());
  }

  private List<Long> read(String key, SqlText candidates, SqlText rule, Page page) {
    return new SiftedPage(
            key,
            candidates,
            " from {window} w" + StatusVisibilitySql.joinedBy("w.list_key"),
            rule,
            "s.id")
        .read(scope.sql(), page, row -> row.number("id"));
  }

  private static SqlText statuses(String condition, Object... arguments) {
    return SqlText.of("select c.id as list_key from statuses c where " + condition, arguments);
  }

  private static SqlText listedFor(Viewer viewer) {
    return StatusVisibilitySql.visible(viewer)
        .plus(" and ")
        .plus(ViewerFilterSql.wantedStatus(viewer))
        .plus(notSilenced(viewer));
  }

  /** A silenced account is listed for its followers and for itself. */
  private static SqlText notSilenced(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Anonymous() -> SqlText.of(" and a.silenced_at is null");
      case Viewer.Known(long id) ->
          SqlText.of(
              " and (a.silenced_at is null or a.id = ? or exists (select 1 from follows sf"
                  + " where sf.account_id = ? and sf.target_id = a.id and sf.state = 'ACCEPTED'))",
              id,
              id);
    };
  }

  private static SqlText wantedOriginal(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Anonymous() -> SqlText.of("");
      case Viewer.Known(long id) ->
          SqlText.of(" and ").plus(ViewerFilterSql.wantedOriginal(SqlText.of("?", id)));
    };
  }

  private static String origin(PublicFilter.Origin origin) {
    return switch (origin) {
      case ALL -> "";
      case LOCAL -> " and c.local";
      case REMOTE -> " and not c.local";
    };
  }
}
