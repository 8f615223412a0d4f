package dev.hato.activitypub.vocab;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A proof inside of a document (FEP-8b32). What it proves is for {@link
 * dev.hato.activitypub.proof.ProofVerifier} to say, not for this view.
 */
public final class DataIntegrityProof extends ApObject {
  /** Views a document. */
  public DataIntegrityProof(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** How it was made, for example {@code eddsa-jcs-2022}. */
  public Optional<String> cryptosuite() {
    return text("cryptosuite");
  }

  /** The key that made it. */
  public Optional<Iri> verificationMethod() {
    return iri("verificationMethod");
  }

  /** What it is for: {@code assertionMethod} for statements. */
  public Optional<String> proofPurpose() {
    return text("proofPurpose");
  }

  /** When it was made. */
  public Optional<Instant> created() {
    return instant("created");
  }

  /** Until when it holds. */
  public Optional<Instant> expires() {
    return instant("expires");
  }

  /** For whom it was made; nobody in particular when empty. */
  public List<String> domains() {
    return texts("domain");
  }

  /** What it answers. */
  public Optional<String> challenge() {
    return text("challenge");
  }

  /** The signature, as multibase text. */
  public Optional<String> proofValue() {
    return text("proofValue");
  }
}
