package dev.hato.activitypub.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash that proofs are made over. */
final class Digests {
  private Digests() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
