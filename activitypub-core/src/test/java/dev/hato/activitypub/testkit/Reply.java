package dev.hato.activitypub.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a {@link RemoteInstance} answers for a path.
 *
 * @param status HTTP status
 * @param headers header names and values
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
public record Reply(int status, Map<String, String> headers, byte[] body) {
  /** A status alone. */
  public static Reply status(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  /** 200 with a body of a media type. */
  public static Reply ok(String contentType, String body) {
    return new Reply(
        200, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  /** 302 to an address. */
  public static Reply redirect(String location) {
    return new Reply(302, Map.of("Location", location), new byte[0]);
  }

  /** The same answer with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new java.util.HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }
}
