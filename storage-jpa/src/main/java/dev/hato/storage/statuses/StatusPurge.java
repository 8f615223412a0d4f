package dev.hato.storage.statuses;

import dev.hato.storage.kernel.TxScope;
import java.time.Instant;
import java.util.List;

/**
 * Empties tombstones for good: what was said and what others did with it goes, the uri and the fact
 * of its deletion stay. The purge job takes a batch, removes media, notifications and tags of it in
 * their repositories, then calls {@link #empty}.
 */
public final class StatusPurge {
  private final TxScope scope;

  public StatusPurge(TxScope scope) {
    this.scope = scope;
  }

  /** Statuses deleted before a time that still hold their content, the first deleted first. */
  public List<Long> due(Instant before, int limit) {
    return scope
        .sql()
        .list(
            "select id from statuses where deleted_at < ? and purged_at is null"
                + " order by deleted_at limit ?",
            row -> row.number("id"),
            before,
            limit);
  }

  /** Empties deleted statuses; one that is not deleted is left alone. */
  public void empty(List<Long> statusIds) {
    List<Long> deleted =
        scope
            .sql()
            .list(
                "select id from statuses where id = any(?) and deleted_at is not null"
                    + " order by id for update",
                row -> row.number("id"),
                statusIds);
    for (String table : List.of("favourites", "bookmarks", "mentions", "status_edits")) {
      scope.sql().update("delete from " + table + " where status_id = any(?)", deleted);
    }
    scope
        .sql()
        .update(
            "update statuses set text = '', content = '', spoiler_text = '', url = '', emojis = '[]',"
                + " in_reply_to_uri = '', favourites_count = 0, purged_at = ? where id = any(?)",
            scope.now(),
            deleted);
  }
}
