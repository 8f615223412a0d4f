package dev.hato.storage;

import dev.hato.storage.kernel.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives space of the database file back while it is in use.
 *
 * <p>H2 does this in the thread that also delays commits; without delay there is no such thread,
 * and each commit leaves pages behind for good. So the same step is taken here from time to time.
 */
final class H2Compaction implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(H2Compaction.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int TARGET_PERCENT = 70;
  private static final int BYTES_AT_ONCE = 8 << 20;

  private final MVStore store;
  private final ScheduledExecutorService thread;

  private H2Compaction(MVStore store) {
    this.store = store;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("h2-compaction").factory());
  }

  /** Starts for the store behind a connection to a file of this process. */
  static H2Compaction start(Connection connection) throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    H2Compaction compaction = new H2Compaction(session.getDatabase().getStore().getMvStore());
    ScheduledFuture<?> unused =
        compaction.thread.scheduleWithFixedDelay(
            compaction::step, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return compaction;
  }

  private void step() {
    try {
      boolean unused = store.compact(TARGET_PERCENT, BYTES_AT_ONCE);
    } catch (RuntimeException e) {
      log.warn("the database file could not be compacted; it is tried again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new StorageException("compaction of the database file does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while compaction was ending", e);
    }
  }
}
