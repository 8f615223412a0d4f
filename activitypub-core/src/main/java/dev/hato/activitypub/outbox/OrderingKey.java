package dev.hato.activitypub.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short key for the line in which jobs about the same thing wait for each other. */
final class OrderingKey {
  private static final int BYTES = 12;

  private OrderingKey() {}

  static String of(String where, String subject) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(where.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) '\n');
      byte[] hash = sha.digest(subject.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
