package dev.hato.server.cli;

import dev.hato.activitypub.remote.FetchResult;

/** A command could not do its work; the message is the one sentence that is printed. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }

  /** What a look-up found, or why there is nothing, as a failure. */
  static <T> T unlessFound(FetchResult<T> result) {
    return switch (result) {
      case FetchResult.Fetched<T> fetched -> fetched.object();
      case FetchResult.Gone<T> _ ->
          throw new CommandFailure("Its server says that it was deleted (410).");
      case FetchResult.NotFound<T> _ ->
          throw new CommandFailure("Its server does not know it, or does not show it to us (404).");
      case FetchResult.Refused<T> refused ->
          throw new CommandFailure("The answer is not believed: " + refused.reason());
      case FetchResult.Unreachable<T> unreachable ->
          throw new CommandFailure("There is no answer: " + unreachable.detail());
    };
  }
}
