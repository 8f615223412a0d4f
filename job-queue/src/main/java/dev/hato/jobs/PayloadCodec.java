package dev.hato.jobs;

/**
 * Turns the payload of a job into text for the store and back. Implementations are thread-safe.
 *
 * @param <T> type of the payload
 */
public interface PayloadCodec<T> {
  /** The payload as text. */
  String encode(T payload);

  /**
   * The payload that {@link #encode} wrote, possibly by an older or newer version of the program.
   *
   * @throws RuntimeException when the text cannot be read; the job is then kept among the dead
   */
  T decode(String text);
}
