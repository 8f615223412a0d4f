package dev.hato.server.streaming;

import dev.hato.server.kernel.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stream names that exist, each with its scopes and its opener. Filled while the server is
 * composed.
 */
public final class Streams {
  private final Map<String, Entry> byName = new HashMap<>();

  private record Entry(List<String> scopes, StreamOpener opener) {}

  /** A granted stream under the label that its messages carry. */
  record Granted(List<String> label, OpenStream stream) {}

  /**
   * Adds a stream.
   *
   * @param anyOf the scopes of which a token needs one
   */
  public void add(String name, List<String> anyOf, StreamOpener opener) {
    if (byName.put(name, new Entry(List.copyOf(anyOf), opener)) != null) {
      throw new IllegalArgumentException("Two streams are named " + name);
    }
  }

  /** The names that clients may ask for. */
  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  boolean exists(String name) {
    return byName.containsKey(name);
  }

  Granted open(String name, StreamRequest request) {
    Entry entry = byName.get(name);
    if (entry == null) {
      throw Problem.badRequest("Unknown stream type");
    }
    if (entry.scopes().stream().noneMatch(request.caller().scopes()::covers)) {
      throw Problem.unauthorized("Access token does not have the required scopes");
    }
    OpenStream stream = entry.opener().open(request);
    return new Granted(
        stream.argument().isEmpty() ? List.of(name) : List.of(name, stream.argument()), stream);
  }
}
