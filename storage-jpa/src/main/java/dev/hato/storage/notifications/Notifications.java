package dev.hato.storage.notifications;

import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.SiftedPage;
import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import dev.hato.storage.statuses.StatusVisibilitySql;
import dev.hato.storage.statuses.Viewer;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The notifications of local accounts. The same thing done twice by the same account is told once.
 * Reading leaves out what the owner may not see any more: by a suspended account, by one that he
 * blocks or whose notifications he mutes, about a status that is gone or hidden from him.
 */
public final class Notifications {
  private static final String SHOWN =
      """
      fa.suspended_at is null
      and not exists (select 1 from blocks nb
        where nb.account_id = n.account_id and nb.target_id = n.from_account_id)
      and not exists (select 1 from mutes nm
        where nm.account_id = n.account_id and nm.target_id = n.from_account_id
          and nm.hide_notifications
          and (nm.expires_at is null or nm.expires_at > current_timestamp))
      and (n.status_id is null or exists (select 1\s"""
          + StatusVisibilitySql.FROM
          + "where s.id = n.status_id and ";

  private final TxScope scope;

  public Notifications(TxScope scope) {
    this.scope = scope;
  }

  /** Adds a notification that is not there yet; empty when it is. One statement. */
  public Optional<Notification> add(
      long accountId, NotificationType type, long fromAccountId, OptionalLong statusId) {
    Notification added =
        new Notification(scope.nextId(), accountId, type, fromAccountId, statusId, scope.now());
    int rows =
        scope
            .sql()
            .update(
                "insert into notifications"
                    + " (id, account_id, type, from_account_id, status_id, created_at)"
                    + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                added.id(),
                accountId,
                type,
                fromAccountId,
                statusId,
                added.createdAt());
    return rows > 0 ? Optional.of(added) : Optional.empty();
  }

  /** A page of an account's notifications, newest first. One statement. */
  public List<Notification> page(long accountId, NotificationFilter filter, Page page) {
    Set<NotificationType> wanted = filter.wanted();
    if (wanted.isEmpty()) {
      return List.of();
    }
    SqlText candidates =
        SqlText.of("select c.id as list_key from notifications c where c.account_id = ?", accountId)
            .plusIf(
                wanted.size() < NotificationType.values().length,
                " and c.type = any(?)",
                wanted.stream().map(Enum::name).toList())
            .plusIf(
                filter.fromAccountId().isPresent(),
                " and c.from_account_id = ?",
                filter.fromAccountId());
    return read(accountId, candidates, page);
  }

  /** One of an account's notifications. */
  public Optional<Notification> find(long accountId, long id) {
    SqlText candidates =
        SqlText.of(
            "select c.id as list_key from notifications c where c.account_id = ? and c.id = ?",
            accountId,
            id);
    return read(accountId, candidates, Page.first(1)).stream().findFirst();
  }

  /** How many are newer than an id, at most {@code limit}. */
  public int countAfter(long accountId, long id, int limit) {
    return page(accountId, NotificationFilter.ALL, Page.first(limit).withSinceId(id)).size();
  }

  private List<Notification> read(long accountId, SqlText candidates, Page page) {
    SqlText shown =
        SqlText.of(SHOWN)
            .plus(StatusVisibilitySql.visible(Viewer.of(accountId)))
            .plus(" offset 0))");
    return new SiftedPage(
            "c.id",
            candidates,
            " from {window} w left join notifications n on n.id = w.list_key"
                + " left join accounts fa on fa.id = n.from_account_id",
            shown,
            "n.*")
        .read(scope.sql(), page, Notifications::read);
  }

  /** Removes one of an account's notifications; false when it has no such one. */
  public boolean dismiss(long accountId, long id) {
    return scope
            .sql()
            .update("delete from notifications where account_id = ? and id = ?", accountId, id)
        > 0;
  }

  /** Removes all of an account's notifications. */
  public void clear(long accountId) {
    scope.sql().update("delete from notifications where account_id = ?", accountId);
  }

  /** Takes back what is undone: an unfollow, an unfavourite, an unboost. */
  public void retract(
      long accountId, NotificationType type, long fromAccountId, OptionalLong statusId) {
    scope
        .sql()
        .update(
            "delete from notifications where account_id = ? and type = ? and from_account_id = ?"
                + " and status_id is not distinct from cast(? as bigint)",
            accountId,
            type,
            fromAccountId,
            statusId);
  }

  /** Removes everything that one account told another, as a block does. */
  public void removeFrom(long accountId, long fromAccountId) {
    scope
        .sql()
        .update(
            "delete from notifications where account_id = ? and from_account_id = ?",
            accountId,
            fromAccountId);
  }

  /** Removes everything about these statuses. */
  public void removeAbout(Collection<Long> statusIds) {
    scope.sql().update("delete from notifications where status_id = any(?)", statusIds);
  }

  private static Notification read(Row row) throws SQLException {
    return new Notification(
        row.number("id"),
        row.number("account_id"),
        row.constant("type", NotificationType.class),
        row.number("from_account_id"),
        row.optionalNumber("status_id"),
        row.instant("created_at"));
  }
}
