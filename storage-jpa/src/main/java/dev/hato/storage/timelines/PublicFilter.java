package dev.hato.storage.timelines;

import java.util.Set;

/**
 * Which part of the public timeline is asked for.
 *
 * @param languages empty for all; a status of unknown language is always shown
 */
public record PublicFilter(Origin origin, boolean onlyMedia, Set<String> languages) {
  /** Where statuses come from. */
  public enum Origin {
    ALL,
    LOCAL,
    REMOTE
  }

  public static final PublicFilter ALL = new PublicFilter(Origin.ALL, false, Set.of());
  public static final PublicFilter LOCAL = new PublicFilter(Origin.LOCAL, false, Set.of());

  public PublicFilter {
    languages = Set.copyOf(languages);
  }
}
