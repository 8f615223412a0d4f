package dev.hato.webfinger;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What an endpoint answers, for any web server to send.
 *
 * @param status HTTP status
 * @param headers header names and values
 * @param body may be empty; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // sent once and never compared
public record Answer(int status, Map<String, String> headers, byte[] body) {
  /** Copies the headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  static Answer error(int status, String sentence, String cacheControl) {
    return new Answer(
        status,
        Map.of(
            "Content-Type", "application/json; charset=utf-8",
            "Cache-Control", cacheControl,
            "Access-Control-Allow-Origin", "*"),
        ("{\"error\":\"" + sentence + "\"}").getBytes(StandardCharsets.UTF_8));
  }
}
