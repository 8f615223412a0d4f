package dev.hato.httpsig;

import static dev.hato.httpsig.SignatureAlgorithm.ECDSA_P256_SHA256;
import static dev.hato.httpsig.SignatureAlgorithm.ED25519;
import static dev.hato.httpsig.SignatureAlgorithm.RSA_V1_5_SHA256;

import dev.hato.httpsig.SignatureClaim.OtherBases;
import dev.hato.httpsig.Verification.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an RFC 9421 signature and refuses what does not cover enough: the method, the whole target,
 * a time, and the digest of any body.
 */
record Rfc9421Reader(TimeWindow window, ExpectedHosts hosts) {
  private static final int MAX_KEY_ID = 2048;

  /** The first signature that holds so far: a proxy may have added one of its own. */
  SignatureClaim read(SignableMessage message, byte[] body) throws Rejection {
    @Nullable Rejection first = null;
    for (Rfc9421Signature signature : Rfc9421Signature.parse(message)) {
      try {
        return read(message, body, signature);
      } catch (Rejection e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? new Rejection(Reason.MALFORMED, "There is no signature") : first;
  }

  private SignatureClaim read(SignableMessage message, byte[] body, Rfc9421Signature signature)
      throws Rejection {
    String keyId = keyId(signature);
    Set<SignatureAlgorithm> allowed = algorithms(signature.text("alg"));
    Set<String> names = signature.names();
    RequestComponents components = new RequestComponents(message);
    requireTarget(names, components.hasQuery());
    boolean digested = names.contains("content-digest");
    RequestParts.requireCovered(
        digested || !RequestParts.mustDigest(message, body), "content-digest is not signed");
    String base = SignatureBase.of(components, signature.covered());
    hosts.require(RequestParts.host(message));
    Instant created = requireTime(message, signature, names);
    if (digested) {
      requireDigest(RequestParts.values(message, "content-digest"), body);
    }
    return new SignatureClaim(
        keyId, allowed, base, OtherBases.NONE, signature.signature(), names, created);
  }

  private static String keyId(Rfc9421Signature signature) throws Rejection {
    String keyId = signature.text("keyid").orElse("");
    if (keyId.isEmpty() || keyId.length() > MAX_KEY_ID) {
      throw new Rejection(
          Reason.MALFORMED, "The parameter keyid has " + keyId.length() + " characters");
    }
    return keyId;
  }

  /** Without a name the kind of the key decides; an RSA key then means PKCS#1 v1.5. */
  private static Set<SignatureAlgorithm> algorithms(Optional<String> name) throws Rejection {
    if (name.isEmpty()) {
      return EnumSet.of(RSA_V1_5_SHA256, ED25519, ECDSA_P256_SHA256);
    }
    return EnumSet.of(
        SignatureAlgorithm.named(name.get())
            .orElseThrow(
                () ->
                    new Rejection(
                        Reason.UNSUPPORTED_ALGORITHM,
                        "The algorithm " + name.get() + " is not accepted")));
  }

  private static void requireTarget(Set<String> names, boolean query) throws Rejection {
    RequestParts.requireCovered(names.contains("@method"), "@method is not signed");
    if (names.contains("@target-uri")) {
      return;
    }
    RequestParts.requireCovered(
        names.contains("@authority") || names.contains("host"),
        "neither @target-uri nor @authority is signed");
    boolean path = names.contains("@path") && (!query || names.contains("@query"));
    RequestParts.requireCovered(
        path || names.contains("@request-target"), "the path and its query are not signed");
  }

  private Instant requireTime(
      SignableMessage message, Rfc9421Signature signature, Set<String> names) throws Rejection {
    Optional<Instant> expires = signature.time("expires");
    Optional<Instant> created = signature.time("created");
    if (names.contains("date")) {
      Instant date = RequestParts.date(RequestParts.only(message, "date"));
      window.check(date, expires);
      created = created.or(() -> Optional.of(date));
    }
    Instant made =
        created.orElseThrow(() -> new Rejection(Reason.MISSING_COMPONENT, "no time is signed"));
    window.check(made, expires);
    return made;
  }

  private static void requireDigest(List<String> headers, byte[] body) throws Rejection {
    String header = FieldComponent.joined(headers);
    if (!BodyDigest.matchesContentDigest(header, body)) {
      throw new Rejection(
          Reason.DIGEST_MISMATCH,
          "Content-Digest is "
              + header
              + ", the body gives "
              + BodyDigest.contentDigestHeader(body));
    }
  }
}
