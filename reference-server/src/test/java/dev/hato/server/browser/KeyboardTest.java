package dev.hato.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages without a mouse. */
@InChromium
final class KeyboardTest {
  private static final String FOCUSED =
      """
      () => {
        const e = document.activeElement;
        const style = getComputedStyle(e);
        const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        return e === document.body ? '' : (seen ? '' : 'unseen ') + (e.id || e.textContent.trim());
      }""";

  @Test
  void whoTabsThroughAFormSeesWhereTheyAreAndSendsIt(Chromium chromium) throws Exception {
    try (Town town = new Town();
        Window owner = chromium.open(town.base(), Window.Visitor.reading("en"))) {
      owner.visit(town.setUpLink());
      assertThat(tabs(owner, 6))
          .containsExactly(
              "Skip to the content",
              town.base().substring("http://".length()),
              "username",
              "email",
              "password",
              "Create the owner's account");
      owner.page().locator("#username").focus();
      for (String text : List.of("alice", "alice@mail.example", Town.PASSWORD)) {
        owner.page().keyboard().type(text);
        owner.page().keyboard().press("Tab");
      }
      owner.page().keyboard().press("Enter");
      owner.page().waitForURL("**/welcome");

      owner.visit("/");
      tabs(owner, 3);
      owner.page().keyboard().press("Enter");
      assertThat(tabs(owner, 4))
          .containsExactly("Profile", "Change password", "Waiting for approval", "Log out");
      owner.page().keyboard().press("Enter");
      owner.page().waitForURL(town.base() + "/");
      assertThat(owner.loggedIn()).isFalse();
    }
  }

  private static List<String> tabs(Window window, int count) {
    List<String> stops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      window.page().keyboard().press("Tab");
      stops.add(String.valueOf(window.page().evaluate(FOCUSED)));
    }
    return stops;
  }
}
