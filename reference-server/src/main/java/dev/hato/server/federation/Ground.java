package dev.hato.server.federation;

import dev.hato.server.config.HatoConfig;
import dev.hato.storage.Database;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What the federation stands on.
 *
 * @param version of this program, told to other servers
 */
public record Ground(
    HatoConfig config,
    String version,
    Database database,
    InstantSource clock,
    SecureRandom random) {
  /** The addresses of this server. */
  public SiteUrls urls() {
    return new SiteUrls(config.site().baseUrl(), config.site().domain());
  }
}
