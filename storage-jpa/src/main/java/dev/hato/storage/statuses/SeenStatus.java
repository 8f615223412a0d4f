package dev.hato.storage.statuses;

import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Row;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What one short statement tells of a status that somebody may see: which versions of which rows it
 * is made of, and what he did with it. The rows themselves may be in memory.
 *
 * @param original of a boost
 * @param flags what the viewer did with what is shown: of a boost, with its original
 */
record SeenStatus(
    RowStamp status, RowStamp author, Optional<Original> original, ViewerFlags flags) {
  private static final String SHOWN = "coalesce(s.reblog_of_id, s.id)";

  private static final String FLAGS =
      """
      , exists (select 1 from favourites f
          where f.account_id = {viewer} and f.status_id = {shown}) as favourited,
        exists (select 1 from statuses b
          where b.account_id = {viewer} and b.reblog_of_id = {shown}) as reblogged,
        exists (select 1 from bookmarks k
          where k.account_id = {viewer} and k.status_id = {shown}) as bookmarked,
        exists (select 1 from status_pins p
          where p.account_id = {viewer} and p.status_id = {shown}) as pinned,
        exists (select 1 from conversation_mutes c
          where c.account_id = {viewer} and c.conversation_id = s.conversation_id) as muted"""
          .replace("{shown}", SHOWN);

  /** The original of a boost and its author. */
  record Original(RowStamp status, RowStamp author) {}

  /** The stamps, selected of {@link StatusVisibilitySql#FROM}. */
  static String columns(Dialect dialect) {
    return "s.id, %s as version, s.account_id, %s as author_version, s.reblog_of_id,"
            .formatted(dialect.rowVersion("s"), dialect.rowVersion("a"))
        + " %s as original_version, o.account_id as original_account_id, %s as"
            .formatted(dialect.rowVersion("o"), dialect.rowVersion("oa"))
        + " original_author_version";
  }

  /** What a viewer did, selected beside {@link #columns}. */
  static String flagColumns() {
    return FLAGS;
  }

  static SeenStatus read(Row row, boolean withFlags) throws SQLException {
    Optional<Original> original =
        row.optionalNumber("reblog_of_id").isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Original(
                    new RowStamp(row.number("reblog_of_id"), row.number("original_version")),
                    new RowStamp(
                        row.number("original_account_id"), row.number("original_author_version"))));
    return new SeenStatus(
        new RowStamp(row.number("id"), row.number("version")),
        new RowStamp(row.number("account_id"), row.number("author_version")),
        original,
        withFlags ? flags(row) : ViewerFlags.NONE);
  }

  private static ViewerFlags flags(Row row) throws SQLException {
    return new ViewerFlags(
        row.flag("favourited"),
        row.flag("reblogged"),
        row.flag("bookmarked"),
        row.flag("pinned"),
        row.flag("muted"));
  }
}
