package dev.hato.httpsig;

/** The kind of a key, which alone decides how a signature is made and checked; no header can. */
public enum KeyAlgorithm {
  /**
   * RSA of 2048 to 8192 bits; signs with PKCS#1 v1.5 padding and SHA-256, and verifies PSS with
   * SHA-512 too, where an RFC 9421 signature says so.
   */
  RSA,
  /** Ed25519 (RFC 8032). */
  ED25519,
  /** ECDSA on the curve P-256 with SHA-256. */
  P256
}
