package dev.hato.activitypub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.memory.InMemoryFollowers;
import dev.hato.activitypub.memory.InMemoryOriginHealth;
import dev.hato.activitypub.spi.Followers;
import dev.hato.jobs.Job;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FanOutTest {
  private final List<String> inboxes = new ArrayList<>();
  private final FanOut fanOut =
      new FanOut(
          new InMemoryFollowers(),
          new HostHealth(new InMemoryOriginHealth(), () -> Instant.EPOCH),
          jobs -> jobs.forEach(this::note),
          Stopwatch.NONE);

  private void note(Job<?> job) {
    inboxes.add(((DeliverActivity) job.payload()).inbox());
  }

  @Test
  void hostsTakeTurnsInTheQueue() {
    FanOutActivity activity =
        new FanOutActivity(
            1,
            "https://here.example/users/alice",
            "",
            "",
            List.of(
                "https://one.example/a",
                "https://one.example/b",
                "https://one.example/c",
                "https://two.example/d",
                "https://two.example/e",
                "https://three.example/f"),
            Followers.START,
            "",
            false);

    JobOutcome outcome =
        fanOut.handle(activity, new JobContext(1, 1, Instant.EPOCH, Instant.EPOCH.plusSeconds(60)));

    assertThat(outcome).isEqualTo(JobOutcome.done());
    assertThat(inboxes)
        .containsExactly(
            "https://one.example/a",
            "https://two.example/d",
            "https://three.example/f",
            "https://one.example/b",
            "https://two.example/e",
            "https://one.example/c");
  }
}
