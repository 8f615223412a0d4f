package dev.hato.activitypub.testkit;

import dev.hato.httpsig.Keys;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Sixteen RSA keys, made once and given out in turn: making a key costs more than most tests. Two
 * actors of one test never share a key unless there are more than sixteen.
 */
final class KeyPool {
  private static final int SIZE = 16;
  private static final AtomicInteger NEXT = new AtomicInteger();

  private KeyPool() {}

  private static final class Made {
    static final List<KeyPair> KEYS = make(new SecureRandom());

    private static List<KeyPair> make(SecureRandom random) {
      return Stream.generate(() -> Keys.generateRsa(random)).limit(SIZE).toList();
    }
  }

  static KeyPair next() {
    return Made.KEYS.get(Math.floorMod(NEXT.getAndIncrement(), SIZE));
  }
}
