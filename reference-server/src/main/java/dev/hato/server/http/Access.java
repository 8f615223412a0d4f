package dev.hato.server.http;

import java.util.List;
import java.util.Optional;

/**
 * Who may use a route: checked by the router before the handler runs, from the matched route and
 * never from the path text (J12, K04).
 */
public record Access(Kind kind, List<String> scopes) {
  /** The rules that exist. */
  public enum Kind {
    /** Everybody; credentials are not looked at. */
    ANYONE,
    /** A person's token that has one of the scopes. */
    SCOPE,
    /** Everybody; a token that is sent must be valid and have one of the scopes. */
    SCOPE_IF_AUTHENTICATED,
    /**
     * A person's or an application's token that has one of the scopes (any scope when none is
     * named).
     */
    TOKEN,
    /** A page for everybody that knows the session cookie when there is one. */
    PAGE,
    /** A page for people who are logged in. */
    SESSION,
    /** A page for people with a staff role. */
    STAFF
  }

  /** Everybody; credentials are not looked at, so that a stale token cannot stop a new login. */
  public static final Access ANYONE = new Access(Kind.ANYONE, List.of());

  public Access {
    scopes = List.copyOf(scopes);
  }

  public static Access anyone() {
    return ANYONE;
  }

  /** A person's token with one of the scopes, parents included: {@code scope("read:statuses")}. */
  public static Access scope(String... anyOf) {
    return new Access(Kind.SCOPE, List.of(anyOf));
  }

  /** Anonymous callers pass; a token that is sent must be good and have one of the scopes. */
  public static Access scopeIfAuthenticated(String... anyOf) {
    return new Access(Kind.SCOPE_IF_AUTHENTICATED, List.of(anyOf));
  }

  /** A token of a person or of an application. */
  public static Access token(String... anyOf) {
    return new Access(Kind.TOKEN, List.of(anyOf));
  }

  /** A page for everybody, rendered for the logged-in person when there is a session. */
  public static Access page() {
    return new Access(Kind.PAGE, List.of());
  }

  public static Access session() {
    return new Access(Kind.SESSION, List.of());
  }

  public static Access staff() {
    return new Access(Kind.STAFF, List.of());
  }

  boolean byCookie() {
    return kind == Kind.PAGE || kind == Kind.SESSION || kind == Kind.STAFF;
  }

  /** The request header that answers depend on, if any: caches must not share them (K26, M40). */
  Optional<String> credential() {
    return switch (kind) {
      case ANYONE -> Optional.empty();
      case SCOPE, SCOPE_IF_AUTHENTICATED, TOKEN -> Optional.of("Authorization");
      case PAGE, SESSION, STAFF -> Optional.of("Cookie");
    };
  }

  boolean needsToken() {
    return kind == Kind.SCOPE || kind == Kind.TOKEN;
  }
}
