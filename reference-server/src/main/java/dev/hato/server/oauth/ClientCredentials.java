package dev.hato.server.oauth;

import dev.hato.server.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How a client proves itself: HTTP Basic, or two parameters (RFC 6749 §2.3.1). */
record ClientCredentials(String clientId, String secret) {
  private static final String BASIC = "Basic ";

  /** What the request carries; empty when it carries none or they cannot be read. */
  static Optional<ClientCredentials> of(HttpRequest request) {
    Optional<String> basic =
        request
            .header("Authorization")
            .filter(text -> text.regionMatches(true, 0, BASIC, 0, BASIC.length()));
    if (basic.isPresent()) {
      return basic(basic.get().substring(BASIC.length()).trim());
    }
    Optional<String> id = request.params().string("client_id");
    Optional<String> secret = request.params().string("client_secret");
    return id.isPresent() && secret.isPresent()
        ? Optional.of(new ClientCredentials(id.get(), secret.get()))
        : Optional.empty();
  }

  private static Optional<ClientCredentials> basic(String encoded) {
    try {
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new ClientCredentials(
                  decode(text.substring(0, colon)), decode(text.substring(colon + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "ClientCredentials[" + clientId + "]";
  }
}
