package dev.hato.server.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses between the languages of the resource bundles. */
final class Languages {
  private static final List<Locale> OURS = List.of(Locale.ENGLISH, Locale.JAPANESE);
  private static final int LONGEST = 256;

  private Languages() {}

  /** A missing, malformed or endless Accept-Language reads as English (J18). */
  static Locale best(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > LONGEST) {
      return Locale.ENGLISH;
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), OURS);
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException e) {
      return Locale.ENGLISH;
    }
  }
}
