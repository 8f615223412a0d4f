package dev.hato.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.config.HatoConfig.Registrations;
import dev.hato.server.kernel.Scopes;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.testkit.TestSite;
import dev.hato.server.testkit.Visitor;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class OAuthTest {
  private static final String OOB = "urn:ietf:wg:oauth:2.0:oob";
  private static final String CALLBACK = "myapp://callback?from=hato";
  private static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-0123";

  private TestSite site;
  private Account alice;
  private Visitor api;
  private JsonNode app;

  @BeforeEach
  void open() throws Exception {
    site = new TestSite(Registrations.APPROVAL);
    alice = site.person("alice", Role.USER);
    api = site.visitor();
    app =
        api.postJson(
                "/api/v1/apps",
                """
                {"client_name": "Reader", "redirect_uris": ["%s", "%s"],
                 "scopes": "read write:statuses profile", "website": "https://reader.test"}
                """
                    .formatted(CALLBACK, OOB))
            .json();
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void anApplicationIsToldItsCredentials() {
    assertThat(app.get("name").asString()).isEqualTo("Reader");
    assertThat(app.get("client_id").asString()).hasSizeGreaterThan(30);
    assertThat(app.get("client_secret").asString()).hasSizeGreaterThan(30);
    assertThat(app.get("redirect_uri").asString()).isEqualTo(CALLBACK + "\n" + OOB);
    assertThat(app.get("redirect_uris")).hasSize(2);
    assertThat(app.get("scopes")).hasSize(3);
    assertThat(app.get("vapid_key").asString()).isEmpty();
  }

  @Test
  void aFormWithSeveralAddressesInOneTextIsAnApplicationToo() throws Exception {
    JsonNode made =
        api.post("/api/v1/apps", Map.of("client_name", "Old", "redirect_uris", OOB + " x://y"))
            .json();

    assertThat(made.get("redirect_uris")).hasSize(2);
    assertThat(made.get("scopes").get(0).asString()).isEqualTo("read");
    assertThat(made.get("website").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/relative",
        "https:///x"
      })
  void addressesThatRunScriptsOrLeadNowhereAreRefused(String uri) throws Exception {
    Visitor.Reply reply =
        api.post("/api/v1/apps", Map.of("client_name", "Evil", "redirect_uris", uri));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().get("error").asString()).startsWith("Validation failed");
  }

  @Test
  void unknownScopesCannotBeRegistered() throws Exception {
    Visitor.Reply reply =
        api.post(
            "/api/v1/apps",
            Map.of("client_name", "A", "redirect_uris", OOB, "scopes", "read root"));

    assertThat(reply.status()).isEqualTo(422);
  }

  @Test
  void theCodeFlowWithPkceGivesATokenThatWorks() throws Exception {
    Visitor browser = site.visitor("alice");
    Visitor.Reply consent =
        browser.get(authorize(CALLBACK, "read profile", "&state=a%26b" + challenge("S256")));
    Visitor.Reply back = browser.submit("decision", "approve");
    String code = back.location().replaceAll(".*code=([^&]+).*", "$1");
    Visitor.Reply token = exchange(code, CALLBACK, "code_verifier", VERIFIER);

    assertThat(consent.html().text()).contains("Reader", "read your profile", "@alice");
    assertThat(consent.header("content-security-policy").orElseThrow())
        .doesNotContain("form-action");
    assertThat(back.status()).isEqualTo(303);
    assertThat(back.location()).startsWith(CALLBACK + "&code=").endsWith("&state=a%26b");
    assertThat(token.status()).isEqualTo(200);
    assertThat(token.json().get("token_type").asString()).isEqualTo("Bearer");
    assertThat(token.json().get("scope").asString()).isEqualTo("read profile");
    assertThat(userInfo(bearer(token)).json().get("sub").asString()).isEqualTo(alice.uri());
  }

  @Test
  void strangersLogInFirstAndComeBack() throws Exception {
    Visitor browser = site.visitor();
    Visitor.Reply sent = browser.get(authorize(OOB, "read", ""));
    browser.get(sent.location());
    Visitor.Reply back = browser.submit("login", "alice@mail.test", "password", TestSite.PASSWORD);
    browser.get(back.location());
    Visitor.Reply shown = browser.submit("decision", "approve");
    String code = shown.html().selectFirst("code").text();

    assertThat(sent.location()).startsWith("/auth/sign_in?next=%2Foauth%2Fauthorize");
    assertThat(shown.status()).isEqualTo(200);
    assertThat(exchange(code, OOB).json().get("access_token").asString()).isNotEmpty();
  }

  @Test
  void refusingTellsTheApplication() throws Exception {
    Visitor browser = site.visitor("alice");
    browser.get(authorize(CALLBACK, "read", "&state=s"));

    assertThat(browser.submit("decision", "deny").location())
        .isEqualTo(CALLBACK + "&error=access_denied&state=s");
  }

  @Test
  void nobodyIsSentToAnAddressThatIsNotRegistered() throws Exception {
    Visitor.Reply reply = site.visitor("alice").get(authorize("myapp://callback", "read", ""));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.location()).isEmpty();
  }

  @Test
  void G3_plainChallengesAreRefused() throws Exception {
    Visitor browser = site.visitor("alice");

    for (String extra : List.of(challenge("plain"), "&code_challenge=short")) {
      assertThat(browser.get(authorize(CALLBACK, "read", extra)).location())
          .isEqualTo(CALLBACK + "&error=invalid_request");
    }
  }

  @Test
  void M19_scopesBeyondTheApplicationAreRefused() throws Exception {
    Visitor browser = site.visitor("alice");

    for (String scope : List.of("write", "admin:read", "read nonsense", "follow")) {
      assertThat(browser.get(authorize(CALLBACK, Visitor.encode(scope), "")).location())
          .isEqualTo(CALLBACK + "&error=invalid_scope");
    }
    assertThat(browser.get(authorize(CALLBACK, "read:statuses", "")).status()).isEqualTo(200);
  }

  @Test
  void X1_aTokenWithoutTheScopeIsRefused() throws Exception {
    Visitor.Reply token = exchange(code("read"), OOB);

    assertThat(userInfo(bearer(token)).status()).isEqualTo(403);
  }

  @Test
  void aCodeWorksOnceAndForTenMinutes() throws Exception {
    String once = code("read");
    String late = code("read");

    assertThat(exchange(once, OOB).status()).isEqualTo(200);
    assertThat(exchange(once, OOB).json().get("error").asString()).isEqualTo("invalid_grant");
    site.clock.advance(Duration.ofMinutes(11));
    assertThat(exchange(late, OOB).status()).isEqualTo(400);
  }

  @Test
  void aCodeIsUsedUpByAWrongVerifier() throws Exception {
    Visitor browser = site.visitor("alice");
    browser.get(authorize(OOB, "read", challenge("S256")));
    String code = browser.submit("decision", "approve").html().selectFirst("code").text();

    assertThat(exchange(code, OOB, "code_verifier", "wrong").status()).isEqualTo(400);
    assertThat(exchange(code, OOB, "code_verifier", VERIFIER).status()).isEqualTo(400);
  }

  @Test
  void aVerifierWithoutAChallengeIsRefused() throws Exception {
    assertThat(exchange(code("read"), OOB, "code_verifier", VERIFIER).status()).isEqualTo(400);
  }

  @Test
  void theExchangeNeedsTheSameRedirectAddressAndTheSecret() throws Exception {
    assertThat(exchange(code("read"), CALLBACK).status()).isEqualTo(400);
    Visitor.Reply reply = exchange(code("read"), OOB, "client_secret", "wrong");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.json().get("error").asString()).isEqualTo("invalid_client");
  }

  @Test
  void anApplicationHasATokenOfItsOwn() throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString((text("client_id") + ":" + text("client_secret")).getBytes());
    Visitor.Reply token =
        api.post(
            "/oauth/token",
            Map.of("grant_type", "client_credentials"),
            "Authorization",
            "Basic " + basic);
    Visitor.Reply verified =
        api.get("/api/v1/apps/verify_credentials", "Authorization", bearer(token));

    assertThat(token.json().get("scope").asString()).isEqualTo("read write:statuses profile");
    assertThat(verified.json().get("name").asString()).isEqualTo("Reader");
    assertThat(verified.json().has("client_secret")).isFalse();
    assertThat(userInfo(bearer(token)).status()).isEqualTo(401);
  }

  @Test
  void thePasswordGrantDoesNotExist() throws Exception {
    Visitor.Reply reply =
        api.post(
            "/oauth/token",
            with(Map.of("grant_type", "password", "username", "alice", "password", "x")));

    assertThat(reply.json().get("error").asString()).isEqualTo("unsupported_grant_type");
  }

  @Test
  void M20_aRevokedTokenIsDeadAtOnceAndItsStreamsAreTold() throws Exception {
    List<Long> told = new ArrayList<>();
    site.oauth.revocations().listen(told::addAll);
    Visitor.Reply token = exchange(code("profile"), OOB);
    assertThat(userInfo(bearer(token)).status()).isEqualTo(200);
    Map<String, String> request =
        with(Map.of("token", token.json().get("access_token").asString()));
    Map<String, String> stranger = new LinkedHashMap<>(request);
    stranger.put("client_secret", "wrong");

    assertThat(api.post("/oauth/revoke", stranger).status()).isEqualTo(403);
    assertThat(userInfo(bearer(token)).status()).isEqualTo(200);
    assertThat(api.post("/oauth/revoke", request).status()).isEqualTo(200);
    assertThat(userInfo(bearer(token)).status()).isEqualTo(401);
    assertThat(told).hasSize(1);
  }

  @Test
  void M31_aDisabledPersonIsOutAfterFiveSeconds() throws Exception {
    Visitor.Reply token = exchange(code("profile"), OOB);
    assertThat(userInfo(bearer(token)).status()).isEqualTo(200);
    site.transactions().run(tx -> tx.users().disable(alice.id()));
    site.clock.advance(Duration.ofSeconds(TokenAuthenticator.STALE_SECONDS));

    assertThat(userInfo(bearer(token)).status()).isEqualTo(403);
  }

  @Test
  void theAdminsCommandIssuesTokens() throws Exception {
    IssueToken command = new IssueToken(site.transactions(), new Secrets(new SecureRandom()));

    var issued = (IssueToken.Result.Issued) command.issue("alice", Scopes.parse("read profile"));
    assertThat(userInfo("Bearer " + issued.token()).status()).isEqualTo(200);
    assertThat(command.issue("nobody", Scopes.parse("read")))
        .isEqualTo(new IssueToken.Result.NobodyOfThatName());
    assertThat(command.issue("alice", Scopes.parse("read all")))
        .isEqualTo(new IssueToken.Result.UnknownScopes(List.of("all")));
  }

  @Test
  void theMetadataNamesTheEndpoints() throws Exception {
    JsonNode metadata = api.get("/.well-known/oauth-authorization-server").json();

    assertThat(metadata.get("token_endpoint").asString()).isEqualTo(TestSite.BASE + "/oauth/token");
    assertThat(metadata.get("code_challenge_methods_supported")).hasSize(1);
    assertThat(metadata.get("scopes_supported")).hasSize(47);
  }

  private String code(String scope) throws Exception {
    Visitor browser = site.visitor("alice");
    browser.get(authorize(OOB, scope, ""));
    return browser.submit("decision", "approve").html().selectFirst("code").text();
  }

  private String authorize(String redirect, String scope, String extra) {
    return "/oauth/authorize/?response_type=code&client_id="
        + text("client_id")
        + "&redirect_uri="
        + Visitor.encode(redirect)
        + "&scope="
        + scope.replace(' ', '+')
        + "&force_login=true&lang=en"
        + extra;
  }

  private static String challenge(String method) {
    String value = method.equals("S256") ? Secrets.hash(VERIFIER) : VERIFIER;
    return "&code_challenge=" + value + "&code_challenge_method=" + method;
  }

  private Visitor.Reply exchange(String code, String redirect, String... more) throws Exception {
    Map<String, String> fields =
        with(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", redirect));
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return api.post("/oauth/token", fields);
  }

  private Map<String, String> with(Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("client_id", text("client_id"));
    all.put("client_secret", text("client_secret"));
    return all;
  }

  private Visitor.Reply userInfo(String authorization) throws Exception {
    return api.get("/oauth/userinfo", "Authorization", authorization);
  }

  private static String bearer(Visitor.Reply token) {
    return "Bearer " + token.json().get("access_token").asString();
  }

  private String text(String name) {
    return app.get(name).asString();
  }
}
