package dev.hato.server.http;

import static dev.hato.server.http.Door.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {
  private static final RouteHandler WHO =
      request ->
          HttpResponse.json(
              Map.of(
                  "caller", request.caller().getClass().getSimpleName(),
                  "viewer", request.caller().viewer().orElse(0)));

  private static Door door;

  @BeforeAll
  static void open() throws Exception {
    door =
        Door.open(
            List.of(
                route("GET", "/api/v1/things", r -> HttpResponse.json(List.of("list"))),
                route("POST", "/api/v1/things", r -> HttpResponse.json(r.params().toJson())),
                route("GET", "/api/v1/things/{id}", r -> echo(r.pathParam("id"))),
                route("GET", "/api/v1/things/search", r -> echo("search")),
                route("GET", "/api/v1/things/{id}/parts", r -> echo("parts " + r.pathId("id"))),
                route("GET", "/@{username}", r -> echo("@" + r.pathParam("username"))),
                route(
                    "GET",
                    "/@{username}/{id}",
                    r -> echo(r.pathParam("username") + r.pathParam("id"))),
                route("GET", "/{page}", r -> echo("page " + r.pathParam("page"))),
                route("GET", "/api/v1/mine", Access.scope("read:statuses"), WHO),
                route("GET", "/api/v1/maybe", Access.scopeIfAuthenticated("read:statuses"), WHO),
                route("GET", "/api/v1/app", Access.token(), WHO),
                route("GET", "/settings", Access.session(), WHO),
                route("POST", "/settings", Access.session(), WHO),
                route("GET", "/admin", Access.staff(), WHO),
                route(
                    "GET",
                    "/api/v1/busy",
                    r -> {
                      throw Problem.tooMany(Duration.ofSeconds(7));
                    }),
                route(
                    "GET",
                    "/api/v1/bug",
                    r -> {
                      throw new IllegalStateException("secret detail");
                    }),
                route(
                    "GET",
                    "/bug",
                    r -> {
                      throw new IllegalStateException("secret detail");
                    })));
  }

  @AfterAll
  static void close() throws Exception {
    door.close();
  }

  private static HttpResponse echo(String text) {
    return HttpResponse.json(Map.of("said", text));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/things/7, 7",
    "/api/v1/things/7/, 7",
    "/api/v1/things/search, search",
    "/api/v1/things/7/parts, parts 7",
    "/@alice, @alice",
    "/@alice/12, alice12",
    "/about, page about",
    "/%61bout, page about",
    "/about;x=1, page about",
    "/./about, page about",
    "/x/../about, page about",
    "/api/v1/things/%E9%B3%A9, 鳩",
  })
  void aPathFindsItsRouteHoweverItIsWritten(String path, String said) throws Exception {
    assertThat(door.get(path).json().get("said").asString()).isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin", "/%61dmin", "/admin;x", "/./admin", "/admin/", "/x/../admin"})
  void K04_theGuardIsTheSameHoweverThePathIsWritten(String path) throws Exception {
    assertThat(door.get(path).status()).isEqualTo(401);
    assertThat(door.get(path, "Cookie", "session=1").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//admin",
        "/x//admin",
        "/admin/..;/admin",
        "/%2e%2e;/admin",
        "/a%2Fadmin",
        "/%00admin",
        "/api/v1/admin;x/..;/../admin",
        "/%c0%ae/admin"
      })
  void J12_anAmbiguousPathIsRefused(String path) throws Exception {
    Door.Reply reply = door.get(path, "Cookie", "session=1");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("The request could not be understood");
  }

  @Test
  void anUnknownApiRouteIsAJson404() throws Exception {
    Door.Reply reply = door.get("/api/v1/nothing/here");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.error()).isEqualTo("Not found");
  }

  @Test
  void anUnknownPageIsAPageInTheReadersLanguage() throws Exception {
    Door.Reply reply = door.get("/no/such", "Accept", "text/html", "Accept-Language", "ja");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.headers().get("content-type")).startsWith("text/html");
    assertThat(reply.body()).contains("lang=\"ja\"").contains("ページが見つかりません");
  }

  @Test
  void aWrongMethodNamesTheRightOnes() throws Exception {
    Door.Reply reply = door.send("DELETE", "/api/v1/things", new byte[0]);
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers()).containsEntry("allow", "GET, HEAD, OPTIONS, POST");
    assertThat(reply.error()).isNotBlank();
  }

  @Test
  void aHeadRequestGetsTheHeadersOfGetWithoutABody() throws Exception {
    Door.Reply reply = door.send("HEAD", "/api/v1/things", new byte[0]);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("content-length", "8");
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void J19_aBugTellsNothingAboutItself() throws Exception {
    for (String path : List.of("/api/v1/bug", "/bug")) {
      Door.Reply reply = door.get(path);
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.body()).doesNotContain("secret", "Exception", "dev.hato", "jetty", path);
    }
  }

  @Test
  void tooManyRequestsSayWhenToComeBack() throws Exception {
    Door.Reply reply = door.get("/api/v1/busy");
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.headers()).containsEntry("retry-after", "7");
  }

  @Test
  void aScopedRouteWantsAPersonsTokenWithTheScope() throws Exception {
    assertThat(door.get("/api/v1/mine").status()).isEqualTo(401);
    assertThat(mine("Bearer wrong").status()).isEqualTo(401);
    assertThat(mine("Basic alice-token").status()).isEqualTo(401);
    assertThat(mine("Bearer app-token").error())
        .isEqualTo("This method requires an authenticated user");
    assertThat(mine("Bearer narrow-token").status()).isEqualTo(403);
    assertThat(mine("bearer alice-token").json().get("caller").asString()).isEqualTo("UserCaller");
    assertThat(door.get("/api/v1/mine?access_token=alice-token").status()).isEqualTo(200);
    assertThat(mine("Bearer wrong").headers()).containsKey("www-authenticate");
  }

  private static Door.Reply mine(String authorization) throws Exception {
    return door.get("/api/v1/mine", "Authorization", authorization);
  }

  @Test
  void anOptionalScopeLetsStrangersInAndChecksTokensThatAreSent() throws Exception {
    assertThat(door.get("/api/v1/maybe").json().get("caller").asString()).isEqualTo("Anonymous");
    assertThat(door.get("/api/v1/maybe", "Authorization", "Bearer wrong").status()).isEqualTo(401);
    assertThat(door.get("/api/v1/maybe", "Authorization", "Bearer narrow-token").status())
        .isEqualTo(403);
    assertThat(
            door.get("/api/v1/maybe", "Authorization", "Bearer alice-token")
                .json()
                .get("viewer")
                .asLong())
        .isEqualTo(1);
  }

  @Test
  void aTokenRouteTakesApplicationsToo() throws Exception {
    assertThat(door.get("/api/v1/app", "Authorization", "Bearer app-token").status())
        .isEqualTo(200);
    assertThat(door.get("/api/v1/app").status()).isEqualTo(401);
  }

  @Test
  void aFormOfAnotherSiteDoesNotReachAPage() throws Exception {
    String cookie = "session=1";
    byte[] form = "a=b".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(
            door.send("POST", "/settings", form, "Cookie", cookie, "Origin", "https://evil.example")
                .status())
        .isEqualTo(403);
    assertThat(
            door.send("POST", "/settings", form, "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                .status())
        .isEqualTo(403);
    assertThat(
            door.send("POST", "/settings", form, "Cookie", cookie, "Origin", "https://hato.example")
                .status())
        .isEqualTo(200);
  }

  @Test
  void twoRoutesForOnePathAreAMistake() {
    RouteTree tree = new RouteTree();
    tree.add(route("GET", "/a/{x}", r -> echo("")));
    assertThatThrownBy(() -> tree.add(route("GET", "/a/{y}", r -> echo(""))))
        .hasMessageContaining("Two routes for GET /a/{y}");
    assertThatThrownBy(() -> tree.add(route("GET", "/a{x}b", r -> echo(""))))
        .hasMessageContaining("whole segment");
  }

  @Test
  void theCallerIsAnonymousWhereCredentialsDoNotCount() {
    assertThat(Caller.ANONYMOUS.viewer()).isEmpty();
  }
}
