package dev.hato.activitypub.memory;

import dev.hato.activitypub.outbox.ActivityPayloads;
import java.util.Optional;

/** The ten thousand outgoing activities that were used last. Thread-safe. */
public final class InMemoryPayloads implements ActivityPayloads {
  private final Bounded<Long, byte[]> payloads = new Bounded<>(10_000);
  private long last;

  @Override
  public synchronized long put(byte[] activity) {
    payloads.put(++last, activity.clone());
    return last;
  }

  @Override
  public synchronized Optional<byte[]> find(long id) {
    return Optional.ofNullable(payloads.get(id)).map(byte[]::clone);
  }
}
