package dev.hato.activitypub.remote;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a look-up on another server came to.
 *
 * @param <T> what was looked for
 */
public sealed interface FetchResult<T> {
  /** It was found, and its origin vouches for it. */
  record Fetched<T>(T object) implements FetchResult<T> {}

  /** Its origin says that it existed and was deleted (410). */
  record Gone<T>() implements FetchResult<T> {}

  /** Its origin does not know it, or not for us (404). */
  record NotFound<T>() implements FetchResult<T> {}

  /**
   * There is an answer that must not be believed or is not for us; asking again does not help.
   *
   * @param reason one sentence with the evidence
   */
  record Refused<T>(String reason) implements FetchResult<T> {}

  /**
   * No answer now; asking later may help.
   *
   * @param detail one sentence with the evidence
   */
  record Unreachable<T>(String detail) implements FetchResult<T> {}

  /** What was found. */
  default Optional<T> found() {
    return this instanceof Fetched<T> fetched ? Optional.of(fetched.object()) : Optional.empty();
  }

  /** Goes on with what was found; any other result stays as it is. */
  default <R> FetchResult<R> then(Function<T, FetchResult<R>> next) {
    return switch (this) {
      case Fetched<T> fetched -> next.apply(fetched.object());
      case Gone<T> gone -> new Gone<>();
      case NotFound<T> notFound -> new NotFound<>();
      case Refused<T> refused -> new Refused<>(refused.reason());
      case Unreachable<T> unreachable -> new Unreachable<>(unreachable.detail());
    };
  }
}
