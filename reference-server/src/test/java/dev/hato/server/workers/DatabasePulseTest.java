package dev.hato.server.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class DatabasePulseTest {
  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void thePressureIsFeltWhileTheDatabaseDoesNotAnswerAndIsGoneAfterwards() {
    CountDownLatch answer = new CountDownLatch(1);
    try (DatabasePulse pulse =
        new DatabasePulse(
                () -> {
                  try {
                    answer.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .start()) {
      await(() -> pulse.pressure() > 2);
      answer.countDown();
      await(() -> pulse.pressure() < 1);
    }
  }

  @Test
  void aDatabaseThatFailsEndsNoPulse() {
    AtomicInteger asked = new AtomicInteger();
    try (DatabasePulse pulse =
        new DatabasePulse(
                () -> {
                  asked.incrementAndGet();
                  throw new IllegalStateException("no database");
                })
            .start()) {
      assertThat(pulse).isNotNull();
      await(() -> asked.get() >= 2);
    }
  }
}
