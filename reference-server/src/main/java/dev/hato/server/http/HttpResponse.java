package dev.hato.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a route answers: status, headers, body. Immutable: each {@code with} returns another one.
 * The headers of the machinery (security, CORS, request id, rate limits) are added around it; a
 * header set here wins.
 */
public final class HttpResponse {
  private final int status;
  private final List<Header> headers;
  private final Body body;

  private HttpResponse(int status, List<Header> headers, Body body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  /** Opens the bytes of an answer when it is sent. */
  @FunctionalInterface
  public interface BodySource {
    InputStream open() throws IOException;
  }

  record Header(String name, String value) {}

  sealed interface Body {
    record Bytes(byte[] bytes) implements Body {}

    record File(Path path) implements Body {}

    record Stream(BodySource source) implements Body {}
  }

  /** JSON of a tree or of records; property names in snake_case. */
  public static HttpResponse json(Object value) {
    return bytes("application/json; charset=utf-8", Json.write(value));
  }

  public static HttpResponse html(String page) {
    return bytes("text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpResponse text(String text) {
    return bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes that are not changed after this call. */
  public static HttpResponse bytes(String contentType, byte[] bytes) {
    return new HttpResponse(200, List.of(), new Body.Bytes(bytes))
        .with("Content-Type", contentType);
  }

  /** A file that is sent without holding a thread. */
  public static HttpResponse file(String contentType, Path file) {
    return new HttpResponse(200, List.of(), new Body.File(file)).with("Content-Type", contentType);
  }

  /** A stream that is opened when the answer is sent, and closed after it. */
  public static HttpResponse stream(String contentType, BodySource source) {
    return new HttpResponse(200, List.of(), new Body.Stream(source))
        .with("Content-Type", contentType);
  }

  /** 303, so that a browser asks with GET whatever it did before. */
  public static HttpResponse redirect(String location) {
    return empty(303).with("Location", location);
  }

  /** 204. */
  public static HttpResponse noContent() {
    return empty(204);
  }

  /** A status without a body. */
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, List.of(), new Body.Bytes(new byte[0]));
  }

  public HttpResponse withStatus(int other) {
    return new HttpResponse(other, headers, body);
  }

  /** Adds a header; a name may be added more than once. */
  public HttpResponse with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new HttpResponse(status, more, body);
  }

  /** Sets a cookie that scripts cannot read and other sites do not send along. */
  public HttpResponse withCookie(String name, String value, Duration maxAge, boolean secure) {
    return with(
        "Set-Cookie",
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
            .formatted(name, value, maxAge.toSeconds(), secure ? "; Secure" : ""));
  }

  public int status() {
    return status;
  }

  List<Header> headers() {
    return headers;
  }

  Body body() {
    return body;
  }
}
