package dev.hato.server.http;

import static dev.hato.server.http.Door.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
  private final SettableClock clock = new SettableClock(Door.NOW);
  private Door door;

  @BeforeEach
  void open() throws Exception {
    RouteHandler ok = request -> HttpResponse.text("ok");
    door =
        Door.open(
            List.of(
                route("GET", "/api/v1/public", ok),
                route("GET", "/api/v1/mine", Access.scope("read"), ok),
                route("POST", "/api/v1/apps", ok),
                route("DELETE", "/api/v1/statuses/{id}", Access.scope("write"), ok),
                route("GET", "/page", ok)),
            builder ->
                builder
                    .rateLimits(RateLimits.standard(clock))
                    .trustedProxies(TrustedProxies.parse(List.of("127.0.0.1"))));
  }

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  @Test
  void strangersHave300RequestsIn5MinutesPerAddress() throws Exception {
    Door.Reply first = from("192.0.2.1", "/api/v1/public");
    assertThat(first.headers())
        .containsEntry("x-ratelimit-limit", "300")
        .containsEntry("x-ratelimit-remaining", "299")
        .containsEntry("x-ratelimit-reset", "2026-01-02T03:05:00.000Z");
    for (int i = 1; i < 300; i++) {
      assertThat(from("192.0.2.1", "/api/v1/public").status()).isEqualTo(200);
    }
    Door.Reply refused = from("192.0.2.1", "/api/v1/public");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.error()).isEqualTo("Too many requests");
    assertThat(refused.headers()).containsEntry("retry-after", "60");
    assertThat(from("192.0.2.2", "/api/v1/public").status()).isEqualTo(200);
    assertThat(from("192.0.2.1", "/page").status()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(5));
    assertThat(from("192.0.2.1", "/api/v1/public").status()).isEqualTo(200);
  }

  @Test
  void oneIpv6NetworkCountsAsOneAddress() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(app("2001:db8::" + (i + 1)).status()).isEqualTo(200);
    }
    assertThat(app("2001:db8::ffff").status()).isEqualTo(429);
    assertThat(app("2001:db8:0:1::1").status()).isEqualTo(200);
  }

  @Test
  void aTokenHas300RequestsAndAPersonMayDelete30Posts() throws Exception {
    assertThat(authorized("GET", "/api/v1/mine").headers())
        .containsEntry("x-ratelimit-limit", "300")
        .containsEntry("x-ratelimit-remaining", "299");
    for (int i = 0; i < 30; i++) {
      assertThat(authorized("DELETE", "/api/v1/statuses/" + i).status()).isEqualTo(200);
    }
    assertThat(authorized("DELETE", "/api/v1/statuses/99").status()).isEqualTo(429);
    assertThat(authorized("GET", "/api/v1/mine").status()).isEqualTo(200);
  }

  @Test
  void guessingTokensIsCountedByAddress() throws Exception {
    for (int i = 0; i < 300; i++) {
      assertThat(door.get("/api/v1/mine", "Authorization", "Bearer guess" + i).status())
          .isEqualTo(401);
    }
    assertThat(door.get("/api/v1/mine", "Authorization", "Bearer guess").status()).isEqualTo(429);
  }

  private Door.Reply from(String address, String path) throws Exception {
    return door.get(path, "X-Forwarded-For", address);
  }

  private Door.Reply app(String address) throws Exception {
    return door.send("POST", "/api/v1/apps", new byte[0], "X-Forwarded-For", address);
  }

  private Door.Reply authorized(String method, String path) throws Exception {
    return door.send(method, path, new byte[0], "Authorization", "Bearer " + Door.TOKEN);
  }
}
