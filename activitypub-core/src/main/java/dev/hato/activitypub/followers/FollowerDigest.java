package dev.hato.activitypub.followers;

import dev.hato.activitypub.vocab.Iri;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;

/**
 * What two servers compare instead of lists: the exclusive or of the SHA-256 digests of ids
 * (FEP-8fcf, partial follower collection digest). The order of the ids does not matter, and one
 * that comes twice counts once.
 */
public final class FollowerDigest {
  private static final int BYTES = 32;

  private FollowerDigest() {}

  /** The digest of ids as 64 hexadecimal digits; of no ids, zeros. */
  public static String of(Collection<Iri> ids) {
    byte[] mixed = new byte[BYTES];
    MessageDigest sha = sha256();
    for (Iri id : new HashSet<>(ids)) {
      byte[] digest = sha.digest(id.value().getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < BYTES; i++) {
        mixed[i] ^= digest[i];
      }
    }
    return HexFormat.of().formatHex(mixed);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
