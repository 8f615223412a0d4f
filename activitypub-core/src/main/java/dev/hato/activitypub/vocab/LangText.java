package dev.hato.activitypub.vocab;

import java.util.Map;
import java.util.Optional;

/**
 * A text that may come in several languages: a plain value, a language map, or both ({@code
 * content} with {@code contentMap}).
 *
 * @param plain the value without a language, empty text when there is none
 * @param byLanguage texts by BCP 47 tag, in the order of the document
 */
public record LangText(String plain, Map<String, String> byLanguage) {
  /** No text at all. */
  public static final LangText NONE = new LangText("", Map.of());

  /** A text of no stated language. */
  public static LangText of(String text) {
    return new LangText(text, Map.of());
  }

  /** A text of one language. */
  public static LangText of(String text, String language) {
    return new LangText(text, Map.of(language, text));
  }

  /** The text to show to somebody of unknown language: the plain one, else the first of the map. */
  public String value() {
    return plain.isEmpty() && !byLanguage.isEmpty() ? byLanguage.values().iterator().next() : plain;
  }

  /** The text of one language, exactly that tag. */
  public Optional<String> in(String language) {
    return Optional.ofNullable(byLanguage.get(language));
  }

  /** The language of {@link #value()}, where the map says it. */
  public Optional<String> language() {
    String shown = value();
    return byLanguage.entrySet().stream()
        .filter(entry -> entry.getValue().equals(shown) && !entry.getKey().equals("und"))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether there is no text, or only an empty one. */
  public boolean isEmpty() {
    return value().isEmpty();
  }

  @Override
  public String toString() {
    return value();
  }
}
