package dev.hato.server.cli;

import dev.hato.activitypub.inbox.GateListener;
import dev.hato.activitypub.inbox.Inbound;
import dev.hato.activitypub.inbox.InboxVerdict;
import dev.hato.httpsig.SignatureReading;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints each activity that arrives: its signature, the gates that it passed, the verdict, and the
 * document. Safe for threads; an arrival is printed in one piece.
 */
final class InboxReport implements GateListener {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final PrintWriter out;
  private final WireReport wire;
  private final CountDownLatch awaited;
  private final Map<Inbound, List<String>> passing = new ConcurrentHashMap<>();
  private int arrivals;

  /**
   * A report.
   *
   * @param awaited counted down at each arrival
   */
  InboxReport(PrintWriter out, CountDownLatch awaited) {
    this.out = out;
    this.wire = new WireReport(out);
    this.awaited = awaited;
  }

  @Override
  public void judged(Inbound inbound, String gate, Optional<InboxVerdict> verdict) {
    if (verdict.isEmpty()) {
      passing.computeIfAbsent(inbound, key -> new ArrayList<>()).add(gate);
      return;
    }
    List<String> passed = Optional.ofNullable(passing.remove(inbound)).orElse(List.of());
    synchronized (out) {
      arrived(inbound);
      out.println("  passed: " + (passed.isEmpty() ? "no gate" : String.join(", ", passed)));
      out.println("  " + say(gate, verdict.get()));
      WireReport.remarks(inbound.body()).forEach(remark -> out.println("  remark: " + remark));
      out.println(pretty(inbound.body()));
      out.flush();
    }
    awaited.countDown();
  }

  private void arrived(Inbound inbound) {
    arrivals++;
    out.println(
        "\n%d. %s POST %s"
            .formatted(
                arrivals,
                InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS),
                WireReport.address(inbound.message())));
    List<SignatureReading> signatures = SignatureReading.of(inbound.message());
    signatures.forEach(wire::signature);
    if (signatures.isEmpty()) {
      out.println("  no signature that can be read");
    }
  }

  private static String say(String gate, InboxVerdict verdict) {
    return switch (verdict) {
      case InboxVerdict.Accepted _ -> "accepted (202)";
      case InboxVerdict.Ignored ignored ->
          "ignored (202) at the gate %s: %s"
              .formatted(gate, WireReport.printable(ignored.reason()));
      case InboxVerdict.Refused refused ->
          "refused (%d) at the gate %s: %s"
              .formatted(refused.status(), gate, WireReport.printable(refused.reason()));
    };
  }

  /** A document indented; what is none as it came. */
  static String pretty(byte[] body) {
    try {
      return PRETTY.writeValueAsString(PRETTY.readTree(body)).replace("\r\n", "\n");
    } catch (JacksonException none) {
      return WireReport.printable(new String(body, StandardCharsets.UTF_8));
    }
  }
}
