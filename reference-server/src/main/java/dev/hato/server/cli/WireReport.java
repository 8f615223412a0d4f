package dev.hato.server.cli;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.Diagnostic;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SignatureReading;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.HopListener;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Prints what goes over the wire: each request with its signature and the text that was signed, the
 * answer, and what the reader passed over in a document. Safe for threads.
 */
final class WireReport implements HopListener {
  private static final int LONGEST_REFUSAL = 500;

  private final PrintWriter out;

  WireReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void answered(SignableMessage hop, Exchange.Answered answer) {
    synchronized (out) {
      out.println("> " + hop.method() + " " + address(hop));
      SignatureReading.of(hop).forEach(this::signature);
      answer(answer);
      out.flush();
    }
  }

  static String address(SignableMessage message) {
    return message.scheme() + "://" + message.authority() + printable(message.requestTarget());
  }

  /** A signature as it is claimed, and the text that it must be made of. */
  void signature(SignatureReading reading) {
    out.println(
        "  signed as %s by %s over %s"
            .formatted(
                name(reading.format()),
                printable(reading.keyId()),
                printable(String.join(" ", reading.covered()))));
    reading
        .base()
        .ifPresentOrElse(
            this::base, () -> out.println("  something that it covers is not in the request"));
  }

  /** The text of a signature, a bar before each line. */
  void base(String text) {
    text.lines().forEach(line -> out.println("  | " + printable(line)));
  }

  static String name(SignatureFormat format) {
    return switch (format) {
      case CAVAGE_12 -> "draft-cavage-12";
      case RFC_9421 -> "RFC 9421";
    };
  }

  private void answer(Exchange.Answered answer) {
    String type = answer.header("Content-Type").orElse("no type");
    out.println(
        "< %d %s, %d bytes".formatted(answer.status(), printable(type), answer.body().length));
    for (String name : List.of("Location", "Accept-Signature", "Retry-After")) {
      answer.header(name).ifPresent(value -> out.println("  " + name + ": " + printable(value)));
    }
    if (answer.status() >= 400 && answer.body().length > 0) {
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      out.println("  " + printable(text.substring(0, Math.min(text.length(), LONGEST_REFUSAL))));
    } else if (type.contains("activity+json") || type.contains("ld+json")) {
      remarks(answer.body()).forEach(remark -> out.println("  remark: " + remark));
    }
  }

  /** What the reader passed over, or why it reads nothing. */
  static List<String> remarks(byte[] document) {
    return switch (ApReader.standard().read(document)) {
      case ReadResult.Read read -> read.diagnostics().stream().map(Diagnostic::toString).toList();
      case ReadResult.Unreadable unreadable ->
          List.of(unreadable.reason() + ": " + unreadable.detail());
    };
  }

  /** Text of others for a terminal: no character that could move its cursor. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                shown.appendCodePoint(
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? ' '
                        : c));
    return shown.toString();
  }
}
