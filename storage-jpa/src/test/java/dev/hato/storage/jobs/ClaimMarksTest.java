package dev.hato.storage.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From where claims look. */
final class ClaimMarksTest {
  private static final String QUEUE = "default";
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final Instant noon = Instant.parse("2026-01-01T12:00:00Z");
  private final ClaimMarks marks = new ClaimMarks();

  /** A claim that began at a time and took so long, and saw {@code first} waiting. */
  private void look(Instant now, long begin, long took, Instant first) {
    Instant from = marks.from(QUEUE, now, begin);
    marks.looked(QUEUE, new ClaimMarks.Look(from, now, begin, begin + took), first);
  }

  @Test
  void aClaimLooksFromTheFirstJobThatTheLastOneSawWaiting() {
    assertThat(marks.from(QUEUE, noon, 0)).isEqualTo(ClaimMarks.BEGINNING);
    look(noon, 0, MILLI, noon.minusSeconds(60));

    assertThat(marks.from(QUEUE, noon, 2 * MILLI)).isEqualTo(noon.minusSeconds(60));
    assertThat(marks.from("other", noon, 2 * MILLI)).isEqualTo(ClaimMarks.BEGINNING);
  }

  @Test
  void whereNothingOldWaitsItLooksASecondBackForTransactionsThatCommitLate() {
    look(noon, 0, MILLI, Instant.MAX);
    assertThat(marks.from(QUEUE, noon, 2 * MILLI)).isEqualTo(noon.minus(ClaimMarks.LATE));

    look(noon, 2 * MILLI, MILLI, noon.plusSeconds(5));
    assertThat(marks.from(QUEUE, noon, 4 * MILLI)).isEqualTo(noon.minus(ClaimMarks.LATE));
  }

  @Test
  void theWholeQueueIsLookedAtOnceInASecondOrForATwentiethOfTheTime() {
    look(noon, 0, MILLI, noon);
    look(noon, SECOND / 2, MILLI, noon);
    assertThat(marks.from(QUEUE, noon, SECOND)).isNotEqualTo(ClaimMarks.BEGINNING);
    assertThat(marks.from(QUEUE, noon, SECOND + MILLI)).isEqualTo(ClaimMarks.BEGINNING);

    look(noon, 2 * SECOND, SECOND, noon);
    assertThat(marks.from(QUEUE, noon, 22 * SECOND)).isNotEqualTo(ClaimMarks.BEGINNING);
    assertThat(marks.from(QUEUE, noon, 23 * SECOND)).isEqualTo(ClaimMarks.BEGINNING);
  }

  @Test
  void aClockThatWentBackMakesItLookAtAll() {
    look(noon, 0, MILLI, noon);

    assertThat(marks.from(QUEUE, noon.minusMillis(1), MILLI)).isEqualTo(ClaimMarks.BEGINNING);
  }

  @Test
  void aJobThatWaitsAgainInItsOldPlaceIsSeenByTheNextClaim() {
    look(noon, 0, MILLI, noon);
    marks.putBack(heldSince(noon.plusSeconds(1)));
    assertThat(marks.from(QUEUE, noon, MILLI)).isEqualTo(noon.minus(ClaimMarks.LATE));

    marks.putBack(heldSince(noon.minus(Duration.ofHours(1))));
    assertThat(marks.from(QUEUE, noon, MILLI)).isEqualTo(noon.minus(Duration.ofHours(1)));
  }

  private static HeldRow heldSince(Instant runAt) {
    HeldRow.Kind kind = new HeldRow.Kind("test", QUEUE, Optional.empty(), Optional.empty(), "w");
    return new HeldRow(new Lease(1, 1), kind, new HeldRow.Counts(1, 0), runAt, Optional.empty());
  }
}
