package dev.hato.httpsig.client;

/** Why there is no answer to a request. */
public enum FailureReason {
  /** The URL is not one that this client asks. */
  BAD_URL,
  /** The host has an address that may not be dialled. */
  FORBIDDEN_ADDRESS,
  /** The name was not found, or not in time. */
  DNS,
  /** No connection to any address. */
  CONNECT,
  /** The peer did not prove who it is, or speaks no TLS that we speak. */
  TLS,
  /** A time budget ran out. */
  TIMEOUT,
  /** The answer is larger than the caller takes, or blows up when decompressed. */
  TOO_LARGE,
  /** More redirects than allowed, or a loop of them. */
  TOO_MANY_REDIRECTS,
  /** A redirect to where this request must not go. */
  REDIRECT_REFUSED,
  /** The connection broke, or what came is not HTTP. */
  IO
}
