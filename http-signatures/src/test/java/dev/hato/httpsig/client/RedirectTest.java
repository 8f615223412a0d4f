package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.Exchange.Failed;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private static final byte[] BODY = "{}".getBytes(UTF_8);

  private final SafeHttpClient client =
      SafeHttpClient.newBuilder()
          .addressPolicy(address -> address.getHostAddress().equals("127.0.0.1"))
          .allowHttp(true)
          .build();

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aGetFollowsToTheFinalUrl(int status) {
    try (RawServer server =
        serving(
            path ->
                path.equals("/a/b") ? RawServer.redirect(status, "../c?d#e") : RawServer.ok("x"))) {
      Exchange exchange = client.send(SafeRequest.get(server.url("/a/b")).build());
      assertThat(exchange)
          .isInstanceOfSatisfying(
              Answered.class,
              answer -> assertThat(answer.finalUrl()).isEqualTo(server.url("/c?d")));
      assertThat(server.requests())
          .extracting(RawServer.Received::target)
          .containsExactly("/a/b", "/c?d");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 304, 305, 306})
  void otherStatusesAreAnswers(int status) {
    try (RawServer server = serving(path -> RawServer.redirect(status, "/other"))) {
      assertThat(client.send(SafeRequest.get(server.url("/")).build()))
          .isInstanceOfSatisfying(
              Answered.class, answer -> assertThat(answer.status()).isEqualTo(status));
    }
  }

  @Test
  void F03_theFourthRedirectIsRefused() {
    try (RawServer server = serving(path -> RawServer.redirect(302, path + "x"))) {
      assertThat(failure(SafeRequest.get(server.url("/"))))
          .isEqualTo(FailureReason.TOO_MANY_REDIRECTS);
      assertThat(server.requests()).hasSize(4);
    }
    try (RawServer server =
        serving(
            path -> path.length() < 4 ? RawServer.redirect(302, path + "x") : RawServer.ok(""))) {
      assertThat(client.send(SafeRequest.get(server.url("/")).build()))
          .isInstanceOf(Answered.class);
    }
  }

  @Test
  void aRequestMayForbidRedirects() {
    try (RawServer server = serving(path -> RawServer.redirect(302, "/other"))) {
      assertThat(failure(SafeRequest.get(server.url("/")).redirects(0)))
          .isEqualTo(FailureReason.TOO_MANY_REDIRECTS);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void F06_aLoopOfRedirectsIsFound() {
    try (RawServer server =
        serving(path -> RawServer.redirect(302, path.equals("/a") ? "/b" : "/a"))) {
      assertThat(failure(SafeRequest.get(server.url("/a")).redirects(1000)))
          .isEqualTo(FailureReason.TOO_MANY_REDIRECTS);
      assertThat(server.requests()).hasSize(2);
    }
    try (RawServer server = serving(path -> RawServer.redirect(302, path))) {
      assertThat(failure(SafeRequest.get(server.url("/a"))))
          .isEqualTo(FailureReason.TOO_MANY_REDIRECTS);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://good.test/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/plain,x",
        "gopher://127.0.0.1:25/",
        "http://user@127.0.0.1/",
        "http://127.0.0.1\\@good.test/",
        "/a b",
        "http://",
        "",
      })
  void F03_M9_oddTargetsAreRefused(String location) {
    try (RawServer server =
        serving(path -> path.equals("/a") ? RawServer.redirect(302, location) : RawServer.ok(""))) {
      // An empty Location means the same URL again: a loop.
      assertThat(failure(SafeRequest.get(server.url("/a"))))
          .isEqualTo(
              location.isEmpty()
                  ? FailureReason.TOO_MANY_REDIRECTS
                  : FailureReason.REDIRECT_REFUSED);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aRedirectNeedsExactlyOneLocation() {
    try (RawServer server =
        RawServer.answering(RawServer.answer("302 Found", "", "Location: /b", "Location: /c"))) {
      assertThat(failure(SafeRequest.get(server.url("/a"))))
          .isEqualTo(FailureReason.REDIRECT_REFUSED);
    }
    try (RawServer server = RawServer.answering(RawServer.answer("302 Found", ""))) {
      assertThat(failure(SafeRequest.get(server.url("/a"))))
          .isEqualTo(FailureReason.REDIRECT_REFUSED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://169.254.169.254/latest", "http://[::1]/", "http://0.0.0.0/"})
  void F10_Y08_aRedirectToAForbiddenAddressIsNotDialled(String target) {
    try (RawServer server = serving(path -> RawServer.redirect(302, target))) {
      assertThat(failure(SafeRequest.get(server.url("/"))))
          .isEqualTo(FailureReason.FORBIDDEN_ADDRESS);
      assertThat(failure(SafeRequest.newBuilder("HEAD", server.url("/"))))
          .isEqualTo(FailureReason.FORBIDDEN_ADDRESS);
    }
  }

  @Test
  void F10_aRedirectToAnInnerServerLeavesItUntouched() {
    try (RawServer inner = RawServer.start("127.0.0.2", (request, out) -> out.write(1));
        RawServer server = serving(path -> RawServer.redirect(302, inner.url("/secret")))) {
      assertThat(failure(SafeRequest.get(server.url("/"))))
          .isEqualTo(FailureReason.FORBIDDEN_ADDRESS);
      assertThat(inner.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void F13_aPostDoesNotFollowToAnotherHost(int status) {
    try (RawServer other = serving(path -> RawServer.ok(""));
        RawServer server = serving(path -> RawServer.redirect(status, other.url("/inbox")))) {
      assertThat(failure(SafeRequest.post(server.url("/inbox"), "text/plain", BODY)))
          .isEqualTo(FailureReason.REDIRECT_REFUSED);
      assertThat(other.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303})
  void F13_aPostDoesNotFollowWhereItsMethodWouldBeLost(int status) {
    try (RawServer server = serving(path -> RawServer.redirect(status, "/other"))) {
      assertThat(failure(SafeRequest.post(server.url("/inbox"), "text/plain", BODY)))
          .isEqualTo(FailureReason.REDIRECT_REFUSED);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 308})
  void aPostFollowsOnTheSameHostWithItsBody(int status) {
    try (RawServer server =
        serving(
            path ->
                path.equals("/inbox") ? RawServer.redirect(status, "/inbox/") : RawServer.ok(""))) {
      Exchange exchange =
          client.send(SafeRequest.post(server.url("/inbox"), "text/plain", BODY).build());
      assertThat(exchange).isInstanceOf(Answered.class);
      assertThat(server.requests().get(1).requestLine()).isEqualTo("POST /inbox/ HTTP/1.1");
      assertThat(server.requests().get(1).body()).isEqualTo(BODY);
    }
  }

  @Test
  void credentialsStayAtTheHostTheyWereMeantFor() {
    try (RawServer other = serving(path -> RawServer.ok(""));
        RawServer server =
            serving(path -> RawServer.redirect(302, path.equals("/a") ? "/b" : other.url("/")))) {
      client.send(
          SafeRequest.get(server.url("/a"))
              .header("Authorization", "Bearer x")
              .header("Cookie", "a=b")
              .header("Accept", "text/html")
              .build());
      assertThat(server.requests().get(1).header("authorization")).containsExactly("Bearer x");
      assertThat(other.requests().getFirst().header("authorization")).isEmpty();
      assertThat(other.requests().getFirst().header("cookie")).isEmpty();
      assertThat(other.requests().getFirst().header("accept")).containsExactly("text/html");
    }
  }

  @Test
  void credentialsAreNotGivenToAPathThatAnotherHostChose() {
    AtomicReference<String> home = new AtomicReference<>("");
    try (RawServer other = serving(path -> RawServer.redirect(302, home.get()));
        RawServer server =
            serving(
                path ->
                    path.equals("/a")
                        ? RawServer.redirect(302, other.url("/"))
                        : RawServer.ok(""))) {
      home.set(server.url("/b"));
      client.send(SafeRequest.get(server.url("/a")).header("Authorization", "Bearer x").build());
      assertThat(server.requests().get(1).target()).isEqualTo("/b");
      assertThat(server.requests().get(1).header("authorization")).isEmpty();
    }
  }

  private static RawServer serving(Function<String, String> answers) {
    return RawServer.start(
        (request, out) -> out.write(answers.apply(request.target()).getBytes(ISO_8859_1)));
  }

  private FailureReason failure(SafeRequest.Builder request) {
    Exchange exchange = client.send(request.build());
    assertThat(exchange).isInstanceOf(Failed.class);
    return ((Failed) exchange).reason();
  }
}
