package dev.hato.server.http;

import static dev.hato.server.http.Door.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who counts as somebody that is served, for the work that begins between visits. */
final class VisitsTest {
  private final AtomicInteger present = new AtomicInteger();
  private final AtomicInteger visits = new AtomicInteger();

  private Visits.Visit enter() {
    visits.incrementAndGet();
    present.incrementAndGet();
    return present::decrementAndGet;
  }

  private HttpResponse answer(HttpRequest request) {
    return HttpResponse.text(present.toString());
  }

  @Test
  void peopleCountFromTheirPlaceToTheirAnswerAndServersDoNot() throws Exception {
    RouteHandler fails =
        request -> {
          throw new IllegalStateException("secret detail");
        };
    List<Route> routes =
        List.of(
            route("GET", "/api/v1/home", Access.scope("read:statuses"), this::answer),
            route("GET", "/@{name}", Access.page(), this::answer),
            route("GET", "/api/v1/fails", Access.scopeIfAuthenticated("read:statuses"), fails),
            route("POST", "/inbox", Access.anyone(), this::answer));
    String token = "Bearer " + Door.TOKEN;
    try (Door door = Door.open(routes, builder -> builder.visits(this::enter))) {
      assertThat(door.get("/api/v1/home", "Authorization", token).body()).isEqualTo("1");
      assertThat(door.get("/@alice").body()).isEqualTo("1");
      assertThat(door.get("/api/v1/fails", "Authorization", token).status()).isEqualTo(500);
      assertThat(door.post("/inbox", "application/activity+json", "{}").body()).isEqualTo("0");
    }
    assertThat(visits).hasValue(3);
    assertThat(present).hasValue(0);
  }
}
