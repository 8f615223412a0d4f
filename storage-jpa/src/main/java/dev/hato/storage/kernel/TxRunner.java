package dev.hato.storage.kernel;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.persistence.exceptions.EclipseLinkException;
import org.eclipse.persistence.sessions.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins, repeats and ends transactions. {@code Transactions} hands its scopes out as {@code Tx};
 * stores that other libraries call by a port (jobs, health of hosts) run theirs here.
 *
 * <p>Safe for threads.
 */
public final class TxRunner {
  /** How often a function may run before the failure comes out. */
  public static final int ATTEMPTS = 5;

  private static final Logger log = LoggerFactory.getLogger(TxRunner.class);

  private final EntityManagerFactory factory;
  private final DataSource pool;
  private final SnowflakeIds ids;
  private final Dialect dialect;

  public TxRunner(
      EntityManagerFactory factory, DataSource pool, SnowflakeIds ids, Dialect dialect) {
    this.factory = factory;
    this.pool = pool;
    this.ids = ids;
    this.dialect = dialect;
  }

  /** Runs a function in one transaction, again as a whole after a failure that passes. */
  public <T> T write(Function<TxScope, T> work) {
    return again(() -> writeOnce(work));
  }

  /**
   * Runs one statement in a transaction of its own, with no round trips for its begin and end;
   * again after a failure that passes. One that changes rows gives back what it changed.
   */
  public <T> T statement(Function<Sql, T> work) {
    return again(() -> work.apply(TxScope.ofOneStatement(pool, ids, dialect).sql()));
  }

  private static <T> T again(Supplier<T> once) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once.get();
      } catch (StorageException | PersistenceException | EclipseLinkException e) {
        if (attempt == ATTEMPTS || !Dialect.isTransient(e)) {
          throw translated(e);
        }
        log.debug("transaction runs again after attempt {}: {}", attempt, e.getMessage());
        pause(attempt);
      }
    }
  }

  /** Runs a function that only reads; each statement sees what was committed when it began. */
  public <T> T read(Function<TxScope, T> work) {
    return work.apply(new TxScope(pool, null, ids, dialect));
  }

  private <T> T writeOnce(Function<TxScope, T> work) {
    EntityManager entities = factory.createEntityManager();
    TxScope scope = new TxScope(pool, entities, ids, dialect);
    boolean committed = false;
    T result;
    try (entities) {
      entities.getTransaction().begin();
      try {
        // Without this EclipseLink reads on other connections until its first write.
        entities.unwrap(UnitOfWork.class).beginEarlyTransaction();
        result = work.apply(scope);
        scope.committing();
        entities.getTransaction().commit();
        committed = true;
      } finally {
        if (entities.getTransaction().isActive()) {
          rollBack(entities);
        }
      }
    } finally {
      if (!committed) {
        scope.rolledBack();
      }
    }
    scope.committed();
    return result;
  }

  /**
   * Where that fails the connection is gone, and its transaction with it; the cause matters more.
   */
  private static void rollBack(EntityManager entities) {
    try {
      entities.getTransaction().rollback();
    } catch (RuntimeException e) {
      log.debug("a transaction ended with its connection", e);
    }
  }

  private static StorageException translated(RuntimeException failure) {
    return failure instanceof StorageException known
        ? known
        : new StorageException("the transaction failed: " + failure.getMessage(), failure);
  }

  /** Threads that collided wait for different times. */
  private static void pause(int attempt) {
    try {
      Thread.sleep((4L << attempt) + Thread.currentThread().threadId() % 13);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted before the transaction could run again", e);
    }
  }
}
