package dev.hato.activitypub.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Entities;

/** The page: one table, one style sheet that its policy names by hash, no link and no script. */
final class DebugHtml {
  private static final String STYLE =
      """
      body { font: 14px/1.4 sans-serif; margin: 1em; color: #222; background: #fff }
      table { border-collapse: collapse; width: 100% }
      td, th { text-align: left; vertical-align: top; padding: .3em .6em; border-top: 1px solid #ccc }
      td { overflow-wrap: anywhere }
      .failed { background: #fdecea }
      pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
      """;

  /** Nothing may be loaded or sent, and nobody may frame it. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + hash(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private DebugHtml() {}

  static String write(List<DebugEntry> entries) {
    StringBuilder page = new StringBuilder(2048 + entries.size() * 512);
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>What the federation did</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>What the federation did</h1>\n<p>")
        .append(entries.size())
        .append(" entries, newest first.</p>\n<table><thead><tr><th>when</th><th>kind</th>")
        .append("<th>what</th><th>how it ended</th></tr></thead><tbody>\n");
    entries.forEach(entry -> row(page, entry));
    return page.append("</tbody></table></body></html>\n").toString();
  }

  private static void row(StringBuilder page, DebugEntry entry) {
    page.append(entry.failed() ? "<tr class=\"failed\"><td>" : "<tr><td>")
        .append(entry.at())
        .append("</td><td>")
        .append(entry.kind().name().toLowerCase(Locale.ROOT))
        .append("</td><td>");
    escape(page, entry.what());
    page.append("</td><td>");
    escape(page, entry.outcome());
    if (!entry.evidence().isEmpty()) {
      page.append("<details><summary>evidence</summary><pre>");
      for (String line : entry.evidence()) {
        escape(page, line);
        page.append('\n');
      }
      page.append("</pre></details>");
    }
    page.append("</td></tr>\n");
  }

  private static void escape(StringBuilder page, String text) {
    page.append(Entities.escape(DebugText.printable(text)));
  }

  private static String hash(String style) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
