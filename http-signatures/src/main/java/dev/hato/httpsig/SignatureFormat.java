package dev.hato.httpsig;

/** How a signature is written on the wire. */
public enum SignatureFormat {
  /** draft-cavage-http-signatures-12: one {@code Signature} header; what the fediverse speaks. */
  CAVAGE_12,
  /** RFC 9421: {@code Signature-Input} and {@code Signature}. */
  RFC_9421
}
