package dev.hato.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hato.activitypub.FederationBuilder;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.spi.JobStore;
import dev.hato.storage.Migrations.SchemaSet;
import dev.hato.storage.federation.JpaActivityPayloads;
import dev.hato.storage.federation.JpaOriginHealthStore;
import dev.hato.storage.federation.JpaRemoteActorStore;
import dev.hato.storage.federation.JpaSeenActivities;
import dev.hato.storage.jobs.JpaJobStore;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.SnowflakeIds;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.kernel.TxRunner;
import dev.hato.storage.statuses.StatusCache;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * An open database: pool, schema, entity manager factory. Made once at start; several may live in
 * one JVM. Close it after everything that uses it.
 */
public final class Database implements AutoCloseable {
  private static final int OLDEST_POSTGRESQL = 15;

  private final Dialect dialect;
  private final Optional<H2File> file;
  private final HikariDataSource pool;
  private final EntityManagerFactory factory;
  private final TxRunner runner;
  private final JpaJobStore jobs;
  private final StatusCache statuses = new StatusCache();

  private Database(
      Dialect dialect,
      Optional<H2File> file,
      HikariDataSource pool,
      EntityManagerFactory factory,
      InstantSource clock,
      Optional<Callable<Connection>> direct) {
    this.dialect = dialect;
    this.file = file;
    this.pool = pool;
    this.factory = factory;
    this.runner = new TxRunner(factory, pool, new SnowflakeIds(clock), dialect);
    this.jobs = new JpaJobStore(runner, dialect, clock, direct);
  }

  /** Opens a database with the whole schema. */
  public static Database open(DatabaseConfig config, InstantSource clock) {
    return open(config, clock, EnumSet.allOf(SchemaSet.class));
  }

  /**
   * Opens a database and brings the named parts of its schema up to date.
   *
   * @throws StorageException with one clear line when the database cannot be reached, is too old,
   *     has a schema of another version, or does not run in UTC
   */
  public static Database open(DatabaseConfig config, InstantSource clock, Set<SchemaSet> sets) {
    Dialect dialect = Dialect.of(config.url());
    Optional<H2File> file =
        config.url().startsWith("jdbc:h2:file:")
            ? Optional.of(H2File.open(config))
            : Optional.empty();
    HikariDataSource pool = null;
    try {
      pool = pool(config, dialect, file);
      refuseDangerousState(pool, dialect);
      Migrations.apply(pool, dialect, sets);
      EntityManagerFactory factory =
          Persistence.createEntityManagerFactory("hato", properties(pool, dialect));
      return new Database(dialect, file, pool, factory, clock, direct(config));
    } catch (RuntimeException e) {
      if (pool != null) {
        pool.close();
      }
      file.ifPresent(H2File::close);
      throw e;
    }
  }

  public Transactions transactions() {
    return new Transactions(runner, jobs, statuses);
  }

  /** The jobs in this database, for workers; to enqueue with data use {@link Tx#jobs}. */
  public JobStore jobs() {
    return jobs;
  }

  public Dialect dialect() {
    return dialect;
  }

  TxRunner runner() {
    return runner;
  }

  /** The bytes of outgoing activities for deliveries, which have no transaction. */
  public JpaActivityPayloads payloads() {
    return new JpaActivityPayloads(runner);
  }

  public JpaSeenActivities seenActivities() {
    return new JpaSeenActivities(runner, jobs);
  }

  public JpaOriginHealthStore originHealth() {
    return new JpaOriginHealthStore(runner);
  }

  public JpaRemoteActorStore remoteActors() {
    return new JpaRemoteActorStore(runner);
  }

  /**
   * Has a federation keep here what it keeps: jobs, outgoing activities, what it has seen, remote
   * actors, the health of hosts. To send with data use a {@link Tx}.
   */
  public FederationBuilder keepFor(FederationBuilder federation) {
    return federation
        .queue(new JobStoreQueue(jobs))
        .payloads(payloads())
        .seen(seenActivities())
        .remoteActors(remoteActors())
        .health(originHealth());
  }

  EntityManagerFactory factory() {
    return factory;
  }

  @Override
  public void close() {
    jobs.close();
    factory.close();
    pool.close();
    file.ifPresent(H2File::close);
  }

  /** A connection of its own that hears the server; it is no use in a pool. */
  private static Optional<Callable<Connection>> direct(DatabaseConfig config) {
    Properties properties = new Properties();
    properties.setProperty("user", config.username());
    properties.setProperty("password", config.password());
    properties.setProperty("ApplicationName", "hato-listen");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "10");
    return config.listenUrl().map(url -> () -> DriverManager.getConnection(url, properties));
  }

  private static HikariDataSource pool(
      DatabaseConfig config, Dialect dialect, Optional<H2File> file) {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(
        file.map(H2File::url)
            .orElseGet(
                () -> dialect == Dialect.H2 ? H2File.memoryUrl(config.url()) : config.url()));
    settings.setUsername(config.username());
    settings.setPassword(config.password());
    settings.setMaximumPoolSize(config.poolSize());
    settings.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    settings.setPoolName("hato-" + dialect);
    if (dialect == Dialect.POSTGRESQL) {
      settings.addDataSourceProperty("reWriteBatchedInserts", "true");
      settings.addDataSourceProperty("ApplicationName", "hato");
    }
    try {
      return new HikariDataSource(settings);
    } catch (RuntimeException e) {
      throw new StorageException(
          "cannot reach "
              + config.url()
              + " as "
              + config.username()
              + ": check database.url, database.username and database.password",
          e);
    }
  }

  private static void refuseDangerousState(HikariDataSource pool, Dialect dialect) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet zone =
            statement.executeQuery(
                "select extract(timezone_hour from current_timestamp),"
                    + " extract(timezone_minute from current_timestamp)")) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      if (dialect == Dialect.POSTGRESQL && major < OLDEST_POSTGRESQL) {
        throw new StorageException(
            "PostgreSQL " + major + " is too old: " + OLDEST_POSTGRESQL + " or newer is needed");
      }
      zone.next();
      if (zone.getInt(1) != 0 || zone.getInt(2) != 0) {
        throw new StorageException(
            "the database session is not in UTC: start Java with -Duser.timezone=UTC");
      }
    } catch (SQLException e) {
      throw new StorageException("the database did not answer a first query", e);
    }
  }

  private static Map<String, Object> properties(HikariDataSource pool, Dialect dialect) {
    return Map.of(
        "jakarta.persistence.nonJtaDataSource", pool,
        "eclipselink.target-database", dialect.platform(),
        "eclipselink.weaving", "static",
        "eclipselink.cache.shared.default", "false",
        "eclipselink.jdbc.batch-writing", "JDBC",
        "eclipselink.jdbc.batch-writing.size", "500",
        "eclipselink.logging.level", "SEVERE",
        // EclipseLink shares a factory between callers that use the same name.
        "eclipselink.session-name", "hato-" + System.identityHashCode(pool) + System.nanoTime());
  }
}
