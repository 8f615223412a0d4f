package dev.hato.activitypub;

import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.webfinger.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An answer for any web server to send: bytes out.
 *
 * @param status HTTP status
 * @param headers header names and values; the length of the body is the web server's to say
 * @param body not copied; for HEAD the body that GET would have, which the web server leaves away
 */
@SuppressWarnings("ArrayRecordComponent") // sent once and never compared
public record ApResponse(int status, Map<String, String> headers, byte[] body) {
  private static final String ACTIVITY_JSON = "application/activity+json; charset=utf-8";

  /** Copies the headers. */
  public ApResponse {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  static ApResponse document(int status, ApObject document, String cacheControl) {
    return new ApResponse(
        status,
        Map.of(
            "Content-Type", ACTIVITY_JSON,
            "Vary", "Accept, Signature",
            "Cache-Control", cacheControl),
        ApWriter.write(document));
  }

  static ApResponse empty(int status) {
    return new ApResponse(status, Map.of(), new byte[0]);
  }

  /** An error of one sentence. */
  static ApResponse error(int status, String sentence) {
    String json = JsonNodeFactory.instance.objectNode().put("error", sentence).toString();
    return new ApResponse(
        status,
        Map.of(
            "Content-Type", "application/json; charset=utf-8",
            "Vary", "Accept, Signature",
            "Cache-Control", "no-store"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  static ApResponse of(Answer answer) {
    return new ApResponse(answer.status(), answer.headers(), answer.body());
  }

  /** The same answer with one more header. */
  ApResponse with(String name, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new ApResponse(status, more, body);
  }
}
