package dev.hato.storage.timelines;

import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import dev.hato.storage.statuses.StatusVisibilitySql;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.ViewerFilterSql;
import java.util.List;

/**
 * The timelines that are the same list for everybody, less what a viewer may not see or does not
 * want: public, local, tag and profile. Each gives a page of ids, newest first, by one statement;
 * {@link dev.hato.storage.statuses.StatusQueries#load} makes statuses of them.
 */
public final class Timelines {
  private static final String SELECT =
      "select s.id from statuses s join accounts a on a.id = s.account_id where ";

  /** As the partial indexes for PostgreSQL say it, word for word, so that they are used. */
  private static final String LISTED =
      "s.deleted_at is null and s.visibility = 'PUBLIC' and s.reblog_of_id is null";

  private static final String NO_REPLIES_TO_OTHERS =
      " and (s.in_reply_to_account_id is null or s.in_reply_to_account_id = s.account_id)"
          + " and s.in_reply_to_uri = ''";

  private static final String HAS_MEDIA =
      " and exists (select 1 from media_attachments ma where ma.status_id = s.id)";

  private final TxScope scope;

  public Timelines(TxScope scope) {
    this.scope = scope;
  }

  /** The federated or local timeline: PUBLIC, no boosts, no answers to others. */
  public List<Long> open(Viewer viewer, PublicFilter filter, Page page) {
    SqlText select =
        SqlText.of(SELECT + LISTED + NO_REPLIES_TO_OTHERS + origin(filter.origin()))
            .plusIf(filter.onlyMedia(), HAS_MEDIA)
            .plusIf(
                !filter.languages().isEmpty(),
                " and (s.language = '' or s.language = any(?))",
                filter.languages())
            .plus(forViewer(viewer));
    return ids(select, page);
  }

  /** The timeline of hashtags: PUBLIC, no boosts, answers too. */
  public List<Long> tagged(Viewer viewer, TagFilter filter, Page page) {
    SqlText select =
        SqlText.of(SELECT + LISTED)
            .plus(
                " and s.id in (select st.status_id from status_tags st where st.tag_id = any(?))",
                filter.any())
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
            .plus(origin(filter.origin()))
            .plusIf(filter.onlyMedia(), HAS_MEDIA)
            .plus(forViewer(viewer));
    return ids(select, page);
  }

  /**
   * What stands on a profile: all that the viewer may see, boosts of originals whose authors he
   * does not want left out.
   */
  public List<Long> profile(Viewer viewer, long accountId, AccountFilter filter, Page page) {
    SqlText select =
        SqlText.of(SELECT + "s.account_id = ? and ", accountId)
            .plus(StatusVisibilitySql.visible(viewer, "s", "a"))
            .plus(wantedOriginal(viewer))
            .plusIf(filter.excludeReplies(), NO_REPLIES_TO_OTHERS)
            .plusIf(filter.excludeReblogs(), " and s.reblog_of_id is null")
            .plusIf(filter.onlyMedia(), HAS_MEDIA)
            .plusIf(
                filter.pinned(),
                " and exists (select 1 from status_pins sp where sp.account_id = s.account_id"
                    + " and sp.status_id = s.id)")
            .plusIf(
                filter.taggedId().isPresent(),
                " and exists (select 1 from status_tags st where st.status_id = s.id"
                    + " and st.tag_id = ?)",
                filter.taggedId());
    return ids(select, page);
  }

  private List<Long> ids(SqlText select, Page page) {
    return scope
        .sql()
        .page(page, "s.id", select.text(), row -> row.number("id"), select.arguments());
  }

  private static SqlText forViewer(Viewer viewer) {
    return SqlText.of(" and ")
        .plus(StatusVisibilitySql.visible(viewer, "s", "a"))
        .plus(" and ")
        .plus(ViewerFilterSql.wantedStatus(viewer, "s"))
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
          SqlText.of(" and ").plus(ViewerFilterSql.wantedOriginal(SqlText.of("?", id), "s"));
    };
  }

  private static String origin(PublicFilter.Origin origin) {
    return switch (origin) {
      case ALL -> "";
      case LOCAL -> " and s.local";
      case REMOTE -> " and not s.local";
    };
  }
}
