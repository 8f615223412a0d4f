package dev.hato.server;

import java.security.SecureRandom;
import java.time.InstantSource;

/** What enters from outside at start: the clock and randomness. Tests give others. */
public record Surroundings(InstantSource clock, SecureRandom random) {
  /** The clock and the randomness of this machine. */
  public static Surroundings system() {
    return new Surroundings(InstantSource.system(), new SecureRandom());
  }
}
