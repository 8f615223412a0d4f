package dev.hato.httpsig;

import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs as draft-cavage-12 with what every server of the fediverse accepts: request target, host,
 * date, and the digest wherever there may be a body.
 */
final class CavageSigner implements RequestSigner {
  private final InstantSource clock;

  CavageSigner(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Map<String, String> sign(SignableMessage message, byte[] body, SigningKey key) {
    String algorithm = wireName(key.algorithm());
    List<String> dates = message.header("date");
    String date = dates.isEmpty() ? HttpDate.write(clock.instant()) : dates.getFirst();
    requirePlain(message.requestTarget());
    requirePlain(message.authority());
    requirePlain(date);

    Map<String, String> headers = new HashMap<>(4);
    headers.put("Date", date);
    CavageBase base =
        new CavageBase()
            .requestTarget(message)
            .line("host", message.authority())
            .line("date", date);
    String covered = "(request-target) host date";
    if (RequestParts.mustDigest(message, body)) {
      String digest = BodyDigest.digestHeader(body);
      headers.put("Digest", digest);
      base.line("digest", digest);
      covered += " digest";
    }
    headers.put(
        "Signature",
        "keyId=\"%s\",algorithm=\"%s\",headers=\"%s\",signature=\"%s\""
            .formatted(
                key.keyId(),
                algorithm,
                covered,
                Base64.getEncoder()
                    .encodeToString(key.sign(SignatureBase.bytes(base.toString())))));
    return headers;
  }

  /**
   * RSA keeps the old name, which all understand; it has always meant PKCS#1 v1.5 with SHA-256, as
   * {@code hs2019} does in the fediverse (Mastodon), whatever the draft says about PSS.
   */
  private static String wireName(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case RSA -> "rsa-sha256";
      case ED25519 -> "hs2019";
      case P256 ->
          throw new IllegalArgumentException(
              "draft-cavage signatures are made with RSA or Ed25519 keys, not P-256");
    };
  }

  private static void requirePlain(String value) {
    if (!HeaderText.isPlain(value)) {
      throw new IllegalArgumentException("Only printable ASCII can be signed, not: " + value);
    }
  }
}
