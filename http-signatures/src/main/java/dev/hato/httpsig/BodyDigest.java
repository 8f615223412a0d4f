package dev.hato.httpsig;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * The SHA-256 digest that ties a body to its signature: {@code Digest} (RFC 3230, draft-cavage) and
 * {@code Content-Digest} (RFC 9530, RFC 9421). Stateless and safe for threads.
 */
public final class BodyDigest {
  private BodyDigest() {}

  /** The value of a {@code Digest} header: {@code SHA-256=…}. */
  public static String digestHeader(byte[] body) {
    return "SHA-256=" + Base64.getEncoder().encodeToString(sha256(body));
  }

  /** The value of a {@code Content-Digest} header: {@code sha-256=:…:}. */
  public static String contentDigestHeader(byte[] body) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(sha256(body)) + ":";
  }

  /**
   * Whether a {@code Digest} header fits the body. It must hold SHA-256 once; other algorithms
   * beside it are not looked at.
   */
  public static boolean matchesDigest(String header, byte[] body) {
    return onlySha256(header).filter(value -> isHashOf(value, body)).isPresent();
  }

  /** The same for a {@code Content-Digest} header. */
  public static boolean matchesContentDigest(String header, byte[] body) {
    return onlySha256(header)
        .filter(value -> value.length() > 2 && value.startsWith(":") && value.endsWith(":"))
        .filter(value -> isHashOf(value.substring(1, value.length() - 1), body))
        .isPresent();
  }

  /** The SHA-256 member of a list of {@code algorithm=value}; empty when absent or given twice. */
  private static Optional<String> onlySha256(String header) {
    Optional<String> found = Optional.empty();
    for (String member : header.split(",")) {
      int equals = member.indexOf('=');
      if (equals > 0 && member.substring(0, equals).strip().equalsIgnoreCase("sha-256")) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = Optional.of(member.substring(equals + 1).strip());
      }
    }
    return found;
  }

  private static boolean isHashOf(String base64, byte[] body) {
    try {
      return MessageDigest.isEqual(Base64.getDecoder().decode(base64), sha256(body));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256", "SUN").digest(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks SHA-256 of the provider SUN", e);
    }
  }
}
