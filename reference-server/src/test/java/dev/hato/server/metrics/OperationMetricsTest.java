package dev.hato.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.telemetry.Operation;
import dev.hato.activitypub.telemetry.OperationKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the federation does, on the page of the metrics. */
final class OperationMetricsTest {
  @Test
  void deliveriesAreCountedUnderFedifysNamesAndWithoutTheirHosts() {
    try (Metrics metrics = new Metrics()) {
      for (String host : new String[] {"one.example", "two.example"}) {
        metrics
            .operations()
            .ended(
                new Operation(
                    OperationKind.DELIVER,
                    Duration.ofMillis(250),
                    Optional.empty(),
                    Map.of(
                        "activitypub.remote.host", host, "activitypub.delivery.success", "true")));
      }
      String page = metrics.text();
      assertThat(page)
          .contains("activitypub_delivery_sent_total{activitypub_delivery_success=\"true\"} 2.0")
          .contains(
              "activitypub_delivery_duration_seconds_sum{activitypub_delivery_success=\"true\"} 0.5")
          .doesNotContain("one.example");
    }
  }

  @Test
  void onlySignaturesThatAreRefusedCountAsFailures() {
    try (Metrics metrics = new Metrics()) {
      for (Optional<String> failure : List.of(Optional.<String>empty(), Optional.of("EXPIRED"))) {
        metrics
            .operations()
            .ended(
                new Operation(
                    OperationKind.VERIFY_SIGNATURE, Duration.ofMillis(1), failure, Map.of()));
      }
      assertThat(metrics.text())
          .contains("activitypub_signature_verification_failure_total 1.0")
          .contains("activitypub_signature_verification_duration_seconds_count 2");
    }
  }
}
