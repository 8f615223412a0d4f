package dev.hato.storage.statuses;

import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.TxScope;
import java.util.List;
import java.util.Optional;

/**
 * Who favourited what. Adding and removing say whether something changed, and change the counter
 * only then.
 */
public final class Favourites {
  private final TxScope scope;

  public Favourites(TxScope scope) {
    this.scope = scope;
  }

  /**
   * Favourites a status. One statement when it was favourited already, else two.
   *
   * @param uri of the Like; empty for a local one until it is sent
   */
  public boolean add(long accountId, long statusId, String uri) {
    boolean added =
        scope
                .sql()
                .update(
                    "insert into favourites (id, account_id, status_id, uri, created_at)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing",
                    scope.nextId(),
                    accountId,
                    statusId,
                    uri,
                    scope.now())
            > 0;
    if (added) {
      new StatusCounters(scope).favourites(statusId, 1);
    }
    return added;
  }

  public boolean remove(long accountId, long statusId) {
    boolean removed =
        scope
                .sql()
                .update(
                    "delete from favourites where account_id = ? and status_id = ?",
                    accountId,
                    statusId)
            > 0;
    if (removed) {
      new StatusCounters(scope).favourites(statusId, -1);
    }
    return removed;
  }

  /** Whether a status is favourited; if so, it stays that until the transaction ends. */
  public boolean hold(long accountId, long statusId) {
    return scope
        .sql()
        .exists(
            "select 1 from favourites where account_id = ? and status_id = ? for update",
            accountId,
            statusId);
  }

  /** The uri of the Like, where it was favourited; the uri is empty where none was given. */
  public Optional<String> uriOf(long accountId, long statusId) {
    return scope
        .sql()
        .first(
            "select uri from favourites where account_id = ? and status_id = ?",
            row -> row.text("uri"),
            accountId,
            statusId);
  }

  /** The status that a remote Like was for, when the Undo names nothing but the Like. */
  public Optional<Long> statusOf(long accountId, String uri) {
    return scope
        .sql()
        .first(
            "select status_id from favourites where account_id = ? and uri = ?",
            row -> row.number("status_id"),
            accountId,
            uri);
  }

  /** What an account favourited, the last first, as far as it may still see it. One statement. */
  public List<Listed<Long>> statuses(long accountId, Page page) {
    return new MarkedStatuses(scope, "favourites").of(accountId, page);
  }

  /**
   * Accounts that favourited a status, the last first, without those that the viewer does not want
   * or that block it.
   */
  public List<Listed<Long>> accounts(long statusId, Viewer viewer, Page page) {
    return new Participants(scope).favouritedBy(statusId, viewer, page);
  }
}
