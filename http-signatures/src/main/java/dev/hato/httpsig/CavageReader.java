package dev.hato.httpsig;

import static dev.hato.httpsig.CavageSignature.CREATED;
import static dev.hato.httpsig.CavageSignature.EXPIRES;
import static dev.hato.httpsig.CavageSignature.REQUEST_TARGET;
import static dev.hato.httpsig.SignatureAlgorithm.ED25519;
import static dev.hato.httpsig.SignatureAlgorithm.RSA_V1_5_SHA256;

import dev.hato.httpsig.Verification.Reason;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a draft-cavage-12 signature and refuses what does not cover enough: the request target, the
 * host, a time, and the digest of any body.
 */
record CavageReader(TimeWindow window, ExpectedHosts hosts, Set<PeerQuirk> quirks) {
  SignatureClaim read(SignableMessage message, byte[] body) throws Rejection {
    CavageSignature signature = CavageSignature.parse(RequestParts.only(message, "signature"));
    Set<SignatureAlgorithm> allowed = algorithms(signature);
    requireCovered(signature.covered(), RequestParts.mustDigest(message, body));
    String base = base(message, signature);
    hosts.require(RequestParts.host(message));
    Instant created = requireTime(message, signature);
    if (signature.covered().contains("digest")) {
      requireDigest(RequestParts.only(message, "digest"), body);
    }
    return new SignatureClaim(
        signature.keyId(),
        allowed,
        base,
        () -> otherBases(message, signature),
        signature.signature(),
        Collections.unmodifiableSet(new LinkedHashSet<>(signature.covered())),
        created);
  }

  /** The signing string of §2.3 for what the signature says that it covers. */
  static String base(SignableMessage message, CavageSignature signature) throws Rejection {
    CavageBase base = new CavageBase();
    for (String name : signature.covered()) {
      switch (name) {
        case REQUEST_TARGET -> {
          RequestParts.requirePlain(name, message.requestTarget());
          base.requestTarget(message);
        }
        case CREATED -> base.line(name, Long.toString(seconds(signature.created(), name)));
        case EXPIRES -> base.line(name, Long.toString(seconds(signature.expires(), name)));
        case "host" -> base.line(name, RequestParts.host(message));
        default -> base.line(name, RequestParts.values(message, name));
      }
    }
    return base.toString();
  }

  private Set<String> otherBases(SignableMessage message, CavageSignature signature)
      throws Rejection {
    Set<String> bases = new LinkedHashSet<>();
    String host = RequestParts.host(message);
    boolean read = message.method().equals("GET") || message.method().equals("HEAD");
    if (read && quirks.contains(PeerQuirk.TARGET_WITHOUT_QUERY)) {
      bases.add(base(QuirkyMessage.withoutQuery(message, host), signature));
    }
    if (quirks.contains(PeerQuirk.HOST_WITH_PORT)) {
      bases.add(base(QuirkyMessage.withOtherPort(message, host), signature));
    }
    if (quirks.contains(PeerQuirk.HEADER_CASE)) {
      bases.add(asWritten(base(message, signature), signature));
    }
    bases.remove(base(message, signature));
    return bases;
  }

  /** Each line begins with its name. */
  private static String asWritten(String base, CavageSignature signature) {
    String[] lines = base.split("\n");
    for (int i = 0; i < lines.length; i++) {
      String name = signature.written().get(i);
      lines[i] = name + lines[i].substring(name.length());
    }
    return String.join("\n", lines);
  }

  /** {@code rsa-sha256} means PKCS#1 v1.5, and so does {@code hs2019} with an RSA key. */
  private static Set<SignatureAlgorithm> algorithms(CavageSignature signature) throws Rejection {
    String algorithm = signature.algorithm();
    boolean timed = signature.covered().contains(CREATED) || signature.covered().contains(EXPIRES);
    if (timed && algorithm.startsWith("rsa")) {
      throw new Rejection(
          Reason.MALFORMED, "(created) and (expires) are not allowed with " + algorithm);
    }
    return switch (algorithm) {
      case "", "hs2019" -> EnumSet.of(RSA_V1_5_SHA256, ED25519);
      case "rsa-sha256" -> EnumSet.of(RSA_V1_5_SHA256);
      case "ed25519" -> EnumSet.of(ED25519);
      default ->
          throw new Rejection(
              Reason.UNSUPPORTED_ALGORITHM, "The algorithm " + algorithm + " is not accepted");
    };
  }

  private static void requireCovered(List<String> covered, boolean digest) throws Rejection {
    RequestParts.requireCovered(covered.contains(REQUEST_TARGET), "(request-target) is not signed");
    RequestParts.requireCovered(covered.contains("host"), "host is not signed");
    RequestParts.requireCovered(
        covered.contains("date") || covered.contains(CREATED), "no time is signed");
    RequestParts.requireCovered(!digest || covered.contains("digest"), "digest is not signed");
  }

  private Instant requireTime(SignableMessage message, CavageSignature signature) throws Rejection {
    Optional<Instant> expires =
        signature.expires().isPresent()
            ? Optional.of(Instant.ofEpochSecond(signature.expires().getAsLong()))
            : Optional.empty();
    Optional<Instant> dated = Optional.empty();
    if (signature.covered().contains("date")) {
      Instant date = RequestParts.date(RequestParts.only(message, "date"));
      window.check(date, expires);
      dated = Optional.of(date);
    }
    if (!signature.covered().contains(CREATED)) {
      return dated.orElseThrow();
    }
    Instant created = Instant.ofEpochSecond(seconds(signature.created(), CREATED));
    window.check(created, expires);
    return created;
  }

  private static void requireDigest(String header, byte[] body) throws Rejection {
    if (!BodyDigest.matchesDigest(header, body)) {
      throw new Rejection(
          Reason.DIGEST_MISMATCH,
          "Digest is " + header + ", the body gives " + BodyDigest.digestHeader(body));
    }
  }

  private static long seconds(OptionalLong given, String name) throws Rejection {
    if (given.isEmpty()) {
      throw new Rejection(Reason.MISSING_COMPONENT, name + " is signed but not given");
    }
    return given.getAsLong();
  }
}
