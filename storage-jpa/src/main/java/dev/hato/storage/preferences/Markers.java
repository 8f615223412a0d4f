package dev.hato.storage.preferences;

import dev.hato.storage.kernel.TxScope;
import java.util.Collection;
import java.util.List;

/** Reading positions by account and timeline. */
public final class Markers {
  private final TxScope scope;

  public Markers(TxScope scope) {
    this.scope = scope;
  }

  /** Those of the timelines that have a position. */
  public List<Marker> find(long accountId, Collection<String> timelines) {
    if (timelines.isEmpty()) {
      return List.of();
    }
    return scope
        .sql()
        .list(
            "select k.* from markers k where k.account_id = ? and k.timeline = any(?)"
                + " order by k.timeline",
            row ->
                new Marker(
                    row.text("timeline"),
                    row.number("last_read_id"),
                    row.integer("version"),
                    row.instant("updated_at")),
            accountId,
            timelines);
  }

  /** Moves a position and gives it with its new version. */
  public Marker put(long accountId, String timeline, long lastReadId) {
    int moved =
        scope
            .sql()
            .update(
                "update markers set last_read_id = ?, version = version + 1, updated_at = ?"
                    + " where account_id = ? and timeline = ?",
                lastReadId,
                scope.now(),
                accountId,
                timeline);
    if (moved == 0) {
      scope
          .sql()
          .update(
              "insert into markers (account_id, timeline, last_read_id, version, updated_at)"
                  + " values (?, ?, ?, 1, ?)",
              accountId,
              timeline,
              lastReadId,
              scope.now());
    }
    return find(accountId, List.of(timeline)).getFirst();
  }
}
