package dev.hato.server.cli;

import dev.hato.httpsig.SignableMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that was written down: request line, headers, an empty line, the body. Lines may end
 * with or without a carriage return.
 *
 * @param message the request without its body
 * @param body as many bytes as {@code Content-Length} says, where it says so
 * @param remarks what was odd about the record
 */
record RecordedRequest(SignableMessage message, byte[] body, List<String> remarks) {
  private static final int MOST_HEADERS = 200;

  /**
   * Reads a record.
   *
   * @param scheme of the address that was asked, which a request line does not say
   */
  static RecordedRequest parse(byte[] bytes, String scheme) {
    Lines lines = new Lines(bytes);
    String[] first = lines.next().split(" ");
    if (first.length != 3 || !first[2].startsWith("HTTP/")) {
      throw new UsageFailure(
          "The first line must be a request line, such as: POST /inbox HTTP/1.1");
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() > MOST_HEADERS) {
        throw new UsageFailure("This is no header: " + WireReport.printable(line));
      }
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    List<String> remarks = new ArrayList<>();
    byte[] body = cut(lines.rest(), headers, remarks);
    Target target = Target.of(first[1], scheme, headers);
    SignableMessage message =
        SignableMessage.of(first[0], target.scheme(), target.authority(), target.path(), headers);
    return new RecordedRequest(message, body, List.copyOf(remarks));
  }

  private static byte[] cut(byte[] rest, Map<String, List<String>> headers, List<String> remarks) {
    Optional<String> length =
        headers.getOrDefault("Content-Length", List.of()).stream().findFirst();
    if (length.isEmpty() || !length.get().matches("[0-9]{1,9}")) {
      return rest;
    }
    int said = Integer.parseInt(length.get());
    if (said != rest.length) {
      remarks.add(
          "Content-Length says %d bytes, and the record has %d after the headers"
              .formatted(said, rest.length));
    }
    return said < rest.length ? Arrays.copyOf(rest, said) : rest;
  }

  private record Target(String scheme, String authority, String path) {
    static Target of(String written, String scheme, Map<String, List<String>> headers) {
      int scheming = written.indexOf("://");
      if (scheming > 0 && !written.startsWith("/")) {
        int slash = written.indexOf('/', scheming + 3);
        int end = slash < 0 ? written.length() : slash;
        return new Target(
            written.substring(0, scheming),
            written.substring(scheming + 3, end),
            slash < 0 ? "/" : written.substring(slash));
      }
      String host = headers.getOrDefault("Host", List.of()).stream().findFirst().orElse("");
      if (host.isEmpty()) {
        throw new UsageFailure("The request has no Host header.");
      }
      return new Target(scheme, host, written);
    }
  }

  /** Header lines of bytes, and what is behind them. */
  private static final class Lines {
    private final byte[] bytes;
    private int at;

    Lines(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The next line without its end; empty at the end of everything. */
    String next() {
      int from = at;
      while (at < bytes.length && bytes[at] != '\n') {
        at++;
      }
      int end = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
      at = Math.min(at + 1, bytes.length);
      return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    byte[] rest() {
      return Arrays.copyOfRange(bytes, at, bytes.length);
    }
  }
}
