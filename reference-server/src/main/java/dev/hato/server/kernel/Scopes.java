package dev.hato.server.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The OAuth scopes of a token, in the order they were asked for. A parent covers its children
 * ({@code read} covers {@code read:statuses}); the old {@code follow} covers reading and writing of
 * follows, blocks and mutes.
 */
public record Scopes(Set<String> names) {
  /** No scope at all. */
  public static final Scopes NONE = new Scopes(Set.of());

  private static final Set<String> PARENTS = Set.of("read", "write", "admin:read", "admin:write");
  private static final Set<String> FOLLOW =
      Set.of(
          "read:follows",
          "write:follows",
          "read:blocks",
          "write:blocks",
          "read:mutes",
          "write:mutes");

  public Scopes {
    names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /** Reads a space-separated list (RFC 6749 §3.3). */
  public static Scopes parse(String text) {
    return new Scopes(
        Arrays.stream(text.trim().split("\\s+"))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** Whether a route that needs this scope may be used. */
  public boolean covers(String required) {
    if (names.contains(required) || (names.contains("follow") && FOLLOW.contains(required))) {
      return true;
    }
    int colon = required.lastIndexOf(':');
    return colon > 0
        && PARENTS.contains(required.substring(0, colon))
        && names.contains(required.substring(0, colon));
  }

  /**
   * Whether each of the other scopes is covered: a token may not ask for more than its application.
   */
  public boolean coversAll(Scopes other) {
    return other.names.stream().allMatch(this::covers);
  }

  /** The space-separated form of the OAuth answers. */
  @Override
  public String toString() {
    return String.join(" ", names);
  }
}
