package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachingKeyResolverTest {
  private static final KeyLookup FOUND = new KeyLookup.Found(TestKeys.rsa());
  private static final KeyLookup DOWN = new KeyLookup.Unreachable("time-out");

  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private final AtomicInteger fetches = new AtomicInteger();
  private KeyLookup answer = FOUND;

  private final CachingKeyResolver resolver =
      CachingKeyResolver.newBuilder(
              (keyId, refresh) -> {
                fetches.incrementAndGet();
                return answer;
              },
              () -> now)
          .capacity(2)
          .build();

  @Test
  void aKeyIsFetchedOnceInItsTime() {
    for (int i = 0; i < 100; i++) {
      assertThat(resolver.resolve("a", false)).isEqualTo(FOUND);
    }
    assertThat(fetches).hasValue(1);
    pass(Duration.ofHours(24));
    assertThat(resolver.resolve("a", false)).isEqualTo(FOUND);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void F06_aHundredRequestsWithAnUnreachableKeyCauseOneFetchInTenMinutes() {
    answer = DOWN;
    for (int i = 0; i < 100; i++) {
      assertThat(resolver.resolve("a", i % 2 == 0)).isEqualTo(DOWN);
      pass(Duration.ofSeconds(5));
    }
    assertThat(fetches).hasValue(1);
    pass(Duration.ofMinutes(2));
    answer = FOUND;
    assertThat(resolver.resolve("a", false)).isEqualTo(FOUND);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void badSignaturesCannotMakeAKeyBeFetchedMoreThanOnceInFiveMinutes() {
    resolver.resolve("a", false);
    for (int i = 0; i < 100; i++) {
      resolver.resolve("a", true);
    }
    assertThat(fetches).hasValue(1);
    pass(Duration.ofMinutes(5));
    resolver.resolve("a", true);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void aKeyOutlivesAnOwnerThatIsUnreachableNow() {
    resolver.resolve("a", false);
    pass(Duration.ofMinutes(6));
    answer = DOWN;
    assertThat(resolver.resolve("a", true)).isEqualTo(FOUND);
    assertThat(resolver.resolve("a", true)).isEqualTo(FOUND);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void aKeyThatItsOwnerTookAwayIsForgotten() {
    resolver.resolve("a", false);
    pass(Duration.ofMinutes(6));
    answer = new KeyLookup.Gone("410");
    assertThat(resolver.resolve("a", true)).isEqualTo(answer);
    assertThat(resolver.resolve("a", false)).isEqualTo(answer);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void F12_theMemoryIsBoundedAndFailuresDoNotPushKeysOut() {
    resolver.resolve("a", false);
    answer = DOWN;
    for (int i = 0; i < 1000; i++) {
      resolver.resolve("https://evil.test/" + i, false);
    }
    assertThat(fetches).hasValue(1001);
    assertThat(resolver.resolve("a", false)).isEqualTo(FOUND);
    assertThat(fetches).hasValue(1001);
    resolver.resolve("https://evil.test/0", false);
    assertThat(fetches).hasValue(1002);
  }

  @Test
  void R13_aClockThatWasSetBackDoesNotProlongAFailure() {
    answer = DOWN;
    resolver.resolve("a", false);
    pass(Duration.ofHours(-2));
    answer = FOUND;
    assertThat(resolver.resolve("a", false)).isEqualTo(FOUND);
  }

  @Test
  void F06_concurrentRequestsWaitForOneFetch() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CachingKeyResolver slow =
        CachingKeyResolver.newBuilder(
                (keyId, refresh) -> {
                  fetches.incrementAndGet();
                  begun.countDown();
                  await(goOn);
                  return FOUND;
                },
                () -> now)
            .build();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<KeyLookup>> lookups = new ArrayList<>();
      lookups.add(threads.submit(() -> slow.resolve("a", false)));
      await(begun);
      for (int i = 0; i < 50; i++) {
        lookups.add(threads.submit(() -> slow.resolve("a", false)));
      }
      goOn.countDown();
      for (Future<KeyLookup> lookup : lookups) {
        assertThat(lookup.get(10, TimeUnit.SECONDS)).isEqualTo(FOUND);
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aFaultOfTheSourceIsNotRemembered() {
    CachingKeyResolver faulty =
        CachingKeyResolver.newBuilder(
                (keyId, refresh) -> {
                  if (fetches.incrementAndGet() == 1) {
                    throw new IllegalStateException("fault");
                  }
                  return FOUND;
                },
                () -> now)
            .build();
    assertThatThrownBy(() -> faulty.resolve("a", false)).hasMessage("fault");
    assertThat(faulty.resolve("a", false)).isEqualTo(FOUND);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
