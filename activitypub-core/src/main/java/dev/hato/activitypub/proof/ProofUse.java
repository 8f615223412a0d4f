package dev.hato.activitypub.proof;

import dev.hato.activitypub.proof.ProofVerdict.Reason;
import dev.hato.activitypub.proof.ProofVerdict.Refused;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a proof is used, and what it answers: the check of {@code domain} and {@code challenge}
 * (W3C Verifiable Credential Data Integrity 1.0 §2.1 and §4.4). Whoever made a proof for one place
 * did not make it for others, and one that answers a challenge is no answer to another. Immutable.
 */
public final class ProofUse {
  /** Wherever it is found: neither is looked at, as when a proof is only shown. */
  public static final ProofUse ANY = new ProofUse(Set.of(), false, Optional.empty());

  private static final int MOST_DOMAINS = 16;

  private final Set<String> domains;
  private final boolean asked;
  private final Optional<String> challenge;

  private ProofUse(Set<String> domains, boolean asked, Optional<String> challenge) {
    this.domains = domains;
    this.asked = asked;
    this.challenge = challenge;
  }

  /**
   * In a place that goes by these names, unasked: a proof that names domains must name one of them,
   * and one that answers a challenge is refused. Proofs with neither are for everybody.
   *
   * @param domains as proofs write them, such as {@code example.org} and {@code
   *     https://example.org}
   */
  public static ProofUse in(Set<String> domains) {
    return new ProofUse(Set.copyOf(domains), false, Optional.empty());
  }

  /**
   * As the answer to a challenge: the proof must name this domain and no other, and repeat the
   * challenge.
   *
   * @param challenge made for this one use, and forgotten after it
   */
  public static ProofUse answering(String domain, String challenge) {
    return new ProofUse(Set.of(domain), true, Optional.of(challenge));
  }

  /** What speaks against a proof. */
  Optional<Refused> objection(ObjectNode proof) {
    Optional<Set<String>> named = domains(proof.get("domain"));
    @Nullable JsonNode answer = proof.get("challenge");
    if (named.isEmpty() || answer != null && !answer.isString()) {
      return Optional.of(
          new Refused(Reason.MALFORMED, "domain and challenge of a proof must be texts"));
    }
    if (this == ANY) {
      return Optional.empty();
    }
    boolean ours =
        asked
            ? named.get().equals(domains)
            : named.get().isEmpty() || named.get().stream().anyMatch(domains::contains);
    if (!ours) {
      return Optional.of(new Refused(Reason.WRONG_DOMAIN, "the proof was made for " + named.get()));
    }
    Optional<String> given = Optional.ofNullable(answer).map(JsonNode::stringValue);
    return given.equals(challenge)
        ? Optional.empty()
        : Optional.of(new Refused(Reason.WRONG_CHALLENGE, "the proof answers another challenge"));
  }

  /** Empty for a value of another kind; no domains for none. */
  private static Optional<Set<String>> domains(@Nullable JsonNode value) {
    Set<String> named = new LinkedHashSet<>();
    if (value instanceof ArrayNode array && array.size() <= MOST_DOMAINS) {
      for (JsonNode one : array) {
        if (!one.isString()) {
          return Optional.empty();
        }
        named.add(one.stringValue());
      }
    } else if (value != null && value.isString()) {
      named.add(value.stringValue());
    } else if (value != null) {
      return Optional.empty();
    }
    return Optional.of(named);
  }
}
