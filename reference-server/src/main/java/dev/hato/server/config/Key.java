package dev.hato.server.config;

import java.util.Locale;

/**
 * One line of the key table.
 *
 * @param name as in the file and in flags
 * @param fallback the default as text; blank when there is none or when it follows from another key
 * @param reason what the key is for, one line
 * @param secret masked wherever it is shown
 * @param supported whether a value may be set already
 */
public record Key(String name, String fallback, String reason, boolean secret, boolean supported) {
  static Key of(String name, String fallback, String reason) {
    return new Key(name, fallback, reason, false, true);
  }

  static Key secret(String name, String reason) {
    return new Key(name, "", reason, true, true);
  }

  static Key later(String name, String reason) {
    return new Key(name, "", reason, name.contains("secret") || name.contains("url"), false);
  }

  /** {@code http.port} is {@code HATO_HTTP_PORT}. */
  public String variable() {
    return "HATO_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  public String flag() {
    return "--" + name;
  }
}
