package dev.hato.server.http;

/** A body within its limits: its bytes, and the parameters of query and body together. */
interface RequestBody extends AutoCloseable {
  byte[] bytes();

  /** Parsed at the first call. */
  Params params();

  /** Deletes temporary files. */
  @Override
  void close();
}
