package dev.hato.server.web;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the pages in one language, from the resource bundle. Immutable, thread-safe. */
public final class Texts {
  private static final String BUNDLE = "dev.hato.server.web.texts";

  private final Locale locale;
  private final ResourceBundle bundle;

  private Texts(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Texts for a locale; languages that there are no texts for get English. */
  public static Texts of(Locale locale) {
    return new Texts(locale);
  }

  /** The text of a key; a key that does not exist is a mistake of the program. */
  public String get(String key) {
    return bundle.getString(key);
  }

  /** A text with its numbered places filled ({@link MessageFormat}). */
  public String get(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), locale).format(values);
  }

  /** The language tag for the {@code lang} attribute. */
  public String language() {
    return locale.getLanguage().equals("ja") ? "ja" : "en";
  }

  /** A point in time as people read it, in UTC. */
  public String time(Instant instant) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .withZone(ZoneOffset.UTC)
            .format(instant)
        + " UTC";
  }

  /** A day in a list, in UTC. */
  public String date(Instant instant) {
    return format(FormatStyle.MEDIUM, instant);
  }

  /** A day in a sentence, in UTC. */
  public String day(Instant instant) {
    return format(FormatStyle.LONG, instant);
  }

  private String format(FormatStyle style, Instant instant) {
    return DateTimeFormatter.ofLocalizedDate(style)
        .withLocale(locale)
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }

  /** A number with the separators of the language. */
  public String count(long number) {
    return String.format(locale, "%,d", number);
  }
}
