package dev.hato.server.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token that a form sends along: an HMAC keyed by the secret of the browser's own cookie. A
 * site that cannot read the cookie cannot make the token, and the server keeps nothing.
 */
final class FormToken {
  private static final byte[] PURPOSE = "hato form".getBytes(StandardCharsets.UTF_8);

  private FormToken() {}

  static String of(String cookie) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(cookie.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
