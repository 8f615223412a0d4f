package dev.hato.server.streaming;

/** Grants or refuses a stream; a feature implements one per stream name. */
@FunctionalInterface
public interface StreamOpener {
  /** Throws a {@link dev.hato.server.kernel.Problem} to refuse; may ask the database. */
  OpenStream open(StreamRequest request);
}
