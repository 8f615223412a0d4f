package dev.hato.storage.accounts;

/**
 * A key pair of a local actor, as PEM. The first of an account signs its requests; one more, of
 * Ed25519, makes integrity proofs. Has no {@code toString} with secrets.
 */
public record ActorKey(
    String keyId, long accountId, String algorithm, String publicPem, String privatePem) {

  /** Whether it is there for integrity proofs. */
  public boolean isProofKey() {
    return keyId.endsWith("#proof-key");
  }

  @Override
  public String toString() {
    return "ActorKey[" + keyId + "]";
  }
}
