package dev.hato.storage.kernel;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the repositories of one transaction share: entity manager, SQL, time and ids.
 *
 * <p>A writing scope holds one connection from begin to end. A reading scope holds none between its
 * statements: each runs by itself, which costs no begin and commit and suits transaction pooling.
 */
public final class TxScope {
  private static final Logger log = LoggerFactory.getLogger(TxScope.class);

  private final DataSource pool;
  private final @Nullable EntityManager entities;
  private final SnowflakeIds ids;
  private final Dialect dialect;
  private final Instant now;
  private final boolean single;
  private final Sql sql = new Sql(this);
  private boolean entitiesUsed;
  private final List<Runnable> beforeCommit = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final List<Runnable> afterRollback = new ArrayList<>();

  TxScope(DataSource pool, @Nullable EntityManager entities, SnowflakeIds ids, Dialect dialect) {
    this(pool, entities, ids, dialect, false);
  }

  private TxScope(
      DataSource pool,
      @Nullable EntityManager entities,
      SnowflakeIds ids,
      Dialect dialect,
      boolean single) {
    this.single = single;
    this.pool = pool;
    this.entities = entities;
    this.ids = ids;
    this.dialect = dialect;
    this.now = ids.now().truncatedTo(ChronoUnit.MICROS);
  }

  /** For one statement that may change rows and is a transaction of its own. */
  static TxScope ofOneStatement(DataSource pool, SnowflakeIds ids, Dialect dialect) {
    return new TxScope(pool, null, ids, dialect, true);
  }

  /** The entity manager, for writes that load, change or add an entity. */
  public EntityManager entities() {
    entitiesUsed = true;
    return writer();
  }

  public Sql sql() {
    return sql;
  }

  /** The database behind this transaction, where a statement must differ. */
  public Dialect dialect() {
    return dialect;
  }

  /** Whether all that it reads is committed: its own changes are not there to be seen. */
  public boolean readsOnly() {
    return entities == null;
  }

  /** The time of this transaction, the same for all its rows, in the database's precision. */
  public Instant now() {
    return now;
  }

  public long nextId() {
    return ids.next(this::nextBlock);
  }

  public long nextId(Instant published) {
    return ids.next(published, this::nextBlock);
  }

  /** Runs as the last thing before the commit, in order; an exception rolls everything back. */
  public void beforeCommit(Runnable action) {
    requireTransaction();
    beforeCommit.add(action);
  }

  /** Runs what waits for the end of the work. */
  void committing() {
    beforeCommit.forEach(Runnable::run);
  }

  /** Runs after the commit, in order, in the calling thread; never after a rollback. */
  public void afterCommit(Runnable action) {
    requireTransaction();
    afterCommit.add(action);
  }

  /** Runs when this transaction did not commit, in order, in the calling thread. */
  public void afterRollback(Runnable action) {
    requireTransaction();
    afterRollback.add(action);
  }

  /** Runs what waits for the commit; the commit stands whatever happens here. */
  void committed() {
    ended(afterCommit);
  }

  /** Runs what waits for a roll-back. */
  void rolledBack() {
    ended(afterRollback);
  }

  private static void ended(List<Runnable> actions) {
    for (Runnable action : actions) {
      try {
        action.run();
      } catch (RuntimeException e) {
        log.error("an action after the end of a transaction failed; what it did stands", e);
      }
    }
  }

  /** Refuses to go on in a transaction that only reads. */
  public void requireWritable() {
    if (!single) {
      requireTransaction();
    }
  }

  private void requireTransaction() {
    EntityManager unused = writer();
  }

  private EntityManager writer() {
    if (entities == null) {
      throw new IllegalStateException(
          "this transaction only reads: use Transactions.write to change rows");
    }
    return entities;
  }

  <T> T withConnection(Function<Connection, T> work) {
    if (entities != null) {
      if (entitiesUsed) {
        entities.flush();
      }
      return work.apply(entities.unwrap(Connection.class));
    }
    try (Connection connection = pool.getConnection()) {
      return work.apply(connection);
    } catch (SQLException e) {
      throw new StorageException("no database connection", e);
    }
  }

  private long nextBlock() {
    return sql.number("select nextval('id_blocks')");
  }
}
