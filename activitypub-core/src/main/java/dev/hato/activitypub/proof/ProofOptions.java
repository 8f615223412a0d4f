package dev.hato.activitypub.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a proof says about itself beside the signature (W3C Verifiable Credential Data Integrity 1.0
 * §2.1): all of it is covered by the signature. Times are written in whole seconds.
 *
 * @param created when it was made
 * @param expires until when it holds; for ever without
 * @param domains for whom it is; for everybody without
 * @param challenge what it answers
 */
public record ProofOptions(
    Instant created, Optional<Instant> expires, List<String> domains, Optional<String> challenge) {
  /** Copies the domains, cuts the times to seconds. */
  public ProofOptions {
    created = created.truncatedTo(ChronoUnit.SECONDS);
    expires = expires.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    domains = List.copyOf(domains);
    if (expires.filter(created::isBefore).isEmpty() && expires.isPresent()) {
      throw new IllegalArgumentException("a proof must expire after it was made: " + expires.get());
    }
  }

  /** A proof for everybody that holds for ever. */
  public static ProofOptions at(Instant created) {
    return new ProofOptions(created, Optional.empty(), List.of(), Optional.empty());
  }

  /**
   * The same until a time.
   *
   * @throws IllegalArgumentException for a time that is not after the one when it was made
   */
  public ProofOptions until(Instant end) {
    return new ProofOptions(created, Optional.of(end), domains, challenge);
  }

  /** The same for these places alone, such as {@code example.org}. */
  public ProofOptions forDomains(String... places) {
    return new ProofOptions(created, expires, List.of(places), challenge);
  }

  /** The same as the answer to a challenge, which the verifier made. */
  public ProofOptions answering(String asked) {
    return new ProofOptions(created, expires, domains, Optional.of(asked));
  }

  /** Writes all of them into a proof; their order is that of FEP-8b32's examples. */
  void write(ObjectNode proof) {
    proof.put("created", created.toString());
    expires.ifPresent(time -> proof.put("expires", time.toString()));
    if (domains.size() == 1) {
      proof.put("domain", domains.get(0));
    } else if (!domains.isEmpty()) {
      domains.forEach(proof.putArray("domain")::add);
    }
    challenge.ifPresent(text -> proof.put("challenge", text));
  }
}
