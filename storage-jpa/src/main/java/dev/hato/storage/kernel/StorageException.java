package dev.hato.storage.kernel;

import java.sql.SQLException;
import java.util.Optional;

/** The database refused or could not be reached; the message says what was tried. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  public StorageException(String message) {
    super(message);
  }

  /** The SQL state that the database gave, for logs and for the decision to try again. */
  public Optional<String> sqlState() {
    return sqlCause(this).map(SQLException::getSQLState);
  }

  /** The innermost SQL error behind {@code failure}. */
  static Optional<SQLException> sqlCause(Throwable failure) {
    SQLException found = null;
    Throwable current = failure;
    for (int depth = 0; current != null && depth < 20; depth++, current = current.getCause()) {
      if (current instanceof SQLException sql && sql.getSQLState() != null) {
        found = sql;
      }
    }
    return Optional.ofNullable(found);
  }
}
