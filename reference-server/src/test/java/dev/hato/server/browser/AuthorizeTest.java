package dev.hato.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that is registered over the API asks a person, who says yes or no. */
@InChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuthorizeTest {
  private final BlockingQueue<String> callbacks = new LinkedBlockingQueue<>();
  private final Chromium chromium;
  private Town town;
  private HttpServer application;

  AuthorizeTest(Chromium chromium) {
    this.chromium = chromium;
  }

  @BeforeAll
  void open() throws Exception {
    town = new Town();
    try (Window owner = chromium.open(town.base(), Window.Visitor.reading("en"))) {
      town.settle(owner, "alice");
    }
    application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/callback")) {
            callbacks.add(exchange.getRequestURI().getQuery());
          }
          byte[] page = "<!DOCTYPE html><title>App</title>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    application.start();
  }

  @AfterAll
  void close() throws Exception {
    application.stop(0);
    town.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void theCodeIsShownToBeCopiedAndGivesATokenThatWorks(String language) throws Exception {
    Client app =
        Client.register(town, "花鳥風月 Reader for People with Long Names", Client.OUT_OF_BAND);
    try (Window alice = chromium.open(town.base(), new Window.Visitor(language, false))) {
      alice.visit(app.authorizePath(Client.OUT_OF_BAND, "")).look("log-in-for-app");
      assertThat(alice.text()).contains(alice.t("login.forApp"));
      logIn(alice);
      assertThat(alice.text())
          .contains("花鳥風月 Reader", alice.t("scope.read"), alice.t("authorize.as", "alice"));
      alice.look("authorize").press("authorize.approve");
      String code = alice.page().locator("#oauth-code").innerText();
      alice.look("code");

      Client person = app.withCode(code, Client.OUT_OF_BAND);
      assertThat(person.get("/api/v1/accounts/verify_credentials").get("username").asString())
          .isEqualTo("alice");
      assertThat(person.post("/api/v1/statuses", Map.of("status", "鳩より")).get("id").asString())
          .isNotEmpty();
    }
  }

  @Test
  void theApplicationGetsTheCodeAndItsState() throws Exception {
    Client app = Client.register(town, "Reader", callback());
    try (Window alice = loggedIn()) {
      alice.visit(app.authorizePath(callback(), "xyz 鳩")).press("authorize.approve");

      String query = callbacks.poll(10, TimeUnit.SECONDS);
      assertThat(query).startsWith("code=").endsWith("&state=xyz 鳩");
      String code = query.substring("code=".length(), query.indexOf('&'));
      Client person = app.withCode(code, callback());
      assertThat(person.statusOf("/api/v1/timelines/home")).isEqualTo(200);
    }
  }

  @Test
  void whoDeniesGivesNothing() throws Exception {
    Client app = Client.register(town, "Reader", callback());
    try (Window alice = loggedIn()) {
      alice.visit(app.authorizePath(callback(), "1")).press("authorize.deny");

      assertThat(callbacks.poll(10, TimeUnit.SECONDS)).isEqualTo("error=access_denied&state=1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void whoDeniesTheCodeReadsSo(String language) throws Exception {
    Client app = Client.register(town, "Reader", Client.OUT_OF_BAND);
    try (Window alice = chromium.open(town.base(), Window.Visitor.reading(language))) {
      alice.visit(app.authorizePath(Client.OUT_OF_BAND, ""));
      logIn(alice);
      alice.press("authorize.deny").look("denied");
      assertThat(alice.heading()).isEqualTo(alice.t("authorize.deniedTitle"));
      assertThat(alice.text()).contains(alice.t("authorize.denied"));
    }
  }

  @Test
  void H6_aFormWithoutItsTokenIsRefused() throws Exception {
    Client app = Client.register(town, "Reader", Client.OUT_OF_BAND);
    try (Window alice = loggedIn()) {
      alice.visit(app.authorizePath(Client.OUT_OF_BAND, ""));
      alice.page().locator("main input[name=csrf_token]").evaluate("field => field.remove()");
      alice.press("authorize.approve");

      assertThat(alice.text()).contains(alice.t("error.403"));
      assertThat(alice.look("forgery").page().locator("#oauth-code").count()).isZero();
    }
  }

  private Window loggedIn() {
    Window window = chromium.open(town.base(), Window.Visitor.reading("en"));
    logIn(window.visit("/auth/sign_in"));
    return window;
  }

  private static void logIn(Window window) {
    window.type("login.name", "alice").type("login.password", Town.PASSWORD).press("login.submit");
  }

  private String callback() {
    return "http://127.0.0.1:" + application.getAddress().getPort() + "/callback";
  }
}
