package dev.hato.activitypub.json;

import dev.hato.activitypub.json.Diagnostic.Kind;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks language maps: texts by BCP 47 tags. */
final class Languages {
  private Languages() {}

  static Optional<Kind> check(JsonNode map) {
    if (map.isNull()) {
      return Optional.empty();
    }
    if (!(map instanceof ObjectNode texts)) {
      return Optional.of(Kind.WRONG_KIND);
    }
    if (!texts.propertyNames().stream().allMatch(Languages::isTag)) {
      return Optional.of(Kind.BAD_LANGUAGE_TAG);
    }
    boolean strings = texts.values().stream().allMatch(text -> text.isString() || text.isArray());
    return strings ? Optional.empty() : Optional.of(Kind.WRONG_KIND);
  }

  private static boolean isTag(String tag) {
    if (tag.isEmpty()) {
      return false;
    }
    if (tag.length() <= 3 && tag.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
      return true;
    }
    try {
      new Locale.Builder().setLanguageTag(tag);
      return true;
    } catch (IllformedLocaleException badTag) {
      return false;
    }
  }
}
