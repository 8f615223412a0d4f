package dev.hato.httpsig;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers keys and failures in front of another resolver, so that a storm of requests costs one
 * fetch.
 *
 * <p>At most one fetch runs for a key id; others wait for it. Failures are remembered for 10
 * minutes (F06), and a key is not fetched again on {@code refresh} within 5 minutes: a sender of
 * bad signatures cannot make us knock at somebody else's door. Both memories are bounded and forget
 * what was used longest ago; failures cannot push keys out. Safe for threads.
 */
public final class CachingKeyResolver implements KeyResolver {
  private final KeyResolver source;
  private final InstantSource clock;
  private final Builder settings;
  private final Map<String, Memory> keys;
  private final Map<String, Memory> failures;
  private final Map<String, CompletableFuture<KeyLookup>> fetches = new ConcurrentHashMap<>();

  private CachingKeyResolver(Builder settings) {
    this.source = settings.source;
    this.clock = settings.clock;
    this.settings = settings;
    this.keys = new Recent(settings.capacity);
    this.failures = new Recent(settings.capacity);
  }

  /** Starts a resolver over the one that fetches. */
  public static Builder newBuilder(KeyResolver source, InstantSource clock) {
    return new Builder(source, clock);
  }

  @Override
  public KeyLookup resolve(String keyId, boolean refresh) {
    Optional<KeyLookup> remembered = remembered(keyId, refresh);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    CompletableFuture<KeyLookup> mine = new CompletableFuture<>();
    CompletableFuture<KeyLookup> other = fetches.putIfAbsent(keyId, mine);
    if (other != null) {
      return other.join();
    }
    try {
      // Another fetch may have ended between the look into the memory and our turn.
      KeyLookup lookup = remembered(keyId, refresh).orElseGet(() -> fetch(keyId, refresh));
      mine.complete(lookup);
      return lookup;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      fetches.remove(keyId, mine);
    }
  }

  private Optional<KeyLookup> remembered(String keyId, boolean refresh) {
    Instant now = clock.instant();
    synchronized (keys) {
      Memory key = keys.get(keyId);
      if (key != null && key.isYounger(refresh ? settings.refreshAfter : settings.keep, now)) {
        return Optional.of(key.lookup());
      }
      Memory failure = failures.get(keyId);
      if (failure != null && failure.isYounger(settings.keepFailure, now)) {
        return Optional.of(failure.lookup());
      }
      return Optional.empty();
    }
  }

  private KeyLookup fetch(String keyId, boolean refresh) {
    KeyLookup lookup = source.resolve(keyId, refresh);
    synchronized (keys) {
      Memory known = keys.get(keyId);
      if (lookup instanceof KeyLookup.Unreachable && known != null) {
        // A key that cannot be fetched again now is still the last one that its owner published.
        lookup = known.lookup();
      }
      Memory entry = new Memory(lookup, clock.instant());
      if (lookup instanceof KeyLookup.Found) {
        keys.put(keyId, entry);
        failures.remove(keyId);
      } else {
        failures.put(keyId, entry);
        keys.remove(keyId);
      }
      return lookup;
    }
  }

  private record Memory(KeyLookup lookup, Instant at) {
    /** An entry from the future, after the clock was set back, counts as old. */
    boolean isYounger(Duration limit, Instant now) {
      return !at.isAfter(now) && at.plus(limit).isAfter(now);
    }
  }

  private static final class Recent extends LinkedHashMap<String, Memory> {
    private static final long serialVersionUID = 1L;

    private final int capacity;

    Recent(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Memory> eldest) {
      return size() > capacity;
    }
  }

  /** How long and how much to remember. */
  public static final class Builder {
    private final KeyResolver source;
    private final InstantSource clock;
    private Duration keep = Duration.ofHours(24);
    private Duration keepFailure = Duration.ofMinutes(10);
    private Duration refreshAfter = Duration.ofMinutes(5);
    private int capacity = 10_000;

    private Builder(KeyResolver source, InstantSource clock) {
      this.source = requireNonNull(source);
      this.clock = requireNonNull(clock);
    }

    /** How long a key is used without asking its owner again. 24 hours unless set. */
    public Builder keep(Duration time) {
      this.keep = requireNonNull(time);
      return this;
    }

    /** How long a failed look-up is not tried again. 10 minutes unless set. */
    public Builder keepFailure(Duration time) {
      this.keepFailure = requireNonNull(time);
      return this;
    }

    /** The least time between two fetches of one key by refresh. 5 minutes unless set. */
    public Builder refreshAfter(Duration time) {
      this.refreshAfter = requireNonNull(time);
      return this;
    }

    /** How many keys, and as many failures, are remembered. 10,000 unless set. */
    public Builder capacity(int entries) {
      if (entries < 1) {
        throw new IllegalArgumentException("The capacity must be at least 1, not " + entries);
      }
      this.capacity = entries;
      return this;
    }

    /** The resolver, with empty memories. */
    public CachingKeyResolver build() {
      return new CachingKeyResolver(this);
    }
  }
}
