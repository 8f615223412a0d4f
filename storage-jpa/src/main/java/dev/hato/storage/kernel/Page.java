package dev.hato.storage.kernel;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A window of a list that is ordered by a falling key, as the Mastodon API asks for it.
 *
 * <p>{@code maxId} and {@code sinceId} are exclusive bounds of the newest rows. {@code minId} asks
 * for the rows right above it instead. Lists come newest first in every case.
 */
public record Page(OptionalLong maxId, OptionalLong sinceId, OptionalLong minId, int limit) {

  public Page {
    Objects.requireNonNull(maxId);
    Objects.requireNonNull(sinceId);
    Objects.requireNonNull(minId);
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit must be 1 to 1000, was " + limit);
    }
  }

  /** The newest {@code limit} rows. */
  public static Page first(int limit) {
    return new Page(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), limit);
  }

  public Page withMaxId(long id) {
    return new Page(OptionalLong.of(id), sinceId, minId, limit);
  }

  public Page withSinceId(long id) {
    return new Page(maxId, OptionalLong.of(id), minId, limit);
  }

  public Page withMinId(long id) {
    return new Page(maxId, sinceId, OptionalLong.of(id), limit);
  }
}
