package dev.hato.server.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.config.HatoConfig.Registrations;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.testkit.TestSite;
import dev.hato.server.testkit.Visitor;
import dev.hato.storage.accounts.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignUpTest {
  private static final String ORIGIN = TestSite.BASE;

  @Test
  void theSetUpLinkMakesOneOwner() throws Exception {
    try (TestSite site = new TestSite(Registrations.CLOSED)) {
      String link = site.notice().replaceAll("(?s).*" + TestSite.BASE, "");
      Visitor first = site.visitor();
      Visitor second = site.visitor();
      first.get(link);
      second.get(link);
      Visitor.Reply bad = fill(first, "two words", "short");
      Visitor.Reply done = fill(first, "boss", TestSite.PASSWORD);
      Visitor.Reply late = fill(second, "thief", TestSite.PASSWORD);

      assertThat(bad.status()).isEqualTo(422);
      assertThat(done.location()).isEqualTo("/welcome");
      assertThat(first.get("/welcome").html().text()).contains("The server is yours", "Log out");
      assertThat(late.status()).isEqualTo(403);
      assertThat(site.visitor().get(link).status()).isEqualTo(403);
      assertThat(site.notice()).isEmpty();
      boolean owned = site.transactions().read(tx -> tx.users().anyWithRole(Role.OWNER));
      assertThat(owned).isTrue();
      assertThat(first.get("/admin/approvals").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/setup", "/setup?token=guess"})
  void aGuessedSetUpLinkOpensNothing(String link) throws Exception {
    try (TestSite site = new TestSite(Registrations.CLOSED)) {
      assertThat(site.notice()).contains("/setup?token=");

      assertThat(site.visitor().get(link).status()).isEqualTo(403);
    }
  }

  @Test
  void whoIsApprovedMayLogInAndWhoIsRejectedLeavesTheNameFree() throws Exception {
    try (TestSite site = new TestSite(Registrations.APPROVAL)) {
      site.person("mod", Role.MODERATOR);
      assertThat(ask(site, "bob").html().text()).contains("as soon as your account is approved");
      ask(site, "carol");
      assertThat(logIn(site, "bob").html().text()).contains("not been approved");

      Visitor staff = site.visitor("mod");
      Visitor.Reply list = staff.get("/admin/approvals");
      assertThat(list.html().text()).contains("@bob", "@carol", "I like pigeons");
      decide(staff, "bob", "approve");
      decide(staff, "carol", "reject");

      assertThat(logIn(site, "bob").status()).isEqualTo(303);
      assertThat(logIn(site, "carol").html().text()).contains("wrong");
      assertThat(ask(site, "carol").status()).isEqualTo(200);
      assertThat(ask(site, "Bob", "other@mail.test").html().text())
          .contains("This username is taken");
      assertThat(ask(site, "dave", "BOB@mail.test").html().text())
          .contains("already an account with this e-mail");
    }
  }

  @Test
  void onlyStaffSeesWhoWaits() throws Exception {
    try (TestSite site = new TestSite(Registrations.APPROVAL)) {
      site.person("alice", Role.USER);

      assertThat(site.visitor("alice").get("/admin/approvals").status()).isEqualTo(403);
      assertThat(site.visitor().get("/admin/approvals").location())
          .isEqualTo("/auth/sign_in?next=%2Fadmin%2Fapprovals");
    }
  }

  @Test
  void approvalNeedsAReasonAndOpenDoesNot() throws Exception {
    try (TestSite site = new TestSite(Registrations.APPROVAL)) {
      Visitor visitor = site.visitor();
      visitor.get("/auth/sign_up");
      assertThat(fill(visitor, "bob", TestSite.PASSWORD).status()).isEqualTo(422);
    }
    try (TestSite site = new TestSite(Registrations.OPEN)) {
      Visitor visitor = site.visitor();
      visitor.get("/auth/sign_up");
      assertThat(fill(visitor, "bob", TestSite.PASSWORD).status()).isEqualTo(200);
      assertThat(logIn(site, "bob").status()).isEqualTo(303);
    }
    try (TestSite site = new TestSite(Registrations.CLOSED)) {
      assertThat(site.visitor().get("/auth/sign_up").html().select("main form")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%b.test@ok.test", "\"a@b\"@ok.test", "a,b@ok.test", "a"})
  void M50_addressesThatMailServersRewriteAreRefused(String email) throws Exception {
    try (TestSite site = new TestSite(Registrations.OPEN)) {
      Visitor visitor = site.visitor();
      visitor.get("/auth/sign_up");

      assertThat(
              visitor
                  .submit("username", "bob", "email", email, "password", TestSite.PASSWORD)
                  .status())
          .isEqualTo(422);
    }
  }

  @Test
  void Y14_aWrongNameAndAWrongPasswordLookTheSame() throws Exception {
    try (TestSite site = new TestSite(Registrations.CLOSED)) {
      site.person("alice", Role.USER);
      Visitor visitor = site.visitor();
      visitor.get("/auth/sign_in");
      Visitor.Reply known = visitor.submit("login", "alice", "password", "wrong password");
      Visitor.Reply unknown = visitor.submit("login", "elice", "password", "wrong password");

      assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(422);
      assertThat(known.body().replace("alice", "elice")).isEqualTo(unknown.body());
    }
  }

  @Test
  void Y14_passwordsOfNobodyAreCheckedToo() {
    Passwords passwords = new Passwords(new Secrets(new SecureRandom()));
    String hash = passwords.hash("secret enough");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.matches("secret enough", Optional.of(hash))).isTrue();
    assertThat(passwords.matches("secret wrong", Optional.of(hash))).isFalse();
    assertThat(passwords.matches("secret enough", Optional.empty())).isFalse();
  }

  @Test
  void L7_guessingAtOnePersonIsStopped() throws Exception {
    try (TestSite site = new TestSite(Registrations.CLOSED)) {
      site.person("alice", Role.USER);
      Visitor visitor = site.visitor();
      visitor.get("/auth/sign_in");
      Map<String, String> form = visitor.hidden(visitor.page().selectFirst("main form"));
      form.putAll(Map.of("login", "alice", "password", "wrong password"));
      for (int i = 0; i < 25; i++) {
        assertThat(visitor.post("/auth/sign_in", form).status()).isEqualTo(422);
      }
      form.put("login", "alice@mail.test");
      form.put("password", TestSite.PASSWORD);

      assertThat(visitor.post("/auth/sign_in", form).status()).isEqualTo(429);
      site.clock.advance(Duration.ofHours(1));
      assertThat(visitor.post("/auth/sign_in", form).status()).isEqualTo(303);
    }
  }

  @Test
  void H6_formsOfOtherSitesAndWithoutTokenAreRefused() throws Exception {
    try (TestSite site = new TestSite(Registrations.OPEN)) {
      site.person("alice", Role.USER);
      Visitor alice = site.visitor("alice");
      alice.get("/");
      Map<String, String> good = alice.hidden(alice.page().selectFirst("header form"));
      Map<String, String> other = new HashMap<>(good);
      other.put("csrf_token", "x" + good.get("csrf_token"));

      for (String route :
          new String[] {
            "/auth/sign_out",
            "/auth/sign_in",
            "/auth/sign_up",
            "/setup",
            "/oauth/authorize",
            "/settings/password",
            "/admin/approvals/1"
          }) {
        assertThat(alice.post(route, Map.of()).status()).as(route).isEqualTo(403);
        assertThat(alice.post(route, other).status()).as(route).isEqualTo(403);
        assertThat(alice.post(route, good, "Origin", "https://evil.test").status())
            .as(route)
            .isEqualTo(403);
        assertThat(alice.post(route, good, "Sec-Fetch-Site", "cross-site").status())
            .as(route)
            .isEqualTo(403);
      }
      assertThat(alice.get("/").html().text()).contains("Log out");
      assertThat(alice.post("/auth/sign_out", good, "Origin", ORIGIN).status()).isEqualTo(303);
    }
  }

  @Test
  void K14_afterLogOutNoCookieIsLeftAndTheOldOneIsWorthless() throws Exception {
    try (TestSite site = new TestSite(Registrations.CLOSED)) {
      site.person("alice", Role.USER);
      Visitor alice = site.visitor("alice");
      Map<String, String> old = Map.copyOf(alice.cookies);
      alice.get("/");
      alice.post("/auth/sign_out", alice.hidden(alice.page().selectFirst("header form")));

      assertThat(alice.cookies).isEmpty();
      Visitor thief = site.visitor();
      thief.cookies.putAll(old);
      assertThat(thief.get("/").html().text()).doesNotContain("Log out");
    }
  }

  @Test
  void K15_everyCookieIsHiddenFromScriptsAndOtherSites() throws Exception {
    try (TestSite site = new TestSite(Registrations.CLOSED)) {
      site.person("alice", Role.USER);

      assertThat(site.visitor("alice").setCookies)
          .hasSizeGreaterThan(1)
          .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.test", "https://evil.test", "/\\evil.test", "x", "/a\r\nb"})
  void logInLeadsOnlyToThisServer(String next) throws Exception {
    try (TestSite site = new TestSite(Registrations.CLOSED)) {
      site.person("alice", Role.USER);
      Visitor visitor = site.visitor();
      visitor.get("/auth/sign_in?next=" + Visitor.encode(next));

      assertThat(
              visitor
                  .submit("login", "alice", "password", TestSite.PASSWORD, "next", next)
                  .location())
          .isEqualTo("/");
    }
  }

  private static Visitor.Reply ask(TestSite site, String name) throws Exception {
    return ask(site, name, name + "@mail.test");
  }

  private static Visitor.Reply ask(TestSite site, String name, String email) throws Exception {
    Visitor visitor = site.visitor();
    visitor.get("/auth/sign_up");
    return visitor.submit(
        "username",
        name,
        "email",
        email,
        "password",
        TestSite.PASSWORD,
        "reason",
        "I like pigeons");
  }

  private static Visitor.Reply fill(Visitor visitor, String name, String password)
      throws Exception {
    return visitor.submit("username", name, "email", name + "@mail.test", "password", password);
  }

  private static Visitor.Reply logIn(TestSite site, String name) throws Exception {
    Visitor visitor = site.visitor();
    visitor.get("/auth/sign_in");
    return visitor.submit("login", name, "password", TestSite.PASSWORD);
  }

  private static void decide(Visitor staff, String name, String decision) throws Exception {
    staff.get("/admin/approvals");
    var form =
        staff.page().select("main article").stream()
            .filter(article -> article.text().contains("@" + name))
            .findFirst()
            .orElseThrow()
            .selectFirst("form");
    Map<String, String> fields = new HashMap<>(staff.hidden(form));
    fields.put("decision", decision);
    assertThat(staff.post(form.attr("action"), fields, "Origin", ORIGIN).status()).isEqualTo(303);
  }
}
