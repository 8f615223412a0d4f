package dev.hato.server.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, which reaches nothing but this machine; one for all tests of a build. */
final class Chromium implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(ARGUMENTS));
  }

  /** A visitor with a window of their own and no cookies. */
  Window open(String baseUrl, Window.Visitor visitor) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setBaseURL(baseUrl)
            .setLocale(visitor.language())
            .setJavaScriptEnabled(visitor.scripts())
            .setViewportSize(Window.PHONE.width(), Window.PHONE.height());
    return new Window(browser.newContext(options), visitor);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
