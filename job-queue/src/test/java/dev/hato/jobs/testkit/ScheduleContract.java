package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ScheduleStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The leader of the scheduler, and the state of recurring jobs. */
abstract class ScheduleContract extends StoreContract {
  @Test
  void onlyOneLeads() {
    ScheduleStore schedules = store.schedules();

    assertThat(schedules.lead("scheduler", "one", LEASE)).isTrue();
    assertThat(schedules.lead("scheduler", "two", LEASE)).isFalse();
    assertThat(schedules.lead("scheduler", "one", LEASE)).isTrue();
    assertThat(schedules.lead("janitor", "two", LEASE)).isTrue();
  }

  @Test
  void aLeaderThatDoesNotRenewIsFollowedByAnother() {
    ScheduleStore schedules = store.schedules();
    schedules.lead("scheduler", "one", LEASE);
    clock.advance(LEASE.dividedBy(2));
    schedules.lead("scheduler", "one", LEASE);
    clock.advance(LEASE.minusMillis(1));

    assertThat(schedules.lead("scheduler", "two", LEASE)).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(schedules.lead("scheduler", "two", LEASE)).isTrue();
    assertThat(schedules.lead("scheduler", "one", LEASE)).isFalse();
  }

  @Test
  void aLeaderThatResignsIsFollowedAtOnce() {
    ScheduleStore schedules = store.schedules();
    schedules.lead("scheduler", "one", LEASE);
    schedules.resign("scheduler", "two");
    assertThat(schedules.lead("scheduler", "two", LEASE)).isFalse();

    schedules.resign("scheduler", "one");

    assertThat(schedules.lead("scheduler", "two", LEASE)).isTrue();
  }

  @Test
  void registeringAgainNeverPutsARunOff() {
    ScheduleStore schedules = store.schedules();
    Instant noon = clock.instant();
    assertThat(schedules.due("tidy")).isEmpty();

    schedules.register("tidy", noon.plusSeconds(60));
    schedules.register("tidy", noon.plusSeconds(90));
    assertThat(schedules.due("tidy")).contains(noon.plusSeconds(60));
    schedules.register("tidy", noon.plusSeconds(30));
    assertThat(schedules.due("tidy")).contains(noon.plusSeconds(30));
  }

  @Test
  void aRunIsEnqueuedOnce() {
    ScheduleStore schedules = store.schedules();
    Instant due = clock.instant();
    schedules.register("tidy", due);

    assertThat(schedules.fire("tidy", due, due.plusSeconds(60), job("tidy"))).isTrue();
    assertThat(schedules.fire("tidy", due, due.plusSeconds(60), job("tidy"))).isFalse();

    assertThat(schedules.due("tidy")).contains(due.plusSeconds(60));
    assertThat(claimPayloads(10)).containsExactly("tidy");
  }

  @Test
  void aRunWhosePredecessorStillWaitsMovesOnWithoutASecondJob() {
    ScheduleStore schedules = store.schedules();
    Instant due = clock.instant();
    schedules.register("tidy", due);
    schedules.fire("tidy", due, due.plusSeconds(60), job("tidy", unique("tidy")));

    schedules.fire("tidy", due.plusSeconds(60), due.plusSeconds(120), job("tidy", unique("tidy")));

    assertThat(schedules.due("tidy")).contains(due.plusSeconds(120));
    assertThat(claim(10)).hasSize(1);
  }

  @Test
  void anUnknownRecurringJobIsNotEnqueued() {
    Instant due = clock.instant();

    assertThat(store.schedules().fire("nobody", due, due.plusSeconds(1), job("x"))).isFalse();
    assertThat(claim(10)).isEmpty();
  }
}
