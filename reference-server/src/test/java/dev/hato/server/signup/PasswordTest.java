package dev.hato.server.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.config.HatoConfig.Registrations;
import dev.hato.server.testkit.TestSite;
import dev.hato.server.testkit.Visitor;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.oauth.NewApp;
import dev.hato.storage.oauth.OAuthGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PasswordTest {
  private static final String PAGE = "/settings/password";
  private static final String REDIRECT = "https://reader.example/callback";
  private static final String NEW = "pigeons over the sea";

  private TestSite site;
  private Account alice;

  @BeforeEach
  void open() throws Exception {
    site = new TestSite(Registrations.CLOSED);
    alice = site.person("alice", Role.USER);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void M30_whateverWasOpenedWithTheOldPasswordIsClosed() throws Exception {
    Visitor here = site.visitor("alice");
    Visitor elsewhere = site.visitor("alice");
    Map<String, String> stolen = Map.copyOf(here.cookies);
    long token = openForApplications();
    List<Long> told = new ArrayList<>();
    site.oauth.revocations().listen(told::addAll);
    assertThat(userInfo().status()).isEqualTo(200);

    here.get(PAGE);
    Visitor.Reply done = here.submit("current", TestSite.PASSWORD, "password", NEW);

    assertThat(done.status()).isEqualTo(303);
    assertThat(here.get(done.location()).html().text()).contains("has been changed");
    assertThat(elsewhere.get(PAGE).status()).isEqualTo(303);
    Visitor thief = site.visitor();
    thief.cookies.putAll(stolen);
    assertThat(thief.get(PAGE).status()).isEqualTo(303);
    assertThat(userInfo().status()).isEqualTo(401);
    assertThat(told).containsExactly(token);
    assertThat(site.transactions().write(tx -> tx.grants().redeem("code")).isEmpty()).isTrue();
    assertThat(logIn(TestSite.PASSWORD).status()).isEqualTo(422);
    assertThat(logIn(NEW).status()).isEqualTo(303);
  }

  @Test
  void theOldPasswordIsAskedForAndTheNewOneMustBeGoodEnough() throws Exception {
    Visitor visitor = site.visitor("alice");
    visitor.get(PAGE);
    Visitor.Reply wrong = visitor.submit("current", "wrong password", "password", NEW);
    Visitor.Reply shortOne = visitor.submit("current", TestSite.PASSWORD, "password", "short");

    assertThat(wrong.status()).isEqualTo(shortOne.status()).isEqualTo(422);
    assertThat(wrong.html().select("#current-note").text()).contains("not your current password");
    assertThat(shortOne.html().select("#password-note").text()).contains("8 to 72 characters");
    assertThat(wrong.html().select("input[type=password][value]")).isEmpty();
    assertThat(logIn(TestSite.PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void M22_whoIsLoggedInCannotGuessThePassword() throws Exception {
    Visitor visitor = site.visitor("alice");
    visitor.get(PAGE);
    for (int i = 0; i < 25; i++) {
      assertThat(visitor.submit("current", "guess " + i, "password", NEW).status()).isEqualTo(422);
    }
    Map<String, String> form = visitor.hidden(visitor.page().selectFirst("main form"));
    form.putAll(Map.of("current", TestSite.PASSWORD, "password", NEW));

    assertThat(visitor.post(PAGE, form).status()).isEqualTo(429);
    assertThat(logIn(TestSite.PASSWORD).status()).isEqualTo(429);
  }

  @Test
  void strangersLogInFirst() throws Exception {
    assertThat(site.visitor().get(PAGE).location())
        .isEqualTo("/auth/sign_in?next=" + Visitor.encode(PAGE));
  }

  /** A token that is in use and a code on its way; the answer is the token's id. */
  private long openForApplications() {
    return site.transactions()
        .write(
            tx -> {
              NewApp reader = new NewApp("Reader", "", List.of(REDIRECT), "profile");
              long app = tx.apps().add(reader, "client", "secret").id();
              tx.grants().add("code", new OAuthGrant(app, alice.id(), REDIRECT, "profile", ""));
              return tx.tokens().addForAccount("token", app, alice.id(), "profile");
            });
  }

  private Visitor.Reply userInfo() throws Exception {
    return site.visitor().get("/oauth/userinfo", "Authorization", "Bearer token");
  }

  private Visitor.Reply logIn(String password) throws Exception {
    Visitor visitor = site.visitor();
    visitor.get("/auth/sign_in");
    return visitor.submit("login", "alice", "password", password);
  }
}
