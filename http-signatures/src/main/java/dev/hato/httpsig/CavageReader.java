package dev.hato.httpsig;

import static dev.hato.httpsig.CavageSignature.CREATED;
import static dev.hato.httpsig.CavageSignature.EXPIRES;
import static dev.hato.httpsig.CavageSignature.REQUEST_TARGET;

import dev.hato.httpsig.Verification.Reason;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a draft-cavage-12 signature and refuses what does not cover enough: the request target, the
 * host, a time, and the digest of any body.
 *
 * @param hosts the authorities that this server answers to, lower case without default ports
 */
record CavageReader(TimeWindow window, Set<String> hosts) {
  private static final Set<String> ALGORITHMS = Set.of("", "rsa-sha256", "hs2019", "ed25519");

  /** Whether a request needs a digest: when it has a body, or its method can have one. */
  static boolean mustDigest(SignableMessage message, byte[] body) {
    return body.length > 0 || !(message.method().equals("GET") || message.method().equals("HEAD"));
  }

  SignatureClaim read(SignableMessage message, byte[] body) throws Rejection {
    CavageSignature signature = CavageSignature.parse(only(message, "signature"));
    requireAlgorithm(signature);
    requireCovered(signature.covered(), mustDigest(message, body));
    String base = base(message, signature);
    requireHost(host(message));
    Instant created = requireTime(message, signature);
    if (signature.covered().contains("digest")) {
      requireDigest(only(message, "digest"), body);
    }
    return new SignatureClaim(
        signature.keyId(),
        signature.algorithm(),
        base,
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
          requirePlain(name, message.requestTarget());
          base.requestTarget(message);
        }
        case CREATED -> base.line(name, Long.toString(seconds(signature.created(), name)));
        case EXPIRES -> base.line(name, Long.toString(seconds(signature.expires(), name)));
        case "host" -> base.line(name, host(message));
        default -> base.line(name, values(message, name));
      }
    }
    return base.toString();
  }

  private static void requireAlgorithm(CavageSignature signature) throws Rejection {
    String algorithm = signature.algorithm();
    if (!ALGORITHMS.contains(algorithm)) {
      throw new Rejection(
          Reason.UNSUPPORTED_ALGORITHM, "The algorithm " + algorithm + " is not accepted");
    }
    boolean timed = signature.covered().contains(CREATED) || signature.covered().contains(EXPIRES);
    if (timed && algorithm.startsWith("rsa")) {
      throw new Rejection(
          Reason.MALFORMED, "(created) and (expires) are not allowed with " + algorithm);
    }
  }

  private static void requireCovered(List<String> covered, boolean digest) throws Rejection {
    require(covered.contains(REQUEST_TARGET), "(request-target) is not signed");
    require(covered.contains("host"), "host is not signed");
    require(covered.contains("date") || covered.contains(CREATED), "no time is signed");
    require(!digest || covered.contains("digest"), "digest is not signed");
  }

  private static void require(boolean covered, String detail) throws Rejection {
    if (!covered) {
      throw new Rejection(Reason.MISSING_COMPONENT, detail);
    }
  }

  /** A server must also be sure that the request was meant for it (K05). */
  private void requireHost(String host) throws Rejection {
    if (!hosts.contains(normalHost(host))) {
      throw new Rejection(Reason.WRONG_HOST, "Signed for the host " + host);
    }
  }

  static String normalHost(String authority) {
    String host = authority.strip().toLowerCase(Locale.ROOT);
    if (host.endsWith(":443")) {
      return host.substring(0, host.length() - 4);
    }
    return host.endsWith(":80") ? host.substring(0, host.length() - 3) : host;
  }

  private Instant requireTime(SignableMessage message, CavageSignature signature) throws Rejection {
    Optional<Instant> expires =
        signature.expires().isPresent()
            ? Optional.of(Instant.ofEpochSecond(signature.expires().getAsLong()))
            : Optional.empty();
    Optional<Instant> dated = Optional.empty();
    if (signature.covered().contains("date")) {
      Instant date = date(only(message, "date"));
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

  private static Instant date(String value) throws Rejection {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.strip(), Instant::from);
    } catch (DateTimeParseException e) {
      throw new Rejection(Reason.MALFORMED, "The Date header is not an HTTP date: " + value);
    }
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

  /** The host as the sender wrote it; HTTP/2 has no Host header, there the authority is it. */
  private static String host(SignableMessage message) throws Rejection {
    if (message.header("host").isEmpty()) {
      requirePlain("host", message.authority());
      return message.authority();
    }
    return only(message, "host");
  }

  private static String only(SignableMessage message, String name) throws Rejection {
    List<String> values = values(message, name);
    if (values.size() > 1) {
      throw new Rejection(Reason.MALFORMED, "There are " + values.size() + " headers " + name);
    }
    return values.getFirst();
  }

  private static List<String> values(SignableMessage message, String name) throws Rejection {
    List<String> values = message.header(name);
    if (values.isEmpty()) {
      throw new Rejection(Reason.MISSING_COMPONENT, "The header " + name + " is signed but absent");
    }
    for (String value : values) {
      requirePlain(name, value);
    }
    return values;
  }

  private static void requirePlain(String name, String value) throws Rejection {
    if (!HeaderText.isPlain(value)) {
      throw new Rejection(Reason.MALFORMED, name + " has a character that is not allowed");
    }
  }
}
