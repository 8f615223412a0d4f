package dev.hato.storage;

import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.StorageException;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema to the version of this build, set by set.
 *
 * <p>Portable statements are in {@code db/migration/SET}; what a dialect has for itself (partial
 * indexes and storage parameters of PostgreSQL) is in {@code db/migration-DIALECT/SET} with a
 * version of its own. Each set keeps its history in {@code schema_SET}.
 */
public final class Migrations {
  /** The parts of the schema, in the order in which they are made. */
  public enum SchemaSet {
    /** The durable job queue. */
    JOBS,
    /** What federation keeps between requests: payloads, seen activities, health of peers. */
    FEDERATION,
    /** Accounts, statuses and everything people do with them. */
    SOCIAL
  }

  private Migrations() {}

  /** Applies what is missing; refuses a schema that this build does not know. */
  public static void apply(DataSource database, Dialect dialect, Set<SchemaSet> sets) {
    for (SchemaSet set : SchemaSet.values()) {
      if (sets.contains(set)) {
        apply(database, dialect, set);
      }
    }
  }

  private static void apply(DataSource database, Dialect dialect, SchemaSet set) {
    String name = set.name().toLowerCase(Locale.ROOT);
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(database)
          .table("schema_" + name)
          .locations(
              "classpath:db/migration/" + name,
              "classpath:db/migration-" + dialect.migrations() + "/" + name)
          .failOnMissingLocations(false)
          .ignoreMigrationPatterns(new String[0])
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StorageException(
          "the "
              + name
              + " schema does not fit this version of Hato, nothing was changed;"
              + " run the version that wrote it, or restore a backup: "
              + firstLines(e),
          e);
    }
  }

  private static String firstLines(FlywayException e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
