package dev.hato.activitypub.lint;

import java.util.Locale;

/**
 * One thing that peers will stumble over.
 *
 * @param rule what was looked for
 * @param document the address or id of the document; empty when it has none
 * @param path where in it, as JSON pointer; empty for the whole
 * @param detail what was found, in a few words; may repeat a part of the document
 */
public record Finding(LintRule rule, String document, String path, String detail) {
  /** How much it matters. */
  public LintRule.Severity severity() {
    return rule.severity();
  }

  /** All of it in one line, with what to do. */
  @Override
  public String toString() {
    return "%s %s at %s%s: %s. %s"
        .formatted(
            severity().name().toLowerCase(Locale.ROOT),
            rule.label(),
            document,
            path.isEmpty() ? "" : " " + path,
            detail,
            rule.advice());
  }
}
