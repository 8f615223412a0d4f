package dev.hato.storage.testkit;

import dev.hato.storage.DatabaseConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL that a test stops, starts and crashes; what it acknowledged survives that. */
public final class RestartingPostgres implements AutoCloseable {
  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  public RestartingPostgres(Path folder) throws IOException {
    this.data = folder.resolve("postgresql");
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
    this.server = start();
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  public DatabaseConfig config() {
    return DatabaseConfig.of(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
  }

  public Connection connect() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  /** Stops it, which ends all connections, and starts it again. */
  public void restart() throws IOException {
    server.close();
    server = start();
  }

  /**
   * Kills one of its processes: it ends all the others, recovers from its log, and answers again.
   */
  public void crash() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      ProcessHandle process = ProcessHandle.of(row.getLong(1)).orElseThrow();
      if (!process.destroyForcibly()) {
        throw new IllegalStateException("PostgreSQL's process could not be killed");
      }
      process.onExit().join();
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!answers()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("PostgreSQL does not recover");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean answers() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.execute("select 1");
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
