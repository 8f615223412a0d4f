package dev.hato.jobs;

import dev.hato.jobs.spi.JobKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects settlements from the threads that ran jobs and writes them in batches: what comes in
 * during one commit goes into the next. While jobs are held ready that have not begun, a batch is
 * written every 20 ms, or when it is large: a commit for each of some hundred jobs in a second
 * takes more of the database than the jobs do. One that others wait for, by its ordering or
 * uniqueness key, goes at once, and so does the last, so that no limit is held by what is over.
 *
 * <p>Where the yielding queues of a worker take turns, their results have a settler of their own:
 * it writes a few at a time, every 8 ms, in its turn with the claims.
 *
 * <p>While the store is out of reach it tries again for as long as the leases last, and then lets
 * go: those jobs run again.
 */
final class Settler {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Results incoming = new Results();
  private final Ledger ledger;
  private final Held held;
  private final Duration patience;
  private final Pace pace;
  private final Consumer<Settlement> settled;
  private final Thread thread = new Thread(this::loop, "jobs-settler");

  /**
   * @param settled called after each settlement, whatever became of it
   */
  Settler(Ledger ledger, Held held, Duration patience, Pace pace, Consumer<Settlement> settled) {
    this.ledger = ledger;
    this.held = held;
    this.patience = patience;
    this.pace = pace;
    this.settled = settled;
    thread.setDaemon(true);
  }

  /**
   * How results are written that nobody waits for.
   *
   * @param every how often
   * @param most how many at a time
   * @param holds whether there is reason to wait: jobs are held ready that have not begun
   * @param turn waits until it may write
   */
  record Pace(Duration every, IntSupplier most, BooleanSupplier holds, Supplier<Turns.Turn> turn) {
    private static final Duration USUAL = Duration.ofMillis(20);
    private static final int MOST = 1_000;
    private static final Duration IN_TURN = Duration.ofMillis(8);
    private static final int MOST_IN_TURN = 24;

    static Pace usual(BooleanSupplier holds) {
      return new Pace(USUAL, () -> MOST, holds, () -> Turns.Turn.NONE);
    }

    /** A little and often, so that a turn is as short as that of a job. */
    static Pace inTurns(BooleanSupplier takesTurns, BooleanSupplier holds, Turns statements) {
      return new Pace(
          IN_TURN,
          () -> takesTurns.getAsBoolean() ? MOST_IN_TURN : MOST,
          holds,
          () -> takesTurns.getAsBoolean() ? statements.begin() : Turns.Turn.NONE);
    }
  }

  void start() {
    thread.start();
  }

  void add(Settlement settlement) {
    incoming.add(settlement, isAwaited(settlement) || !pace.holds().getAsBoolean());
  }

  /** Writes what is there and ends; false when {@code limit} passed before. */
  boolean stop(Duration limit) {
    incoming.close();
    try {
      return thread.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      thread.interrupt();
    }
  }

  private void loop() {
    List<Settlement> batch = new ArrayList<>();
    boolean going = true;
    while (going) {
      try {
        going = step(batch);
      } catch (InterruptedException e) {
        LOG.warn("{} job results were not written; those jobs run again", batch.size());
        return;
      } catch (Throwable e) { // memory that was short for a moment
        Complaints.error(
            "{} job results could not be written; those jobs run again", batch.size(), e);
        batch.forEach(settlement -> held.remove(settlement.lease()));
      }
      batch.clear();
    }
  }

  /** Writes what comes in; false when it is to end and nothing is left. */
  private boolean step(List<Settlement> batch) throws InterruptedException {
    boolean some = incoming.take(batch, pace.most().getAsInt());
    if (some) {
      write(batch);
      incoming.pause(pace.every());
    }
    return some;
  }

  private static boolean isAwaited(Settlement settlement) {
    JobKeys keys = settlement.job().job().keys();
    return settlement.job().crashes() > 0
        || !keys.ordering().isEmpty()
        || !keys.uniqueness().isEmpty();
  }

  private void write(List<Settlement> batch) throws InterruptedException {
    for (Ledger.Step step : ledger.steps(batch)) {
      writePatiently(step);
    }
    held.remove(batch.stream().map(Settlement::lease).toList());
    batch.forEach(settled);
  }

  private void writePatiently(Ledger.Step step) throws InterruptedException {
    Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT);
    long giveUpAt = System.nanoTime() + patience.toNanos();
    while (true) {
      try (Turns.Turn unused = pace.turn().get()) {
        step.write();
        return;
      } catch (RuntimeException | Error e) { // an error may be memory that was short for a moment
        if (System.nanoTime() - giveUpAt >= 0) {
          LOG.error("job results could not be written for {}; those jobs run again", patience, e);
          return;
        }
        Duration wait = backoff.next();
        LOG.warn("job results could not be written, next try in {}", wait, e);
        Thread.sleep(wait);
      }
    }
  }
}
