package dev.hato.server.web;

import dev.hato.server.html.RemoteHtml;
import dev.hato.server.html.TextToHtml;

/** HTML that may stand in a page as it is; the only thing that templates do not escape (S1). */
public record SafeHtml(String html) {
  /** Text, escaped. */
  public static SafeHtml text(String text) {
    return new SafeHtml(TextToHtml.escape(text));
  }

  /** HTML of unknown origin, cut to the allow-list. */
  public static SafeHtml cleaned(String html) {
    return new SafeHtml(RemoteHtml.clean(html));
  }
}
