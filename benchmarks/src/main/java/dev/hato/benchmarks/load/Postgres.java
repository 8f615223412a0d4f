package dev.hato.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * A PostgreSQL of its own that loses nothing: every commit is synced to disk, as in production. The
 * embedded one is told so, because it is made for tests that need not keep anything.
 */
final class Postgres implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final long pid;

  private Postgres(EmbeddedPostgres server, long pid) {
    this.server = server;
    this.pid = pid;
  }

  static Postgres start(Path folder) throws IOException {
    return start(folder, Map.of());
  }

  /**
   * @param settings beside those that every scenario has
   */
  static Postgres start(Path folder, Map<String, String> settings) throws IOException {
    Path data = folder.resolve("postgresql");
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    settings.forEach(builder::setServerConfig);
    EmbeddedPostgres server =
        builder
            .setDataDirectory(data)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "100")
            .setServerConfig("max_wal_size", "4GB")
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .setServerConfig("pg_stat_statements.track_planning", "on")
            .setPGStartupWait(Duration.ofSeconds(60))
            .start();
    refuseForgetful(server);
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
    return new Postgres(server, Long.parseLong(pid.trim()));
  }

  private static void refuseForgetful(EmbeddedPostgres server) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('fsync') || current_setting('synchronous_commit')")) {
      row.next();
      if (!row.getString(1).equals("onon")) {
        throw new IllegalStateException("PostgreSQL does not sync commits: nothing to measure");
      }
    } catch (SQLException e) {
      throw new IOException("PostgreSQL does not answer", e);
    }
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** A new database beside the usual one. */
  String database(String name) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IOException("no new database " + name, e);
    }
    return server.getJdbcUrl("postgres", name);
  }

  /** A session in a database of this one. */
  static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, "postgres", "postgres");
  }

  /** Does at once what autovacuum does within a minute: counts rows, and frees those that died. */
  void vacuum() throws IOException {
    vacuum(url());
  }

  /** The same in another database. */
  void vacuum(String url) throws IOException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    } catch (SQLException e) {
      throw new IOException("PostgreSQL does not vacuum", e);
    }
  }

  double cpuSeconds() {
    return Proc.cpuSeconds(pid);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
