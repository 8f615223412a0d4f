package dev.hato.storage;

import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.SnowflakeIds;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.kernel.TxScope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import javax.sql.DataSource;
import org.eclipse.persistence.sessions.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door to the database: every read and write of the server goes through here.
 *
 * <p>{@code write} runs its function in one transaction (read committed) and, when the database
 * gave up for a reason that passes (deadlock, serialization, lock time-out, a lost race for a
 * unique key), rolls back and runs the <em>whole function</em> again, at most {@value #ATTEMPTS}
 * times. So a function must not act on the outside world: that belongs in a job or in {@link
 * Tx#afterCommit}. An exception of the function rolls back and comes out unchanged; a failure of
 * the database comes out as {@link StorageException}. Safe for threads.
 */
public final class Transactions {
  static final int ATTEMPTS = 5;
  private static final Logger log = LoggerFactory.getLogger(Transactions.class);

  private final EntityManagerFactory factory;
  private final DataSource pool;
  private final SnowflakeIds ids;
  private final Dialect dialect;

  Transactions(EntityManagerFactory factory, DataSource pool, SnowflakeIds ids, Dialect dialect) {
    this.factory = factory;
    this.pool = pool;
    this.ids = ids;
    this.dialect = dialect;
  }

  /** Changes rows and gives the function's result once it is committed. */
  public <T> T write(TxFunction<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return writeOnce(work);
      } catch (StorageException | PersistenceException e) {
        if (attempt == ATTEMPTS || !Dialect.isTransient(e)) {
          throw translated(e);
        }
        log.debug("transaction runs again after attempt {}: {}", attempt, e.getMessage());
        pause(attempt);
      }
    }
  }

  /** As {@link #write}, without a result. */
  public void run(TxAction work) {
    boolean unused =
        write(
            tx -> {
              work.apply(tx);
              return true;
            });
  }

  /** Only reads; each statement sees what was committed when it began. */
  public <T> T read(TxFunction<T> work) {
    try (EntityManager entities = factory.createEntityManager()) {
      return work.apply(new Tx(new TxScope(pool, entities, ids, dialect, false)));
    } catch (PersistenceException e) {
      throw translated(e);
    }
  }

  private <T> T writeOnce(TxFunction<T> work) {
    T result;
    TxScope scope;
    try (EntityManager entities = factory.createEntityManager()) {
      entities.getTransaction().begin();
      try {
        // Without this EclipseLink reads on other connections until its first write.
        entities.unwrap(UnitOfWork.class).beginEarlyTransaction();
        scope = new TxScope(pool, entities, ids, dialect, true);
        result = work.apply(new Tx(scope));
        entities.getTransaction().commit();
      } finally {
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
      }
    }
    scope.committed();
    return result;
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
