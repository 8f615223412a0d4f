package dev.hato.server.http;

/**
 * Hook around what people wait for: each request to a route that looks at credentials, from its
 * place among the running requests to its answer. Other servers and their inboxes do not count.
 * Must not block.
 */
@FunctionalInterface
public interface Visits {
  Visits UNCOUNTED = () -> () -> {};

  /** Somebody is served from now until the visit is closed. */
  Visit enter();

  /** One request of a person. */
  @FunctionalInterface
  interface Visit extends AutoCloseable {
    @Override
    void close();
  }
}
