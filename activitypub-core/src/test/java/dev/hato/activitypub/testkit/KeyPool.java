package dev.hato.activitypub.testkit;

import dev.hato.httpsig.Keys;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Up to eight RSA keys, given out in turn: making a key costs more than most tests. Two actors of
 * one test share a key only when there are more than eight.
 */
final class KeyPool {
  private static final int SIZE = 8;
  private static final KeyPool SHARED = new KeyPool();

  private final SecureRandom random = new SecureRandom();
  private final List<KeyPair> keys = new ArrayList<>();
  private int given;

  private KeyPool() {}

  static KeyPair next() {
    return SHARED.take();
  }

  private synchronized KeyPair take() {
    int turn = given++ % SIZE;
    if (turn == keys.size()) {
      keys.add(Keys.generateRsa(random));
    }
    return keys.get(turn);
  }
}
