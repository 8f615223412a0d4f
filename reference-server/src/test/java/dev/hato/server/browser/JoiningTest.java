package dev.hato.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the set-up link to the second person's new password, as people do it. */
@InChromium
final class JoiningTest {
  private static final String OTHER_PASSWORD = "鳩は空を飛ぶ、海を越えて";

  @ParameterizedTest
  @CsvSource({"en,true", "ja,false"})
  void aServerIsSetUpAndSomebodyJoins(String language, boolean scripts, Chromium chromium)
      throws Exception {
    Window.Visitor visitor = new Window.Visitor(language, scripts);
    try (Town town = new Town();
        Window owner = chromium.open(town.base(), visitor);
        Window guest = chromium.open(town.base(), visitor)) {
      guest.visit("/").look("front-empty");
      setUp(town, owner);
      askToJoin(guest);
      logIn(guest, "hanako", Town.PASSWORD);
      assertThat(guest.text()).contains(guest.t("login.notApproved"));
      approve(owner);
      logInAfterAMistake(guest);
      changePassword(guest, town, chromium, visitor);
      logOut(guest);
    }
  }

  private static void setUp(Town town, Window owner) {
    owner.visit(town.setUpLink()).look("set-up");
    owner
        .type("signup.username", "alice")
        .type("signup.email", "50%off@mail.example")
        .type("login.password", Town.PASSWORD)
        .press("setup.submit");
    assertRefused(owner, "signup.email", "signup.emailInvalid");
    owner.look("set-up-refused");
    town.settle(owner, "alice");

    assertThat(owner.path()).isEqualTo("/welcome");
    assertThat(owner.heading()).isEqualTo(owner.t("welcome.title"));
    owner.look("welcome").visit(town.setUpLink()).look("set-up-used");
    assertThat(owner.text()).contains(owner.t("setup.used"));
  }

  private static void askToJoin(Window guest) {
    guest.visit("/").follow("landing.signup").look("sign-up");
    guest
        .type("signup.username", "alice")
        .type("signup.email", "hanako@mail.example")
        .type("login.password", Town.PASSWORD)
        .press("signup.submit");
    assertThat(guest.path()).as("the browser asks for the reason").isEqualTo("/auth/sign_up");
    guest.type("signup.reason", "鳩が好きです。\nI like pigeons.").press("signup.submit");
    assertRefused(guest, "signup.username", "signup.usernameTaken");
    guest.look("sign-up-refused");
    guest
        .type("signup.username", "hanako")
        .type("login.password", Town.PASSWORD)
        .press("signup.submit");
    assertThat(guest.text()).contains(guest.t("signup.done"));
    guest.look("sign-up-done");
  }

  private static void approve(Window owner) {
    owner.visit("/").openMenu().look("menu").follow("approvals.title");
    assertThat(owner.text()).contains("@hanako", "hanako@mail.example", "鳩が好きです。");
    owner.look("approvals").press("approvals.approveName", "hanako");
    assertThat(owner.text()).contains(owner.t("approvals.none"));
    owner.look("approvals-empty");
  }

  private static void logInAfterAMistake(Window guest) {
    guest.visit("/auth/sign_in").look("log-in");
    logIn(guest, "hanako", "wrong password");
    assertThat(guest.text()).contains(guest.t("login.failed"));
    assertThat(guest.field("login.name").inputValue()).isEqualTo("hanako");
    assertThat(guest.field("login.password").inputValue()).isEmpty();
    guest.look("log-in-refused");
    logIn(guest, "hanako@mail.example", Town.PASSWORD);
    assertThat(guest.path()).isEqualTo("/");
    assertThat(guest.loggedIn()).isTrue();
    guest.look("front");
  }

  private static void changePassword(
      Window guest, Town town, Chromium chromium, Window.Visitor visitor) {
    try (Window elsewhere = chromium.open(town.base(), visitor)) {
      logIn(elsewhere.visit("/auth/sign_in"), "hanako", Town.PASSWORD);
      guest.openMenu().follow("password.title").look("password");
      guest
          .type("password.current", "wrong password")
          .type("password.new", OTHER_PASSWORD)
          .press("password.submit");
      assertRefused(guest, "password.current", "password.wrong");
      guest.look("password-refused");
      assertThat(elsewhere.visit("/").loggedIn()).isTrue();
      guest
          .type("password.current", Town.PASSWORD)
          .type("password.new", OTHER_PASSWORD)
          .press("password.submit");
      assertThat(guest.text()).contains(guest.t("password.changed"));
      assertThat(guest.look("password-changed").loggedIn()).isTrue();
      assertThat(elsewhere.visit("/").loggedIn()).isFalse();
      logIn(elsewhere.visit("/auth/sign_in"), "hanako", Town.PASSWORD);
      assertThat(elsewhere.text()).contains(elsewhere.t("login.failed"));
      logIn(elsewhere, "hanako", OTHER_PASSWORD);
      assertThat(elsewhere.loggedIn()).isTrue();
    }
  }

  private static void logOut(Window guest) {
    guest.openMenu().press("nav.logout");
    assertThat(guest.path()).isEqualTo("/");
    assertThat(guest.loggedIn()).isFalse();
    assertThat(guest.visit("/settings/password").path())
        .isEqualTo("/auth/sign_in?next=%2Fsettings%2Fpassword");
  }

  private static void logIn(Window window, String login, String password) {
    if (!window.path().startsWith("/auth/sign_in")) {
      window.visit("/auth/sign_in");
    }
    window.type("login.name", login).type("login.password", password).press("login.submit");
  }

  /** The sentence stands at its field, which is marked, described by it and has the focus. */
  private static void assertRefused(Window window, String labelKey, String sentenceKey) {
    Locator field = window.field(labelKey);
    assertThat(field.getAttribute("aria-invalid")).isEqualTo("true");
    assertThat(field.getAttribute("autofocus")).isNotNull();
    String note = "#" + field.getAttribute("aria-describedby");
    assertThat(window.page().locator(note).innerText()).contains(window.t(sentenceKey));
  }
}
