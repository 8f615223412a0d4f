package dev.hato.storage.statuses;

import dev.hato.storage.kernel.TxScope;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns statuses into tombstones. */
final class StatusDeletion {
  private final TxScope scope;

  StatusDeletion(TxScope scope) {
    this.scope = scope;
  }

  Optional<Status> delete(long id, Instant at) {
    Optional<Status> alive =
        scope
            .sql()
            .first(
                StatusRows.SELECT + "s.id = ? and s.deleted_at is null for update",
                StatusRows::read,
                id);
    alive.ifPresent(status -> bury(status, at));
    return alive;
  }

  private void bury(Status status, Instant at) {
    StatusCounters counters = new StatusCounters(scope);
    counters.deleted(status);
    if (!status.isBoost()) {
      counters.boostsDeleted(status.id());
      scope.sql().update("delete from status_pins where status_id = ?", status.id());
    }
    // An emptied reblog_of_id lets the same account boost the same status again.
    scope
        .sql()
        .update(
            "update statuses set deleted_at = ?, reblog_of_id = null, reblogs_count = 0"
                + " where (id = ? or reblog_of_id = ?) and deleted_at is null",
            at,
            status.id(),
            status.id());
  }

  /**
   * The tombstone's insert and a Create's insert meet at the unique uri, so whichever comes second
   * sees the first, also when both run at once.
   */
  Optional<Status> deleteRemote(String uri, long authorId, Instant at) {
    int buried =
        scope
            .sql()
            .update(
                "insert into statuses (id, account_id, uri, local, visibility, conversation_id,"
                    + " created_at, deleted_at, purged_at)"
                    + " values (?, ?, ?, false, 'DIRECT', 0, ?, ?, ?) on conflict do nothing",
                scope.nextId(),
                authorId,
                uri,
                at,
                at,
                at);
    return buried > 0 ? Optional.empty() : deleteKnown(uri, authorId, at);
  }

  private Optional<Status> deleteKnown(String uri, long authorId, Instant at) {
    OptionalLong id =
        scope
            .sql()
            .first(
                "select id from statuses where uri = ? and account_id = ?",
                row -> OptionalLong.of(row.number("id")),
                uri,
                authorId)
            .orElse(OptionalLong.empty());
    return id.isPresent() ? delete(id.getAsLong(), at) : Optional.empty();
  }
}
