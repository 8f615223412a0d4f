package dev.hato.activitypub.outbox;

import dev.hato.activitypub.vocab.Iri;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The activities that are going out just now: one read serves all deliveries of a fan-out. Holds
 * the 64 used last, and no large ones. Thread-safe.
 */
final class PayloadCache {
  private static final int MOST = 64;
  private static final int LARGE = 64 * 1024;

  private final ActivityPayloads payloads;
  private final Proving proving;
  private final Map<Long, byte[]> recent =
      new LinkedHashMap<>(MOST * 2, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > MOST;
        }
      };

  PayloadCache(ActivityPayloads payloads, Proving proving) {
    this.payloads = payloads;
    this.proving = proving;
  }

  /** The bytes as they go out, with the proof of the sender where there is one. */
  Optional<byte[]> find(long id, Iri sender) {
    synchronized (recent) {
      byte[] known = recent.get(id);
      if (known != null) {
        return Optional.of(known);
      }
    }
    Optional<byte[]> read = payloads.find(id).map(bytes -> proving.prove(bytes, sender));
    read.filter(bytes -> bytes.length <= LARGE)
        .ifPresent(
            bytes -> {
              synchronized (recent) {
                recent.put(id, bytes);
              }
            });
    return read;
  }
}
