package dev.hato.storage.testkit;

import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import dev.hato.storage.kernel.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Fresh, empty databases of both kinds. PostgreSQL starts once in a JVM and stops with it.
 *
 * <p>In a test: {@code @ParameterizedTest @EnumSource(Dialect.class) void …(Dialect dialect)} with
 * {@code try (Database database = TestDatabases.open(dialect))}, or {@code
 * TestDatabases.shared(dialect)} with the accounts of a {@link Cast}.
 */
public final class TestDatabases {
  private static final AtomicInteger number = new AtomicInteger();

  private static final Map<Dialect, Database> SHARED = new ConcurrentHashMap<>();

  private TestDatabases() {}

  /** For {@code @MethodSource}: one fresh database of each kind; the test closes it. */
  public static Stream<Database> both() {
    return Stream.of(Dialect.values()).map(TestDatabases::open);
  }

  /** A database for all tests of this JVM that bring rows of their own; nobody closes it. */
  public static Database shared(Dialect dialect) {
    return SHARED.computeIfAbsent(dialect, TestDatabases::open);
  }

  public static Database open(Dialect dialect) {
    return open(dialect, InstantSource.system());
  }

  /** A copy of a database that has its schema: to make that takes longer than most tests. */
  public static Database open(Dialect dialect, InstantSource clock) {
    return Database.open(
        switch (dialect) {
          case H2 -> h2(H2Template.FILE);
          case POSTGRESQL -> postgres("template " + PostgresTemplate.NAME);
        },
        clock);
  }

  /** How to reach a new empty database, for tests that open it more than once. */
  public static DatabaseConfig config(Dialect dialect) {
    return switch (dialect) {
      case H2 -> DatabaseConfig.h2File(directory().resolve("hato")).withPoolSize(8);
      case POSTGRESQL -> postgres("");
    };
  }

  private static DatabaseConfig h2(Path template) {
    Path copy = directory();
    try {
      Files.copy(template, copy.resolve(template.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DatabaseConfig.h2File(copy.resolve("hato")).withPoolSize(8);
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("hato-h2-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatabaseConfig postgres(String origin) {
    return postgres("test_" + number.incrementAndGet(), origin);
  }

  private static DatabaseConfig postgres(String name, String origin) {
    EmbeddedPostgres server = Postgres.SERVER;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + " " + origin);
    } catch (SQLException e) {
      throw new IllegalStateException("no fresh PostgreSQL database", e);
    }
    return DatabaseConfig.of(server.getJdbcUrl("postgres", name), "postgres", "postgres")
        .withPoolSize(8);
  }

  private static final class H2Template {
    static final Path FILE = make();

    private static Path make() {
      Path directory = directory();
      DatabaseConfig config = DatabaseConfig.h2File(directory.resolve("hato"));
      Database.open(config, InstantSource.system()).close();
      return directory.resolve("hato.mv.db");
    }
  }

  private static final class PostgresTemplate {
    static final String NAME = make();

    private static String make() {
      String name = "template_hato";
      Database.open(postgres(name, ""), InstantSource.system()).close();
      return name;
    }
  }

  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "400").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
