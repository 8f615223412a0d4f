package dev.hato.storage.oauth;

import dev.hato.storage.accounts.Role;
import dev.hato.storage.kernel.Row;
import java.sql.SQLException;

/** The person behind a token or session, and whether they may act now. */
public record Login(long accountId, Role role, String locale, State state) {

  /** The first reason that keeps someone out, or none. */
  public enum State {
    ACTIVE,
    UNCONFIRMED,
    UNAPPROVED,
    DISABLED,
    SUSPENDED
  }

  /** The columns that {@link #read} needs, of {@code users u} and {@code accounts a}. */
  static final String COLUMNS =
      " u.account_id, u.role, u.locale, u.confirmed_at, u.approved_at, u.disabled_at,"
          + " a.suspended_at ";

  public boolean active() {
    return state == State.ACTIVE;
  }

  static Login read(Row row) throws SQLException {
    return new Login(
        row.number("account_id"), row.constant("role", Role.class), row.text("locale"), state(row));
  }

  private static State state(Row row) throws SQLException {
    if (row.optionalInstant("suspended_at").isPresent()) {
      return State.SUSPENDED;
    }
    if (row.optionalInstant("disabled_at").isPresent()) {
      return State.DISABLED;
    }
    if (row.optionalInstant("confirmed_at").isEmpty()) {
      return State.UNCONFIRMED;
    }
    return row.optionalInstant("approved_at").isEmpty() ? State.UNAPPROVED : State.ACTIVE;
  }
}
