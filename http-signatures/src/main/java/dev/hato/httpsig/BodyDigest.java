package dev.hato.httpsig;

import dev.hato.httpsig.structured.Bare;
import dev.hato.httpsig.structured.FieldParser;
import dev.hato.httpsig.structured.FieldSyntaxException;
import dev.hato.httpsig.structured.Member;
import dev.hato.httpsig.structured.Parameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The SHA-256 digest that ties a body to its signature: {@code Digest} (RFC 3230, draft-cavage) and
 * {@code Content-Digest} (RFC 9530, RFC 9421). Stateless and safe for threads.
 */
public final class BodyDigest {
  private BodyDigest() {}

  /** The value of a {@code Digest} header: {@code SHA-256=…}. */
  public static String digestHeader(byte[] body) {
    return "SHA-256=" + Base64.getEncoder().encodeToString(hash("SHA-256", body));
  }

  /** The value of a {@code Content-Digest} header: {@code sha-256=:…:}. */
  public static String contentDigestHeader(byte[] body) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(hash("SHA-256", body)) + ":";
  }

  /**
   * Whether a {@code Digest} header fits the body. It must hold SHA-256 once; other algorithms
   * beside it are not looked at.
   */
  public static boolean matchesDigest(String header, byte[] body) {
    return onlySha256(header).filter(value -> isHashOf(value, body)).isPresent();
  }

  /**
   * Whether a {@code Content-Digest} header fits the body. It must hold SHA-256 or SHA-512, and
   * each of them that is there must fit; other algorithms are not looked at (RFC 9530 §2, §5).
   */
  public static boolean matchesContentDigest(String header, byte[] body) {
    Map<String, Member> digests;
    try {
      digests = FieldParser.dictionary(header);
    } catch (FieldSyntaxException e) {
      return false;
    }
    boolean found = false;
    for (String algorithm : List.of("SHA-256", "SHA-512")) {
      Member digest = digests.get(algorithm.toLowerCase(Locale.ROOT));
      if (digest != null && !isHashOf(digest, body, algorithm)) {
        return false;
      }
      found |= digest != null;
    }
    return found;
  }

  private static boolean isHashOf(Member digest, byte[] body, String algorithm) {
    return digest instanceof Member.Item(Bare.Bytes(byte[] bytes), Parameters parameters)
        && MessageDigest.isEqual(bytes, hash(algorithm, body));
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
      return MessageDigest.isEqual(Base64.getDecoder().decode(base64), hash("SHA-256", body));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] hash(String algorithm, byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm, "SUN").digest(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + algorithm + " of the provider SUN", e);
    }
  }
}
