package dev.hato.server.streaming;

import dev.hato.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to clients. Encoded once per label, however many sockets it goes to; safe
 * for many threads.
 *
 * <p>{@code facts} are what filters of public streams need (author id, language, …), so that no
 * socket asks the database; they are not sent.
 */
public final class StreamEvent {
  private final String name;
  private final String payload;
  private final Map<String, String> facts;
  private final Map<List<String>, byte[]> messages = new ConcurrentHashMap<>(2);
  private byte @Nullable [] serverSent;

  private StreamEvent(String name, String payload, Map<String, String> facts) {
    this.name = name;
    this.payload = payload;
    this.facts = Map.copyOf(facts);
  }

  /**
   * An event as clients know it.
   *
   * @param name update, delete, notification, status.update, …
   * @param payload JSON text of an object, or a bare id; on one line
   */
  public static StreamEvent of(String name, String payload) {
    if (payload.indexOf('\n') >= 0 || payload.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("The payload of a stream event is one line");
    }
    return new StreamEvent(name, payload, Map.of());
  }

  /** The same event with what filters may ask for. */
  public StreamEvent withFacts(Map<String, String> more) {
    return new StreamEvent(name, payload, more);
  }

  public String name() {
    return name;
  }

  public String payload() {
    return payload;
  }

  public Optional<String> fact(String key) {
    return Optional.ofNullable(facts.get(key));
  }

  /** The WebSocket message for subscribers under this label; the caller does not change it. */
  byte[] message(List<String> label) {
    return messages.computeIfAbsent(
        label, stream -> Json.write(new Message(stream, name, payload)));
  }

  private record Message(List<String> stream, String event, String payload) {}

  /** The lines of server-sent events; the caller does not change them. */
  byte[] serverSent() {
    byte[] known = serverSent;
    if (known == null) {
      known = ("event: " + name + "\ndata: " + payload + "\n\n").getBytes(StandardCharsets.UTF_8);
      serverSent = known;
    }
    return known;
  }
}
