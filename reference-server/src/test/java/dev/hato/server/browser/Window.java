package dev.hato.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.hato.server.web.Texts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A visitor's window. Everything that the browser complains about and everything that it asks other
 * machines for is kept until {@link #close}, which fails on it.
 */
final class Window implements AutoCloseable {
  static final Size SMALL = new Size(360, 740);
  static final Size PHONE = new Size(390, 844);
  static final Size DESKTOP = new Size(1280, 900);

  /** Where pictures of the pages are wanted; empty for no pictures. */
  private static final String SHOTS = System.getProperty("hato.shots", "");

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");

  private final BrowserContext context;
  private final Page page;
  private final Visitor visitor;
  private final Texts texts;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> strangers = new CopyOnWriteArrayList<>();

  /** What a person has set in the browser. */
  record Visitor(String language, boolean scripts) {
    static Visitor reading(String language) {
      return new Visitor(language, true);
    }

    Visitor withoutScripts() {
      return new Visitor(language, false);
    }
  }

  record Size(int width, int height) {}

  Window(BrowserContext context, Visitor visitor) {
    this.context = context;
    this.visitor = visitor;
    this.texts = Texts.of(Locale.forLanguageTag(visitor.language()));
    context.setDefaultTimeout(10_000);
    context.onRequest(this::noteStranger);
    context.onConsoleMessage(this::noteComplaint);
    context.onWebError(error -> complaints.add(error.error()));
    page = context.newPage();
  }

  Page page() {
    return page;
  }

  /** Goes to a page of the site, or to any address. */
  Window visit(String target) {
    page.navigate(target);
    return this;
  }

  /** A text of the pages in the visitor's language. */
  String t(String key, Object... values) {
    return values.length == 0 ? texts.get(key) : texts.get(key, values);
  }

  /** Types into the field whose label is this text. */
  Window type(String labelKey, String text) {
    field(labelKey).fill(text);
    return this;
  }

  Locator field(String labelKey) {
    return page.getByLabel(t(labelKey), new Page.GetByLabelOptions().setExact(true));
  }

  /** Presses the button whose name is this text. */
  Window press(String nameKey, Object... values) {
    page.getByRole(AriaRole.BUTTON, named(t(nameKey, values))).click();
    return this;
  }

  /** Follows the link whose name is this text. */
  Window follow(String nameKey) {
    page.getByRole(AriaRole.LINK, named(t(nameKey))).first().click();
    return this;
  }

  /** Opens the menu of the person who is logged in. */
  Window openMenu() {
    page.locator(".menu summary").click();
    return this;
  }

  boolean loggedIn() {
    return page.locator(".menu").count() == 1;
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /** The text of the page's main part as it is seen. */
  String text() {
    return page.locator("main").innerText();
  }

  String heading() {
    return page.locator("h1").innerText();
  }

  /** The path with its query. */
  String path() {
    URI address = URI.create(page.url());
    return address.getRawQuery() == null
        ? address.getPath()
        : address.getPath() + "?" + address.getRawQuery();
  }

  /**
   * Fails on what is wrong with the page as it stands, on a small phone and on a desktop; takes its
   * pictures when the build was asked for them.
   */
  Window look(String name) {
    if (!SHOTS.isEmpty()) {
      shoot(name);
    }
    for (Size size : List.of(SMALL, DESKTOP)) {
      page.setViewportSize(size.width(), size.height());
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      inspect(name, size);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      inspect(name, size);
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(PHONE.width(), PHONE.height());
    return this;
  }

  private void inspect(String name, Size size) {
    assertThat(Inspection.of(page, visitor.language()))
        .as("%s in %s at %d px", name, visitor.language(), size.width())
        .isEmpty();
  }

  private void shoot(String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      for (Size size : List.of(PHONE, DESKTOP)) {
        page.setViewportSize(size.width(), size.height());
        String file =
            "%s.%s.%d.%s.png"
                .formatted(name, visitor.language(), size.width(), scheme.name().toLowerCase());
        page.screenshot(
            new Page.ScreenshotOptions().setPath(Path.of(SHOTS, file)).setFullPage(true));
      }
    }
  }

  private void noteStranger(Request request) {
    URI address = URI.create(request.url());
    if (!"data".equals(address.getScheme()) && !THIS_MACHINE.contains(address.getHost())) {
      strangers.add(request.url());
    }
  }

  /** Chromium also reports a page's own 404 or 422, which tests ask for. */
  private void noteComplaint(ConsoleMessage message) {
    boolean ownAnswer =
        message.text().contains("the server responded with a status of 4")
            && message.location().startsWith(page.url());
    if (message.type().equals("error") && !ownAnswer) {
      complaints.add(message.text() + " at " + message.location());
    }
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("what the browser complained about").isEmpty();
    assertThat(strangers).as("requests to other machines").isEmpty();
  }
}
