package dev.hato.server.http;

/** A body within its limits: its bytes, and the parameters of query and body together. */
interface RequestBody extends AutoCloseable {
  /** Before a body is read. */
  RequestBody NONE =
      new RequestBody() {
        @Override
        public byte[] bytes() {
          return new byte[0];
        }

        @Override
        public Params params() {
          return Params.empty();
        }
      };

  byte[] bytes();

  /** Parsed at the first call. */
  Params params();

  /** Deletes temporary files, where there are any. */
  @Override
  default void close() {}
}
