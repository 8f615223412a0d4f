package dev.hato.activitypub.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hato.activitypub.ApRequest;
import java.security.MessageDigest;
import java.util.Base64;

/** Hook that decides who may read the page: developers of the application, and nobody else. */
@FunctionalInterface
public interface DebugGuard {
  /** What is answered. */
  enum Decision {
    /** The page. */
    ALLOW,
    /** 401: a browser then asks for a name and a password. */
    NEEDS_PASSWORD,
    /** 404, as for an address at which there is nothing. */
    HIDE
  }

  /** Decides for one request, for example by its {@code Authorization} or {@code Cookie} header. */
  Decision decide(ApRequest request);

  /**
   * Lets in who knows a password, by any name (HTTP Basic, RFC 7617). Use it over https alone.
   *
   * @throws IllegalArgumentException for fewer than twelve characters
   */
  static DebugGuard password(String password) {
    if (password.length() < 12) {
      throw new IllegalArgumentException("a password of at least twelve characters is needed");
    }
    byte[] expected = password.getBytes(UTF_8);
    return request ->
        MessageDigest.isEqual(expected, given(request.header("Authorization")))
            ? Decision.ALLOW
            : Decision.NEEDS_PASSWORD;
  }

  private static byte[] given(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return new byte[0];
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      String both = new String(decoded, UTF_8);
      return both.substring(both.indexOf(':') + 1).getBytes(UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }
}
