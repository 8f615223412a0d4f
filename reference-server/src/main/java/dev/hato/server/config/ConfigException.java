package dev.hato.server.config;

/**
 * The configuration cannot be used; the message names the key, its source and what to write
 * instead.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
