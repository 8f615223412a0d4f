package dev.hato.activitypub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.spi.OriginHealth;
import dev.hato.activitypub.spi.OriginHealthStore;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link OriginHealthStore} must do: extend it and say how to make one. */
public abstract class OriginHealthStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final String host = UUID.randomUUID() + ".example:8443";

  /** The port; it may hold rows of other hosts, none of them to be tried again before 2026. */
  protected abstract OriginHealthStore health();

  @Test
  void aHostThatNobodyHasHeardOfIsHealthy() {
    assertThat(health().find(host)).isEmpty();
  }

  @Test
  void theRowOfAHostIsReplaced() {
    OriginHealth last = new OriginHealth(host, 9, NOW, NOW.plusSeconds(60));
    health().save(new OriginHealth(host, 1, NOW, NOW.plusSeconds(15)));
    health().save(last);

    assertThat(health().find(host)).contains(last);
  }

  @Test
  void hostsAreToldApartByTheirPorts() {
    health().save(new OriginHealth(host, 1, NOW, NOW));

    assertThat(health().find(host.replace(":8443", ""))).isEmpty();
  }

  @Test
  void aHostIsForgottenOnceAndForAll() {
    health().save(new OriginHealth(host, 1, NOW, NOW));
    health().remove(host);
    health().remove(host);

    assertThat(health().find(host)).isEmpty();
  }

  @Test
  void onlyWhatWasToBeTriedBeforeATimeIsRemoved() {
    Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
    health().save(new OriginHealth(host, 1, longAgo, longAgo));

    assertThat(health().removeOlderThan(longAgo)).isZero();
    assertThat(health().find(host)).isPresent();
    assertThat(health().removeOlderThan(longAgo.plusMillis(1))).isEqualTo(1);
    assertThat(health().find(host)).isEmpty();
  }
}
