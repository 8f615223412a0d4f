package dev.hato.activitypub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.memory.InMemoryOriginHealth;
import dev.hato.activitypub.outbox.HostHealth.Permit;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class HostHealthTest {
  private static final String HOST = "peer.test";

  private final SettableClock clock = new SettableClock();
  private final InMemoryOriginHealth store = new InMemoryOriginHealth();
  private final HostHealth health = new HostHealth(store, clock);

  @Test
  void threeFailuresInARowPauseAHost() {
    health.failed(HOST);
    health.failed(HOST);
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Go.class);
    health.failed(HOST);
    assertThat(health.ask(HOST)).isEqualTo(new Permit.Wait(clock.instant().plusSeconds(60)));
    assertThat(health.ask("other.test")).isInstanceOf(Permit.Go.class);
  }

  @Test
  void anInboxIsPausedByItselfAndHostsAreNot() {
    String inbox = "https://peer.test/users/bob/inbox";
    for (int i = 0; i < 3; i++) {
      assertThat(health.askInbox(inbox)).isInstanceOf(Permit.Go.class);
      health.inboxFailed(inbox);
    }
    assertThat(health.askInbox(inbox)).isEqualTo(new Permit.Wait(clock.instant().plusSeconds(60)));
    assertThat(health.askInbox("https://peer.test/inbox")).isInstanceOf(Permit.Go.class);
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Go.class);
    assertThat(store.size()).isZero();
    clock.advance(Duration.ofSeconds(61));
    assertThat(health.askInbox(inbox)).isInstanceOf(Permit.Go.class);
    health.inboxAnswered(inbox);
    assertThat(health.askInbox(inbox)).isInstanceOf(Permit.Go.class);
  }

  /** The advisory on unbounded breaker state, by inboxes in the place of ports. */
  @Test
  void F12_aHostWithAnInboxForEachDeliveryFillsNoMemoryAndPushesNoHostOut() {
    fail(3);
    for (int i = 0; i < 25_000; i++) {
      health.inboxFailed("https://peer.test/" + i);
      health.inboxFailed("https://peer.test/" + i);
      health.inboxFailed("https://peer.test/" + i);
    }
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Wait.class);
    assertThat(health.askInbox("https://peer.test/0")).isInstanceOf(Permit.Go.class);
    assertThat(health.askInbox("https://peer.test/24999")).isInstanceOf(Permit.Wait.class);
  }

  @Test
  void aSuccessBetweenFailuresForgetsThem() {
    health.failed(HOST);
    health.failed(HOST);
    health.succeeded(HOST);
    health.failed(HOST);
    health.failed(HOST);
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Go.class);
  }

  @Test
  void onlyOneAttemptLooksWhetherTheHostIsBack() {
    fail(3);
    clock.advance(Duration.ofSeconds(61));
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Go.class);
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Wait.class);
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Wait.class);
  }

  @Test
  void anAttemptThatNeverCameBackHoldsNobodyForLong() {
    fail(3);
    clock.advance(Duration.ofSeconds(61));
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Go.class);
    clock.advance(Duration.ofSeconds(61));
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Go.class);
  }

  @Test
  void eachFurtherFailureDoublesThePauseUpToTwelveHours() {
    fail(3);
    Duration expected = Duration.ofMinutes(1);
    for (int i = 0; i < 15; i++) {
      Permit permit = health.ask(HOST);
      assertThat(permit).isInstanceOf(Permit.Wait.class);
      Instant until = ((Permit.Wait) permit).until();
      assertThat(Duration.between(clock.instant(), until)).isEqualTo(expected);
      clock.set(until.plusSeconds(1));
      if (health.ask(HOST) instanceof Permit.Go) {
        health.failed(HOST);
      }
      expected = expected.multipliedBy(2);
      expected = expected.compareTo(Duration.ofHours(12)) < 0 ? expected : Duration.ofHours(12);
      if (Duration.between(store.find(HOST).orElseThrow().failingSince(), clock.instant())
              .compareTo(Duration.ofDays(6))
          > 0) {
        return;
      }
    }
  }

  @Test
  void failuresThatWereUnderWayWhenThePauseBeganDoNotLengthenIt() {
    fail(3);
    fail(10);
    assertThat(health.ask(HOST)).isEqualTo(new Permit.Wait(clock.instant().plusSeconds(60)));
  }

  @Test
  void aHostThatFailedForAWeekIsDead() {
    fail(3);
    for (int i = 0; i < 30; i++) {
      clock.set(store.find(HOST).orElseThrow().retryAt().plusSeconds(1));
      assertThat(health.ask(HOST)).isInstanceOf(Permit.Go.class);
      health.failed(HOST);
    }
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Dead.class);
    assertThat(health.isDead(HOST)).isTrue();
    health.succeeded(HOST);
    assertThat(health.ask(HOST)).isInstanceOf(Permit.Go.class);
    assertThat(health.isDead(HOST)).isFalse();
  }

  @Test
  void otherProcessesSeeTheStateThroughTheStore() {
    HostHealth other = new HostHealth(store, clock);
    assertThat(other.ask(HOST)).isInstanceOf(Permit.Go.class);
    fail(3);
    clock.advance(Duration.ofSeconds(59));
    health.ask(HOST);
    clock.advance(Duration.ofSeconds(2));
    assertThat(other.ask(HOST)).isInstanceOf(Permit.Go.class); // its one attempt
    assertThat(other.ask(HOST)).isInstanceOf(Permit.Wait.class);
  }

  @Test
  void F12_aHostWithAHundredThousandPortsFillsNoTable() {
    for (int port = 1; port <= 100_000; port++) {
      health.failed("evil.test:" + port);
    }
    assertThat(store.size()).isLessThanOrEqualTo(10_000);
    clock.advance(Duration.ofDays(30));
    store.removeOlderThan(clock.instant().minus(Duration.ofDays(7)));
    assertThat(store.size()).isZero();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      health.failed(HOST);
    }
  }
}
