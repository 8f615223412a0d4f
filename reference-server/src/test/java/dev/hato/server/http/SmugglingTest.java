package dev.hato.server.http;

import static dev.hato.server.http.Door.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two parsers may cut differently: refused, and the connection closed. */
final class SmugglingTest {
  private static final String HEAD = "POST /api/x HTTP/1.1\r\nHost: x\r\n";
  private static final String SECOND = "GET /api/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

  private static Door door;

  @BeforeAll
  static void open() throws Exception {
    door =
        Door.open(
            List.of(
                route("POST", "/api/x", r -> HttpResponse.json(r.body().length)),
                route("GET", "/api/smuggled", r -> HttpResponse.text("SMUGGLED"))));
  }

  @AfterAll
  static void close() throws Exception {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
        "Content-Length: 5, 5\r\n\r\nhello",
        "Content-Length: +5\r\n\r\nhello",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 0x5\r\n\r\nhello",
        "Content-Length : 5\r\n\r\nhello",
        "Transfer-Encoding: identity, chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "X: a\r\n b: folded\r\n\r\n",
        "X\r\n\r\n",
        "X: a\nContent-Length: 0\n\n",
        "Host: y\r\n\r\n",
        "X: a\0b\r\n\r\n"
      })
  void J09_J11_ambiguousHeadersAreA400AndTheEnd(String rest) throws Exception {
    String answer = door.raw(HEAD + rest + SECOND);
    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("SMUGGLED", "jetty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5;a=\"\r\nhello\r\n0\r\n\r\n",
        "5;a=\"x\nhello\r\n0\r\n\r\n",
        "5;a\nhello\r\n0\r\n\r\n",
        "5\nhello\n0\n\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "g\r\n\r\n",
        "5\r\nhelloXX0\r\n\r\n",
        "ffffffffffffffff1\r\nhello"
      })
  void J09_J10_oddChunksAreA400AndTheEnd(String chunks) throws Exception {
    String answer = door.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks + SECOND);
    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("SMUGGLED", "jetty");
  }

  @Test
  void J14_trailersDoNotReachTheNextRequest() throws Exception {
    String answer =
        door.raw(
            HEAD
                + "Transfer-Encoding: chunked\r\nTrailer: Authorization\r\n\r\n"
                + "2\r\nhi\r\n0\r\nAuthorization: Bearer alice-token\r\n\r\n"
                + "GET /api/smuggled HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer).contains("SMUGGLED").doesNotContain("alice-token");
  }

  @Test
  void twoWholeRequestsOnOneConnectionAreBothAnswered() throws Exception {
    String answer =
        door.raw(
            HEAD
                + "Content-Length: 2\r\n\r\nhi"
                + SECOND.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    assertThat(answer).contains("\r\n\r\n2").contains("SMUGGLED");
  }

  @Test
  void endlessHeadersAndAddressesAreRefused() throws Exception {
    assertThat(
            door.raw(
                "GET /api/smuggled HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
    assertThat(door.raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 414");
    assertThat(door.raw("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(door.raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400");
  }
}
