package dev.hato.httpsig.client;

import dev.hato.httpsig.AcceptSignature;
import dev.hato.httpsig.SignatureFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers for each origin how it wants to be signed to, where that is not the usual way, and
 * which origins took neither way lately. Bounded: forgets what was used longest ago. Safe for
 * threads.
 */
final class SignatureManners {
  static final int CAPACITY = 10_000;

  /** Who refuses both formats has another reason; asking twice each time would be a waste. */
  static final Duration PAUSE = Duration.ofHours(1);

  private final Manner usual;
  private final Map<String, Memory> byOrigin = new Recent();

  /** A way to sign; the wish counts for RFC 9421 alone. */
  record Manner(SignatureFormat format, AcceptSignature wish) {
    static Manner of(SignatureFormat format) {
      return new Manner(format, AcceptSignature.USUAL);
    }
  }

  private record Memory(Manner manner, Instant refusedUntil) {}

  SignatureManners(SignatureFormat first) {
    this.usual = Manner.of(first);
  }

  Manner of(String origin) {
    synchronized (byOrigin) {
      Memory memory = byOrigin.get(origin);
      return memory == null ? usual : memory.manner();
    }
  }

  boolean mayKnockTwice(String origin, Instant now) {
    synchronized (byOrigin) {
      Memory memory = byOrigin.get(origin);
      return memory == null || !now.isBefore(memory.refusedUntil());
    }
  }

  void accepted(String origin, Manner manner) {
    synchronized (byOrigin) {
      if (manner.equals(usual)) {
        byOrigin.remove(origin);
      } else {
        byOrigin.put(origin, new Memory(manner, Instant.MIN));
      }
    }
  }

  void refusedBoth(String origin, Instant now) {
    synchronized (byOrigin) {
      byOrigin.put(origin, new Memory(of(origin), now.plus(PAUSE)));
    }
  }

  int size() {
    synchronized (byOrigin) {
      return byOrigin.size();
    }
  }

  private static final class Recent extends LinkedHashMap<String, Memory> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Memory> eldest) {
      return size() > CAPACITY;
    }
  }
}
