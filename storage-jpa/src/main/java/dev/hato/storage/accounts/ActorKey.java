package dev.hato.storage.accounts;

/** A key pair of a local actor, as PEM. Has no {@code toString} with secrets. */
public record ActorKey(
    String keyId, long accountId, String algorithm, String publicPem, String privatePem) {

  @Override
  public String toString() {
    return "ActorKey[" + keyId + "]";
  }
}
