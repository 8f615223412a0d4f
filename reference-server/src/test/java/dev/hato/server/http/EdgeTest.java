package dev.hato.server.http;

import static dev.hato.server.http.Door.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class EdgeTest {
  private static final List<String> RECORDED = Collections.synchronizedList(new ArrayList<>());
  private static volatile CountDownLatch recorded = new CountDownLatch(1);

  private static Door door;

  @BeforeAll
  static void open() throws Exception {
    List<Route> routes =
        List.of(
            route("GET", "/api/v1/a", r -> HttpResponse.text(r.remoteAddress())),
            route(
                "GET",
                "/page",
                r -> HttpResponse.html("<p>").with("Referrer-Policy", "no-referrer")),
            route("GET", "/users/{name}", r -> HttpResponse.text(r.baseUrl())));
    door =
        Door.open(
            routes,
            builder ->
                builder
                    .trustedProxies(TrustedProxies.parse(List.of("127.0.0.0/8", "10.0.0.1")))
                    .recorder(EdgeTest::record));
  }

  private static void record(String method, String template, int status, Duration took) {
    RECORDED.add(method + " " + template + " " + status);
    recorded.countDown();
  }

  @AfterAll
  static void close() throws Exception {
    door.close();
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    for (String path : List.of("/api/v1/a", "/api/v1/none")) {
      assertThat(door.get(path).headers())
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("x-frame-options", "DENY")
          .containsEntry("referrer-policy", "same-origin")
          .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
          .containsKey("x-request-id")
          .doesNotContainKey("server");
    }
    assertThat(door.get("/page").headers())
        .containsEntry("referrer-policy", "no-referrer")
        .hasEntrySatisfying(
            "content-security-policy", policy -> assertThat(policy).contains("script-src 'self'"));
  }

  @Test
  void programsOfAnyOriginMayUseTheApi() throws Exception {
    for (String path : List.of("/api/v1/a", "/api/v1/none", "/users/alice", "/nodeinfo/2.0")) {
      assertThat(door.get(path, "Origin", "https://other.example").headers())
          .containsEntry("access-control-allow-origin", "*")
          .doesNotContainKey("access-control-allow-credentials")
          .hasEntrySatisfying(
              "access-control-expose-headers",
              names -> assertThat(names).contains("Link", "X-RateLimit-Remaining", "X-Request-Id"));
    }
    assertThat(door.get("/page", "Origin", "https://other.example").headers())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void aPreflightAllowsTheHeadersThatAreAskedFor() throws Exception {
    Door.Reply reply =
        door.send(
            "OPTIONS",
            "/api/v1/statuses",
            new byte[0],
            "Origin",
            "https://other.example",
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,idempotency-key");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.headers())
        .containsEntry("access-control-allow-headers", "authorization,idempotency-key")
        .hasEntrySatisfying(
            "access-control-allow-methods", methods -> assertThat(methods).contains("POST"));
  }

  @Test
  void J13_ownUrlsNeverComeFromTheHostHeader() throws Exception {
    assertThat(door.get("/users/alice", "X-Forwarded-Host", "evil.example").body())
        .isEqualTo("https://hato.example");
  }

  @Test
  void theClientIsTheRightmostHopThatIsNotTrusted() throws Exception {
    assertThat(client("203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(client("6.6.6.6, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(client("203.0.113.9, 10.0.0.1")).isEqualTo("203.0.113.9");
    assertThat(client("2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(client("nonsense, 10.0.0.1")).isEqualTo("10.0.0.1");
    assertThat(client("evil.example")).isEqualTo("127.0.0.1");
  }

  private static String client(String forwardedFor) throws Exception {
    return door.get("/api/v1/a", "X-Forwarded-For", forwardedFor).body();
  }

  @Test
  void withoutTrustedProxiesTheHeaderCountsForNothing() {
    assertThat(TrustedProxies.NONE.clientOf("192.0.2.1", List.of("203.0.113.9")))
        .isEqualTo("192.0.2.1");
  }

  @Test
  void theRecorderHearsTemplatesAndNotPaths() throws Exception {
    RECORDED.clear();
    recorded = new CountDownLatch(2);
    door.get("/users/alice");
    door.get("/x/y/z");
    assertThat(recorded.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(RECORDED).containsExactlyInAnyOrder("GET /users/{name} 200", "GET unmatched 404");
  }

  @Test
  void J18_anEndlessAcceptLanguageIsEnglishAtOnce() {
    assertThat(Languages.best("ja;q=0.1,".repeat(2000)).getLanguage()).isEqualTo("en");
    assertThat(Languages.best("fr, ja;q=0.5, en;q=0.1").getLanguage()).isEqualTo("ja");
    assertThat(Languages.best("¡").getLanguage()).isEqualTo("en");
  }
}
