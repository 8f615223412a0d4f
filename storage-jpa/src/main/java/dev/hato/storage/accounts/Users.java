package dev.hato.storage.accounts;

import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The logins of local accounts; changes answer whether there was such a login. */
public final class Users {
  private static final String SELECT = "select u.* from users u where ";
  private static final Duration ACTIVITY_GRAIN = Duration.ofMinutes(10);

  private final TxScope scope;

  public Users(TxScope scope) {
    this.scope = scope;
  }

  public Optional<User> find(long accountId) {
    return scope.sql().first(SELECT + "u.account_id = ?", Users::read, accountId);
  }

  public Optional<User> findByEmail(String email) {
    return scope
        .sql()
        .first(SELECT + "u.email_key = ?", Users::read, email.toLowerCase(Locale.ROOT));
  }

  /** By e-mail address or by the name of the account, as people type it into a login form. */
  public Optional<User> findByLogin(String login) {
    String key = login.strip().toLowerCase(Locale.ROOT);
    return scope
        .sql()
        .first(
            "select u.* from users u join accounts a on a.id = u.account_id"
                + " where u.email_key = ? or (a.username_key = ? and a.domain = '')",
            Users::read,
            key,
            key);
  }

  /** Adds a login that is neither confirmed nor approved; false when the e-mail is taken. */
  public boolean add(NewUser user) {
    if (findByEmail(user.email()).isPresent()) {
      return false;
    }
    scope.entities().persist(new UserEntity(user, scope.now()));
    return true;
  }

  public boolean setPasswordHash(long accountId, String hash) {
    return change(accountId, user -> user.setPasswordHash(hash));
  }

  public boolean setRole(long accountId, Role role) {
    return change(accountId, user -> user.setRole(role));
  }

  public boolean setLocale(long accountId, String locale) {
    return change(accountId, user -> user.setLocale(locale));
  }

  public boolean setDefaults(long accountId, PostingDefaults defaults) {
    return change(accountId, user -> user.setDefaults(defaults));
  }

  public boolean setSignUpReason(long accountId, String reason) {
    return change(accountId, user -> user.setSignUpReason(reason));
  }

  public boolean confirm(long accountId) {
    return change(accountId, user -> user.confirm(scope.now()));
  }

  public boolean approve(long accountId) {
    return change(accountId, user -> user.approve(scope.now()));
  }

  public boolean disable(long accountId) {
    return change(accountId, user -> user.setDisabled(scope.now()));
  }

  public boolean enable(long accountId) {
    return change(accountId, user -> user.setDisabled(null));
  }

  /** Removes the login; its account stays. */
  public boolean remove(long accountId) {
    return scope.sql().update("delete from users where account_id = ?", accountId) > 0;
  }

  /** Notes that the person was here, at most every ten minutes. */
  public void touch(long accountId) {
    scope
        .sql()
        .update(
            "update users set last_active_at = ? where account_id = ?"
                + " and (last_active_at is null or last_active_at < ?)",
            scope.now(),
            accountId,
            scope.now().minus(ACTIVITY_GRAIN));
  }

  /** Logins that wait for approval, newest first. */
  public List<User> pending(Page page) {
    return scope.sql().page(page, "u.account_id", SELECT + "u.approved_at is null", Users::read);
  }

  public long count() {
    return scope.sql().number("select count(*) from users");
  }

  /** How many people were here since a time. */
  public long countActiveSince(Instant time) {
    return scope.sql().number("select count(*) from users where last_active_at >= ?", time);
  }

  public boolean anyWithRole(Role role) {
    return scope.sql().exists("select 1 from users where role = ? limit 1", role);
  }

  private boolean change(long accountId, Consumer<UserEntity> change) {
    UserEntity user = scope.entities().find(UserEntity.class, accountId);
    if (user == null) {
      return false;
    }
    change.accept(user);
    return true;
  }

  private static User read(Row row) throws SQLException {
    return new User(
        row.number("account_id"),
        row.text("email"),
        row.text("password_hash"),
        row.constant("role", Role.class),
        row.text("locale"),
        new PostingDefaults(
            row.text("default_privacy"),
            row.flag("default_sensitive"),
            row.text("default_language")),
        row.text("sign_up_reason"),
        row.instant("created_at"),
        row.optionalInstant("confirmed_at"),
        row.optionalInstant("approved_at"),
        row.optionalInstant("disabled_at"),
        row.optionalInstant("last_active_at"));
  }
}
