package dev.hato.storage;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link Database#open} needs to reach a database.
 *
 * <p>{@code url} is {@code jdbc:h2:file:PATH}, {@code jdbc:h2:mem:NAME} or {@code
 * jdbc:postgresql://…}. Behind PgBouncer in transaction mode add {@code ?prepareThreshold=0} unless
 * its {@code max_prepared_statements} is set; nothing here keeps state in a session.
 *
 * @param poolSize the most connections this process opens
 * @param listenUrl where a worker on PostgreSQL listens for new jobs of other processes, on one
 *     more connection: past PgBouncer, straight to the server. Empty: workers poll
 */
public record DatabaseConfig(
    String url,
    String username,
    String password,
    int poolSize,
    Access access,
    Optional<String> listenUrl) {

  /** How this process shares an H2 file with others; without meaning for PostgreSQL. */
  public enum Access {
    /** The server: owns the file and lets guests in on the loopback interface. */
    OWNER,
    /** A command: joins the running server, or opens the file itself when none runs. */
    GUEST
  }

  public DatabaseConfig {
    Objects.requireNonNull(url);
    Objects.requireNonNull(username);
    Objects.requireNonNull(password);
    Objects.requireNonNull(access);
    Objects.requireNonNull(listenUrl);
    if (poolSize < 1) {
      throw new IllegalArgumentException("poolSize must be at least 1, was " + poolSize);
    }
  }

  /**
   * A database server or file with the default pool of ten connections, as its owner; workers
   * listen at the same URL.
   */
  public static DatabaseConfig of(String url, String username, String password) {
    return new DatabaseConfig(url, username, password, 10, Access.OWNER, Optional.of(url));
  }

  /** The embedded database in {@code file} ({@code .mv.db} is added to the name). */
  public static DatabaseConfig h2File(Path file) {
    return of("jdbc:h2:file:" + file.toAbsolutePath(), "hato", "");
  }

  public DatabaseConfig withPoolSize(int size) {
    return new DatabaseConfig(url, username, password, size, access, listenUrl);
  }

  public DatabaseConfig withAccess(Access newAccess) {
    return new DatabaseConfig(url, username, password, poolSize, newAccess, listenUrl);
  }

  /** Listens for new jobs elsewhere than {@link #url}, or not at all. */
  public DatabaseConfig withListenUrl(Optional<String> listen) {
    return new DatabaseConfig(url, username, password, poolSize, access, listen);
  }

  @Override
  public String toString() {
    return "DatabaseConfig[" + url + ", " + username + ", pool " + poolSize + ", " + access + "]";
  }
}
