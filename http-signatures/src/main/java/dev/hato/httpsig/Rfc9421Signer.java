package dev.hato.httpsig;

import dev.hato.httpsig.structured.Bare;
import dev.hato.httpsig.structured.FieldWriter;
import dev.hato.httpsig.structured.Member;
import dev.hato.httpsig.structured.Member.InnerList;
import dev.hato.httpsig.structured.Parameters;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Signs as RFC 9421: method, whole target, and the digest wherever there may be a body; then what
 * the receiver asked for beside that. Never less, because a peer's wish must not make a signature
 * that could be used for another request.
 */
final class Rfc9421Signer implements RequestSigner {
  private final InstantSource clock;
  private final AcceptSignature wish;

  Rfc9421Signer(InstantSource clock, AcceptSignature wish) {
    this.clock = clock;
    this.wish = wish;
  }

  @Override
  public Map<String, String> sign(SignableMessage message, byte[] body, SigningKey key) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> covered = new LinkedHashSet<>(AcceptSignature.USUAL.components());
    wish.components().stream().filter(name -> canGive(message, name)).forEach(covered::add);
    if (RequestParts.mustDigest(message, body)) {
      headers.put("Content-Digest", BodyDigest.contentDigestHeader(body));
    } else {
      covered.remove("content-digest");
    }
    if (covered.contains("date") && message.header("date").isEmpty()) {
      headers.put("Date", HttpDate.write(clock.instant()));
    }
    InnerList input = AcceptSignature.list(List.copyOf(covered), parameters(key));
    String base = base(message, headers, input);
    Member signature =
        new Member.Item(new Bare.Bytes(key.sign(SignatureBase.bytes(base))), Parameters.NONE);
    headers.put("Signature-Input", FieldWriter.write(Map.of(wish.label(), input)));
    headers.put("Signature", FieldWriter.write(Map.of(wish.label(), signature)));
    return headers;
  }

  /** A wish comes from the peer and may be for anything. */
  private static boolean canGive(SignableMessage message, String name) {
    try {
      return name.equals("date")
          || !new RequestComponents(message).value(name, Parameters.NONE).isEmpty();
    } catch (Rejection e) {
      return false;
    }
  }

  private Parameters parameters(SigningKey key) {
    Map<String, Bare> parameters = new LinkedHashMap<>();
    parameters.put("created", new Bare.Int(clock.instant().getEpochSecond()));
    parameters.put("keyid", new Bare.Text(key.keyId()));
    parameters.put("alg", new Bare.Text(SignatureAlgorithm.usual(key.algorithm()).wireName()));
    wish.nonce().ifPresent(nonce -> parameters.put("nonce", new Bare.Text(nonce)));
    wish.tag().ifPresent(tag -> parameters.put("tag", new Bare.Text(tag)));
    return new Parameters(parameters);
  }

  private static String base(SignableMessage message, Map<String, String> added, InnerList input) {
    RequestComponents sent = new RequestComponents(message);
    try {
      return SignatureBase.of(
          (name, parameters) -> {
            String own = name.startsWith("@") ? null : added.get(name);
            return own == null ? sent.value(name, parameters) : own;
          },
          input);
    } catch (Rejection e) {
      throw new IllegalArgumentException(e.verdict().detail(), e);
    }
  }
}
