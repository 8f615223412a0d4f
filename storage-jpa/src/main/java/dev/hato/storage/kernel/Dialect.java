package dev.hato.storage.kernel;

import java.sql.SQLException;
import java.util.Set;

/** The databases that Hato runs on, and the little in which they differ. */
public enum Dialect {
  H2("org.eclipse.persistence.platform.database.H2Platform", "h2"),
  POSTGRESQL("org.eclipse.persistence.platform.database.PostgreSQL10Platform", "postgresql");

  /** Deadlock, serialization failure, lock not available, unique key, H2's concurrent update. */
  private static final Set<String> TRANSIENT =
      Set.of("40001", "40P01", "55P03", "HYT00", "90131", "23505");

  private final String platform;
  private final String migrations;

  Dialect(String platform, String migrations) {
    this.platform = platform;
    this.migrations = migrations;
  }

  /** The dialect of a JDBC URL. */
  public static Dialect of(String url) {
    if (url.startsWith("jdbc:h2:")) {
      return H2;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new StorageException(
        "database.url must begin with jdbc:h2: or jdbc:postgresql:, but is " + url);
  }

  /**
   * Whether the whole transaction may succeed when it runs again. A unique key counts: the second
   * run sees the row that won the race and takes the other branch.
   */
  public static boolean isTransient(Throwable failure) {
    return StorageException.sqlCause(failure)
        .map(SQLException::getSQLState)
        .filter(TRANSIENT::contains)
        .isPresent();
  }

  /**
   * An expression for which version of its row an alias stands: another one after every change that
   * was committed. 0 where the database keeps none, so that nothing may be held by it.
   */
  public String rowVersion(String alias) {
    return this == POSTGRESQL ? alias + ".xmin" : "0";
  }

  /** EclipseLink's class for this database. */
  public String platform() {
    return platform;
  }

  /** The suffix of the folder with statements for this dialect alone. */
  public String migrations() {
    return migrations;
  }
}
