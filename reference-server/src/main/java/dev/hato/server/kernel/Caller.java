package dev.hato.server.kernel;

import java.util.OptionalLong;

/** Who sends a request, after its token or cookie was checked. Immutable. */
public sealed interface Caller {
  /** Nobody that we know. */
  Caller ANONYMOUS = new Anonymous();

  /** The local account for which answers are rendered; empty for applications and strangers. */
  default OptionalLong viewer() {
    return switch (this) {
      case Anonymous _, AppCaller _ -> OptionalLong.empty();
      case UserCaller user -> OptionalLong.of(user.accountId());
      case SessionCaller session -> OptionalLong.of(session.accountId());
    };
  }

  /** Nobody that we know. */
  record Anonymous() implements Caller {}

  /** An application by its own token (client credentials). */
  record AppCaller(long appId, Scopes scopes) implements Caller {}

  /** A person by a bearer token. */
  record UserCaller(long accountId, long userId, long tokenId, long appId, Scopes scopes)
      implements Caller {}

  /** A person by the browser's session cookie. */
  record SessionCaller(long accountId, long userId, long sessionId) implements Caller {}
}
