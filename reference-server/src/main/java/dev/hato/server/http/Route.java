package dev.hato.server.http;

/**
 * One line of the route table. The template's variables take a whole segment or its rest after a
 * literal prefix: {@code /api/v1/statuses/{id}}, {@code /@{username}}.
 */
public record Route(
    String method, String template, Access access, Privacy privacy, RouteHandler handler) {
  @Override
  public String toString() {
    return method + " " + template;
  }
}
