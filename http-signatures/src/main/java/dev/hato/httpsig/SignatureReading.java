package dev.hato.httpsig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the signature headers of a request say, before anybody judges it: for tools that lay the
 * text of one side beside that of the other. Nothing in it is verified.
 *
 * @param format in which it is written
 * @param keyId the key that it names; empty for none
 * @param covered what it says that it covers, in order
 * @param base the text that must have been signed; empty when something that is covered is missing
 */
public record SignatureReading(
    SignatureFormat format, String keyId, List<String> covered, Optional<String> base) {
  /**
   * The signatures of a request; none for headers that cannot be read, of which {@link
   * SignatureVerifier} says why.
   */
  public static List<SignatureReading> of(SignableMessage message) {
    try {
      return message.header("signature-input").isEmpty() ? cavage(message) : rfc9421(message);
    } catch (Rejection unreadable) {
      return List.of();
    }
  }

  private static List<SignatureReading> cavage(SignableMessage message) throws Rejection {
    if (message.header("signature").isEmpty()) {
      return List.of();
    }
    CavageSignature signature = CavageSignature.parse(RequestParts.only(message, "signature"));
    return List.of(
        new SignatureReading(
            SignatureFormat.CAVAGE_12,
            signature.keyId(),
            signature.covered(),
            base(() -> CavageReader.base(message, signature))));
  }

  private static List<SignatureReading> rfc9421(SignableMessage message) throws Rejection {
    List<SignatureReading> readings = new ArrayList<>(1);
    for (Rfc9421Signature signature : Rfc9421Signature.parse(message)) {
      RequestComponents components = new RequestComponents(message);
      readings.add(
          new SignatureReading(
              SignatureFormat.RFC_9421,
              signature.covered().parameters().text("keyid").orElse(""),
              signature.names().stream().toList(),
              base(() -> SignatureBase.of(components, signature.covered()))));
    }
    return readings;
  }

  @FunctionalInterface
  private interface Base {
    String build() throws Rejection;
  }

  private static Optional<String> base(Base base) {
    try {
      return Optional.of(base.build());
    } catch (Rejection missing) {
      return Optional.empty();
    }
  }
}
