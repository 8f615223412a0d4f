package dev.hato.server.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What can be measured of a page's manners: no scrolling to the side, language, names of fields,
 * buttons and pictures, targets that a thumb can hit, contrast (WCAG 2.2 AA). One sentence per
 * fault.
 */
final class Inspection {
  private static final String SCRIPT = read("inspection.js");

  private Inspection() {}

  static List<String> of(Page page, String language) {
    return ((List<?>) page.evaluate(SCRIPT, language)).stream().map(String::valueOf).toList();
  }

  private static String read(String name) {
    try (InputStream in = Inspection.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
