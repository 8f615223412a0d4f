package dev.hato.benchmarks.load;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hato.benchmarks.peers.QueuedDeliveries;
import java.io.IOException;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Runs one scenario: {@code benchmarks/run SCENARIO [name=value …]}. */
public final class Benchmarks {
  static final List<String> NAMES =
      List.of(
          "inbox",
          "posting",
          "home",
          "delivery",
          "peers",
          "queued",
          "queue",
          "tarpit",
          "yielding",
          "soak",
          "churn",
          "notify",
          "start");

  private Benchmarks() {}

  /** Prints a line for each figure; fails when the server does not do what is measured. */
  public static void main(String[] arguments) throws IOException {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    Options options = Options.parse(arguments);
    switch (options.scenario()) {
      case "inbox" -> InboxScenario.run(options);
      case "posting" -> PostingScenario.run(options);
      case "home" -> HomeScenario.run(options);
      case "delivery" -> DeliveryScenario.run(options);
      case "peers" -> PeersScenario.run(options);
      case "queued" -> {
        int deliveries = options.number("deliveries", 10_000);
        System.out.printf(
            "queued: %d deliveries of one post wait in memory and take %.1f MB of heap%n",
            deliveries, QueuedDeliveries.bytes(deliveries) / 1e6);
      }
      case "queue" -> QueueScenario.run(options);
      case "tarpit" -> TarpitScenario.run(options);
      case "yielding" -> YieldingScenario.run(options);
      case "soak" -> SoakScenario.run(options);
      case "churn" -> ChurnScenario.run(options);
      case "notify" -> NotifyScenario.run(options);
      case "start" -> StartScenario.run(options);
      default ->
          throw new IllegalArgumentException(
              "there is no scenario " + options.scenario() + ": " + NAMES);
    }
  }
}
